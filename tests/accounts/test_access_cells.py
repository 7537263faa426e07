"""X1, X2, X3, A6: every route x method x role is sent, and every session id tried by a stranger.

Addresses with an id in them are sent with ids of Anna's, or of somebody at Ada's clinic: to Ben,
and to the admin and the therapist of another clinic, they do not exist.
"""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import Person, enrolled, invited, operate
from tests.caseload.inviting import made_by
from tests.caseload.noting import noted, to_change
from tests.caseload.showing import pick_up, share_path, shown
from tests.client import NAVIGATION, Client
from tests.clinic.cast import gone_on, hired, opened
from tests.clinic.cast import invited as invited_by
from tests.pages import Page
from tests.web.conftest import Clock
from tests.web.routes import addresses
from wellbeing_app.storage import staff_sessions
from wellbeing_app.storage.staff_sessions import StaffSession
from wellbeing_app.web.access import ROUTES, STAFF, Audience
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.guards import (
    PROOF_SECONDS,
    Member,
    SignedOut,
    Therapist,
    admin,
    therapist,
)
from wellbeing_app.web.staff.session import signed

OK, TO_PROOF, NOT_FOUND = 200, 303, 404
AT_CLINICS = {"river admin", "river author", "river publisher", "river therapist"} | {
    "hill admin",
    "hill therapist",
}
IN = {"anna", "ben"} | AT_CLINICS
OPENS = {
    Audience.STAFF_DOOR: {"visitor", "waiting", "enrolling", "deactivated", "ended"} | IN,
    Audience.PENDING: {"waiting", "enrolling"},
    Audience.STAFF: IN,
    Audience.THERAPIST: {"anna", "ben", "river therapist", "hill therapist"},
    Audience.MEMBER: AT_CLINICS,
    Audience.ADMIN: {"river admin", "hill admin"},
}
OWNERS = {
    **dict.fromkeys(("client_id", "note_id", "share_id", "invitation_id"), "anna"),
    "member_id": "river admin",
}
"""Whose the object of an address is."""
PROVEN = {"anna", "ben", "river admin", "hill admin"}
"""Who has shown password and phone just now; to others the proof comes before the id."""
PROOF_FIRST = {"caseload.ask_export", "caseload.export"}
STAGES = {
    "waiting": {"accounts.code", "accounts.enter_code", "accounts.lost_factor"}
    | {"accounts.replace_factor"},
    "enrolling": {"accounts.enrolment", "accounts.enrol"},
}
"""Which pages each kind of waiting sign-in has."""
LAST = (
    *("caseload.revoke_invitation", "caseload.remove_note", "caseload.remove"),
    *("clinic.reset", "clinic.end"),
    *("accounts.end_all", "accounts.sign_out"),
)
"""What takes away what others look at, or ends a session."""


@pytest.fixture
def ada(staffed: Flask, clock: Clock) -> Person:
    """The admin of River House."""
    return opened(staffed, clock, "river", "Ada Lang")


@pytest.fixture
def own(staffed: Flask, anna: Person, ada: Person) -> dict[str, str]:
    """Ids of Anna's and of somebody at Ada's clinic, by the name they have in addresses."""
    page = noted(anna, pick_up(anna, shown(staffed)), "Ask about sleep")
    return {
        "client_id": page.path.split("/")[3],
        "note_id": to_change(page).rpartition("/")[2],
        "share_id": share_path(page).split("/")[3],
        "invitation_id": made_by(anna).id,
        "member_id": invited_by(ada, "Waiting", "author")[0].split("/")[-1],
    }


@pytest.fixture
def roles(
    staffed: Flask, clock: Clock, anna: Person, ben: Person, ada: Person
) -> dict[str, Client]:
    """One browser for each role."""
    hugo = opened(staffed, clock, "hill", "Hugo Berg")
    river = {
        f"river {role}": hired(staffed, clock, ada, f"River {role}", role)[0].client
        for role in ("author", "publisher", "therapist")
    }
    hill, _path = hired(staffed, clock, hugo, "Hill therapist", "therapist")
    ended, path = hired(staffed, clock, ada, "River ended", "therapist")
    gone_on(ada, f"{path}/end", "End it now")
    gone = enrolled(staffed, clock, "Gone Away")
    operate(staffed, "deactivate", "--yes", "Gone Away")
    clock.now += PROOF_SECONDS
    for who in (anna, ben, ada, hugo):
        # What needs a fresh proof is then a matter of whose it is alone.
        assert who.prove(who.open("/staff/proof")).status == OK
    waiting = anna.elsewhere()
    assert waiting.give_password().path == "/staff/code"
    enrolling, code = invited(staffed, clock, "New Comer")
    assert enrolling.begin(code).path == "/staff/enrol"
    return {
        "visitor": Client.of(staffed),
        "waiting": waiting.client,
        "enrolling": enrolling.client,
        "anna": anna.client,
        "ben": ben.client,
        "deactivated": gone.client,
        "ended": ended.client,
        "river admin": ada.client,
        **river,
        "hill admin": hugo.client,
        "hill therapist": hill.client,
    }


def send(client: Client, method: str, address: str, source: str) -> int:
    """Ask for a page, or send a form that is empty but for the token; answer the status."""
    where = {"REMOTE_ADDR": source}
    form = {}
    if method == "POST" and address.startswith("/staff"):
        # Any page of the staff gives the token that fits this browser's staff cookie.
        form["csrf_token"] = Page.of(client.get("/staff/reset")).csrf_token
    with client.open(
        address, method=method, data=form, headers=NAVIGATION, environ_overrides=where
    ) as answer:
        return answer.status_code


def may_open(role: str, endpoint: str, audience: Audience, owners: set[str]) -> bool:
    """What the access table says of this role; what has an owner is that one's alone."""
    in_stage = audience is not Audience.PENDING or endpoint in STAGES.get(role, ())
    return role in OPENS[audience] and in_stage and owners <= {role}


def cells(app: Flask, own: dict[str, str]) -> list[tuple[str, str, str]]:
    """Every endpoint, method and address; what ends something comes last."""
    found = list(addresses(app, **own))
    return sorted(found, key=lambda cell: (LAST.index(cell[0]) + 1 if cell[0] in LAST else 0, cell))


def wrong_cells(
    app: Flask, roles: dict[str, Client], own: dict[str, str], only: str = ""
) -> tuple[int, list[str]]:
    """Send every cell from a network of its own; how many, and which answered otherwise.

    `only`: the one endpoint to look at, where a broken one is to be found.
    """
    count, wrong = 0, []
    for endpoint, method, address in cells(app, own):
        if only not in ("", endpoint):
            continue
        audience = ROUTES[endpoint, method]
        statuses = {}
        for role, client in roles.items():
            count += 1
            source = f"10.{count // 250}.{count % 250}.1"
            statuses[role] = send(client, method, address, source)
        for role, status in statuses.items():
            if audience in STAFF:
                owners = {OWNERS[name] for name, id_ in own.items() if id_ in address}
                allowed = may_open(role, endpoint, audience, owners)
                right = (status != NOT_FOUND) is allowed
                if endpoint in PROOF_FIRST and role not in PROVEN and role in OPENS[audience]:
                    # Whatever the id is: what it leads to is looked at after the proof.
                    right = status == TO_PROOF
            else:
                # A visitor's page is the same whoever else is signed in there.
                right = status == statuses["visitor"]
            if not right:
                wrong.append(f"{role} {method} {address}: {status}")
    return count, wrong


def test_every_cell_of_the_access_table_answers_as_it_says(
    staffed: Flask,
    roles: dict[str, Client],
    own: dict[str, str],
    record_property: Callable[[str, object], None],
) -> None:
    """X1, X2, A6: a waiting sign-in has the pages of its stage and no other."""
    count, wrong = wrong_cells(staffed, roles, own)
    record_property("found", f"access table: {count} cells sent, {len(roles)} roles")
    assert count == len(cells(staffed, own)) * len(roles)
    assert {(endpoint, method) for endpoint, method, _ in cells(staffed, own)} == set(ROUTES)
    assert wrong == []


def test_a_page_that_forgot_its_guard_would_be_found(
    staffed: Flask, roles: dict[str, Client], own: dict[str, str]
) -> None:
    staffed.view_functions["accounts.account"] = lambda: "open"
    found = wrong_cells(staffed, roles, own, "accounts.account")[1]
    assert any("GET /staff/account" in cell for cell in found)


def test_a_page_of_any_therapist_s_client_would_be_found(
    staffed: Flask, roles: dict[str, Client], own: dict[str, str]
) -> None:
    @therapist
    def careless(_me: Therapist, client_id: str) -> str:
        return client_id

    staffed.view_functions["caseload.client"] = careless
    found = wrong_cells(staffed, roles, own, "caseload.client")[1]
    assert {cell.split(" GET ")[0] for cell in found} == OPENS[Audience.THERAPIST] - {"anna"}


def test_a_guard_that_lets_waiting_sign_ins_pass_would_be_found(
    staffed: Flask, roles: dict[str, Client], own: dict[str, str]
) -> None:
    def half_guarded() -> str:
        if signed() is None:
            raise SignedOut
        return "open"

    staffed.view_functions["accounts.account"] = half_guarded
    found = wrong_cells(staffed, roles, own, "accounts.account")[1]
    assert {cell.split()[0] for cell in found} == {"enrolling", "waiting"}


def test_a_strangers_session_id_is_as_good_as_none(
    staffed: Flask, clock: Clock, anna: Person
) -> None:
    """X3: what does not exist and what is somebody else's get the same answer."""
    with staffed.app_context():
        ids = [row.hex() for row in db.session.scalars(select(StaffSession.id))]
    ben = enrolled(staffed, clock, "Ben Okafor")
    token = ben.open("/staff/password").csrf_token
    for session in [*ids, bytes(32).hex(), "zz", "00", ""]:
        form = {"csrf_token": token, "session": session}
        answer = ben.client.post("/staff/account/end", data=form)
        assert (answer.status_code, answer.location) == (303, "/staff/account")
    assert anna.is_in
    assert ben.is_in


def test_an_end_that_does_not_look_whose_it_is_would_be_found(
    staffed: Flask, clock: Clock, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        staff_sessions, "end_own", lambda session, row_id, *_: staff_sessions.end(session, [row_id])
    )
    with pytest.raises(AssertionError):
        test_a_strangers_session_id_is_as_good_as_none(staffed, clock, anna)


def test_a_page_of_any_clinic_s_people_would_be_found(
    staffed: Flask, roles: dict[str, Client], own: dict[str, str]
) -> None:
    @admin
    def careless(_me: Member, member_id: str) -> str:
        return member_id

    staffed.view_functions["clinic.person"] = careless
    found = wrong_cells(staffed, roles, own, "clinic.person")[1]
    assert [cell.split(" GET ")[0] for cell in found] == ["hill admin"]
