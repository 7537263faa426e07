"""X6: fields nobody asked for are ignored in every form of the room, and of the ways in."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import Person
from tests.clinic.cast import hired, invited, opened
from tests.web.conftest import Clock
from wellbeing_app.clinic import actions
from wellbeing_app.storage.clinics import Clinic
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.web.database import db

Everything = dict[str, dict[str, object]]


def ids(app: Flask) -> dict[str, str]:
    """The ids of both clinics, by slug."""
    with app.app_context():
        return {one.slug: one.id.hex() for one in db.session.scalars(select(Clinic))}


def planted(app: Flask) -> dict[str, str]:
    """What an attacker would add to a form."""
    hill = ids(app)["hill"]
    return {
        **{"role": "admin", "clinic_id": hill, "clinic": hill, "slug": "hill", "state": "open"},
        **{"account_id": "00" * 16, "id": "00" * 16, "member_id": "00" * 16, "desk_id": hill},
        **{"expires": "9999999999", "invitation_until": "9999999999", "invitation_id": "00" * 32},
        **{"public": "00" * 32, "by_account": "00", "seen_day": "2020-01-01", "epoch": "7"},
        **{"absent_until": "2027-01-01", "stage": "full", "proved": "9999999999"},
    }


def everything(app: Flask) -> Everything:
    """Every column of clinics and memberships, by id."""
    with app.app_context():
        rows = [*db.session.scalars(select(Clinic)), *db.session.scalars(select(Membership))]
        return {
            row.id.hex(): {one.name: getattr(row, one.name) for one in row.__table__.columns}
            for row in rows
        }


FORMS: tuple[tuple[str, dict[str, object], set[str]], ...] = (
    ("/staff/clinic/invite", {"name": "New", "roles": "author"}, set()),
    ("{path}/roles", {"roles": "publisher"}, {"roles"}),
    ("{path}/absence", {"until": ""}, set()),
    ("{waiting}/code", {}, {"invitation_id", "invitation_until"}),
    ("/staff/clinic/contact", {"contact": "Ring."}, {"contact"}),
    ("/staff/clinic/door/look", {"name": "Lake House"}, set()),
    ("/staff/clinic/door/words", {"welcome": "Come in."}, set()),
    ("/staff/clinic/door/law", {"privacy": "Ours."}, set()),
    ("/staff/clinic/door/line", {"name": "", "phone": ""}, set()),
    ("/staff/clinic/audit", {}, set()),
    ("/staff/workplaces", {"place": ""}, set()),
)
"""An address, what its form sends, and which columns that changes."""


@pytest.mark.parametrize(("address", "form", "columns"), FORMS)
def test_x6_fields_nobody_asked_for_change_nothing(
    staffed: Flask,
    clock: Clock,
    ada: Person,
    hugo: Person,
    address: str,
    form: dict[str, object],
    columns: set[str],
) -> None:
    tess, path = hired(staffed, clock, ada, "Tess", "therapist")
    waiting, _code = invited(ada, "Waiting", "author")
    for one in (tess, hugo):
        one.open("/staff/home")
    ada.prove(ada.open("/staff/proof"))
    before = everything(staffed)
    where = address.format(path=path, waiting=waiting)
    sent = {**planted(staffed), **form, "csrf_token": ada.open(path).csrf_token}
    with ada.client.post(where, data=sent) as answer:
        assert answer.status_code in (200, 303)
    after = everything(staffed)
    changed = {
        name
        for id_, row in before.items()
        for name, value in row.items()
        if after[id_][name] != value
    }
    assert changed == columns
    added = [after[id_] for id_ in set(after) - set(before)]
    assert all(one["clinic_id"].hex() == ids(staffed)["river"] for one in added)  # type: ignore[attr-defined]
    assert all(one["roles"] == "author" and one["public"] is None for one in added)


def test_x6_who_comes_in_gets_the_roles_of_the_invitation(
    staffed: Flask, clock: Clock, ada: Person, hugo: Person
) -> None:
    _path, code = invited(ada, "Tess", "author")
    tess = Person(staffed, clock, "Tess")
    page = tess.client.visit("/staff/begin")
    form = {
        **planted(staffed),
        **{"csrf_token": page.csrf_token, "invitation": code, "name": "Tess"},
        **{"new_password": tess.password, "again": tess.password, "roles": "admin"},
    }
    with tess.client.post("/staff/begin", data=form) as answer:
        assert answer.location == "/staff/enrol"
    tess.enrol(tess.open("/staff/enrol"))
    assert tess.open("/staff/clinic").status == 404
    assert tess.open("/staff/clients").status == 404
    assert "Author" in ada.open("/staff/clinic").text
    assert "Tess" not in hugo.open("/staff/clinic").text


def test_x6_a_form_that_believed_the_clinic_it_is_told_would_be_found(
    staffed: Flask, clock: Clock, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hugo = opened(staffed, clock, "hill", "Hugo Berg")
    invite = actions.invite

    def careless(session, by, name, roles, house):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        told = actions.Doer(bytes.fromhex(ids(staffed)["hill"]), by.name)
        return invite(session, told, name, roles, house)

    monkeypatch.setattr(actions, "invite", careless)
    with pytest.raises(AssertionError):
        test_x6_fields_nobody_asked_for_change_nothing(staffed, clock, ada, hugo, *FORMS[0])
