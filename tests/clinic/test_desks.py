"""Who works in several places has a desk and a key for each, and goes from one to another."""

import secrets

from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import OTHER_PASSWORD, Person, operate
from tests.accounts.lateness import ASKED, come_in_again, idle
from tests.caseload.inviting import made_by
from tests.caseload.noting import noted
from tests.caseload.showing import as_the_client, pick_up, share_path, shown
from tests.client import Client
from tests.clinic.cast import came_in, code_of, gone_on, hired, invited, roles_put
from tests.pages import Page
from tests.sharing.answering import answered, enter
from tests.web.conftest import Clock
from wellbeing_app.storage import accounts, desks, tombstones
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site


def joined(person: Person, code: str) -> Page:
    """Join one more clinic with the account one has."""
    page = person.open("/staff/join")
    if page.path == "/staff/proof":
        page = person.prove(page)
    return person.press(page, "Join", {"invitation": code})


def gone_to(person: Person, place: str) -> Page:
    """Change the workplace on purpose."""
    return person.press(person.open("/staff/workplaces"), f"Go to {place}")


def anna_at_river(ada: Person, anna: Person) -> str:
    """Anna, who has a practice of her own, joins River House too; the address of her page there."""
    path, code = invited(ada, "Anna", "therapist")
    assert joined(anna, code).path == "/staff/clients"
    return path


def test_each_place_has_its_own_clients_and_says_where_one_is(
    staffed: Flask, ada: Person, anna: Person
) -> None:
    pick_up(anna, shown(staffed), "Own client")
    anna_at_river(ada, anna)
    page = anna.open("/staff/clients")
    assert "River House" in page.text
    assert "Own client" not in page.text
    pick_up(anna, shown(staffed), "River client")
    page = gone_to(anna, "your own practice")
    assert page.path == "/staff/clients"
    assert "Your own practice" in page.text
    assert ("Own client" in page.text, "River client" in page.text) == (True, False)


def test_what_lies_on_one_desk_does_not_exist_at_the_other(
    staffed: Flask, ada: Person, anna: Person
) -> None:
    client = pick_up(anna, shown(staffed), "Own client")
    addresses = [client.path, share_path(client), f"/staff/invitations/{made_by(anna).id}"]
    anna_at_river(ada, anna)
    assert [anna.open(address).status for address in addresses] == [404] * 3
    gone_to(anna, "your own practice")
    assert [anna.open(address).status for address in addresses] == [200] * 3


def test_after_signing_in_who_works_in_several_places_chooses(ada: Person, anna: Person) -> None:
    anna_at_river(ada, anna)
    anna.press(anna.open(), "Sign out")
    assert anna.sign_in().path == "/staff/workplaces"
    assert anna.open("/staff/clients").status == 404
    assert gone_to(anna, "River House").path == "/staff/clients"


def test_a_place_that_is_not_one_s_own_cannot_be_gone_to(
    staffed: Flask, clock: Clock, ada: Person, hugo: Person, anna: Person
) -> None:
    hired(staffed, clock, hugo, "Hill", "therapist")
    anna_at_river(ada, anna)
    with staffed.app_context():
        found = db.session.execute(select(Membership.id, Membership.account_id)).all()
        account = accounts.named(db.session, anna.name, site().keys)
        assert account is not None
        ids = [id_.hex() for id_, owner in found if owner != account.id]
    assert len(ids) == len(found) - 1
    for id_ in [*ids, secrets.token_hex(16), "zz"]:
        form = {"csrf_token": anna.open("/staff/workplaces").csrf_token, "place": id_}
        with anna.client.post("/staff/workplaces", data=form) as answer:
            assert answer.status_code == 404
    assert anna.open("/staff/clients").status == 200


def test_a_second_invitation_to_the_same_clinic_waits(ada: Person, anna: Person) -> None:
    anna_at_river(ada, anna)
    _path, code = invited(ada, "Anna again", "admin")
    assert "You belong to this clinic already" in joined(anna, code).text


def test_a_new_password_opens_every_desk(staffed: Flask, ada: Person, anna: Person) -> None:
    anna_at_river(ada, anna)
    client = pick_up(anna, shown(staffed), "River client")
    anna.change_password(OTHER_PASSWORD)
    anna.press(anna.open(), "Sign out")
    anna.sign_in()
    gone_to(anna, "River House")
    assert "PHQ-9" in anna.open(client.path).text


def test_ending_takes_this_clinic_s_desk_and_no_other(
    staffed: Flask, ada: Person, anna: Person
) -> None:
    own_code, river_code = shown(staffed), shown(staffed)
    own = pick_up(anna, own_code, "Own client")
    path = anna_at_river(ada, anna)
    river = pick_up(anna, river_code, "River client")
    gone_on(ada, f"{path}/end", "End it now")
    assert anna.open(river.path).status == 404
    assert gone_to(anna, "your own practice").status == 200
    assert "PHQ-9" in anna.open(own.path).text
    assert as_the_client(staffed, own_code)[1].path == "/shared/now"
    assert "Nothing is known under this code" in as_the_client(staffed, river_code)[1].text


def test_a_restored_backup_brings_no_ended_desk_back(
    staffed: Flask, ada: Person, anna: Person
) -> None:
    path = anna_at_river(ada, anna)
    with staffed.app_context():
        before = desks.ids(db.session)
    gone_on(ada, f"{path}/end", "End it now")
    with staffed.app_context():
        (ended,) = set(before) - set(desks.ids(db.session))
        assert tombstones.is_buried(db.session, list_in(site().config.instance), ended)


def test_leaving_is_the_same_of_one_s_own_accord(ada: Person, anna: Person) -> None:
    path = anna_at_river(ada, anna)
    assert gone_on(anna, "/staff/clinic/leave", "Leave for good").path == "/staff/workplaces"
    assert ada.open(path).status == 404
    assert gone_to(anna, "your own practice").path == "/staff/clients"
    assert "Left the clinic" in ada.open("/staff/clinic/audit").text


def test_a8_a_reset_empties_this_desk_and_gives_a_code_and_nothing_else(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist")
    code = shown(staffed)
    pick_up(tess, code, "River client")
    page = gone_on(ada, f"{path}/reset", "Reset now")
    assert page.path != path
    assert ada.open(path).status == 404
    assert not tess.is_in
    assert "Nobody can open it any more" in as_the_client(staffed, code)[1].text
    again = came_in(staffed, clock, "Tess", code_of(ada, page.path))
    assert again.open("/staff/home").path == "/staff/clients"
    assert "River client" not in again.open("/staff/clients").text


def test_a8_a_reset_leaves_the_account_of_who_works_elsewhere_too(
    staffed: Flask, ada: Person, anna: Person
) -> None:
    own = pick_up(anna, shown(staffed), "Own client")
    path = anna_at_river(ada, anna)
    river = pick_up(anna, shown(staffed), "River client")
    page = gone_on(ada, f"{path}/reset", "Reset now")
    assert anna.open(river.path).status == 404
    gone_to(anna, "your own practice")
    assert "PHQ-9" in anna.open(own.path).text
    assert joined(anna, code_of(ada, page.path)).path == "/staff/clients"
    assert "River client" not in anna.open("/staff/clients").text


def test_the_operator_s_reset_keeps_the_clinics_at_new_desks(
    staffed: Flask, clock: Clock, ada: Person, anna: Person
) -> None:
    anna_at_river(ada, anna)
    code = shown(staffed)
    pick_up(anna, code, "River client")
    fresh = Person(staffed, clock, anna.name)
    assert fresh.enrol(fresh.begin(operate(staffed, "reset", "--yes", anna.name))).status == 200
    assert "Nobody can open it any more" in as_the_client(staffed, code)[1].text
    page = gone_to(fresh, "River House")
    assert (page.path, "River client" in page.text) == ("/staff/clients", False)


def test_the_operator_s_closing_ends_every_membership(
    staffed: Flask, ada: Person, anna: Person
) -> None:
    path = anna_at_river(ada, anna)
    code = shown(staffed)
    pick_up(anna, code, "River client")
    operate(staffed, "deactivate", "--yes", anna.name)
    assert ada.open(path).status == 404
    assert "Nothing is known under this code" in as_the_client(staffed, code)[1].text


def test_an_invitation_of_a_clinic_s_desk_leads_to_that_desk(
    staffed: Flask, clock: Clock, ada: Person
) -> None:
    anna, path = hired(staffed, clock, ada, "Anna Rossi", "therapist")
    made = made_by(anna)
    answered(staffed, made)
    assert "1 result waits for a label" in anna.open("/staff/clients").text
    roles_put(ada, path, ["author"])
    assert "There is no invitation under this code" in enter(Client.of(staffed), made.code).text
    roles_put(ada, path, ["therapist"])
    assert enter(Client.of(staffed), made.code).path == "/i/now"
    gone_on(ada, f"{path}/end", "End it now")
    assert "There is no invitation under this code" in enter(Client.of(staffed), made.code).text


def test_a_form_that_came_too_late_is_answered_at_the_desk_where_it_was_typed(
    staffed: Flask, clock: Clock, ada: Person, anna: Person
) -> None:
    anna_at_river(ada, anna)
    page = pick_up(anna, shown(staffed), "River client")
    idle(anna, clock)
    asked = noted(anna, page, "Ask about nights")
    assert asked.status in ASKED
    assert "Ask about nights" in come_in_again(anna, asked).text
    assert "River House" in anna.open("/staff/clients").text
