"""Notes of before they had rows of their own: read where they are, moved at the next change."""

import base64
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from pydantic import RootModel

from tests.accounts.cast import Person
from tests.caseload.noting import noted, to_change
from tests.caseload.showing import pick_up, shown
from tests.pages import Page
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Desk, Dossier, OwnNote
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.staff_sessions import StaffSession, opened, session_id
from wellbeing_app.vault.sealing import LENGTH_BYTES, SIZES
from wellbeing_app.web.database import db

TODAY = date(2027, 1, 15)
ONE_SHARE = 50
"""Bytes: the id of one more share needs some of them, and told twice it needs more."""


@pytest.fixture
def full_of_before(staffed: Flask, anna: Person) -> Page:
    """A client whose row is full of notes, as rows once were; the page."""
    page = pick_up(anna, shown(staffed))
    words = [*("x" * clients.LONGEST_NOTE,) * 16, "Alder", "Birch"]
    with staffed.app_context():
        desk = desk_of(anna)
        (client,) = clients.all_of(db.session, desk)
        notes = tuple(OwnNote(TODAY - timedelta(days=9), each) for each in words)
        dossier = replace(client.dossier, notes=notes)
        room = SIZES[-1] - LENGTH_BYTES - len(RootModel[Dossier](dossier).model_dump_json())
        more = OwnNote(TODAY - timedelta(days=9), "x" * (room - ONE_SHARE))
        clients.rewrite(db.session, desk, client, replace(dossier, notes=(*notes, more)))
        db.session.commit()
    return page


def desk_of(person: Person) -> Desk:
    """The desk behind a signed-in browser. In an app context."""
    cookie = person.client.get_cookie("s")
    assert cookie is not None
    token = base64.urlsafe_b64decode(cookie.value + "=")
    salt = installation_salt(db.session)
    row = db.session.get(StaffSession, session_id(token, salt))
    assert row is not None
    contents = opened(row, token, salt)
    assert contents is not None
    return Desk.of(contents.account_id, contents.private, salt)


def test_a_full_client_of_before_can_be_read_and_added_to(
    staffed: Flask, anna: Person, full_of_before: Page
) -> None:
    page = anna.open(full_of_before.path)
    assert page.status == 200
    assert page.html.count('class="own-note"') == 19
    client_id = page.path.rpartition("/")[2]
    answers = {"code": shown(staffed, option=2), "client": client_id}
    assert anna.press(anna.open("/staff/claim"), "Pick it up", answers).status == 200
    page = noted(anna, page, "Cedar")
    assert page.status == 200
    assert page.html.count('class="own-note"') == 20
    assert page.text.index("Alder") < page.text.index("Birch") < page.text.index("Cedar")


@pytest.mark.parametrize("first", ["change", "remove", "label", "add", "share"])
def test_notes_of_before_are_moved_by_any_change_and_keep_their_addresses(
    staffed: Flask, anna: Person, full_of_before: Page, first: str
) -> None:
    page = anna.open(full_of_before.path)
    alder, birch = to_change(page, 17), to_change(page, 18)
    birch_page = anna.open(birch)
    if first == "change":
        anna.press(anna.open(alder), "Save", {"words": "Alder, changed"})
    elif first == "remove":
        anna.press(anna.open(f"{alder}/remove"), "Remove the note")
    elif first == "label":
        anna.press(anna.open(f"{page.path}/label"), "Save", {"label": "Friday"})
    elif first == "add":
        noted(anna, page, "more")
    else:
        answers = {"code": shown(staffed), "client": page.path.rpartition("/")[2]}
        anna.press(anna.open("/staff/claim"), "Pick it up", answers)
    with staffed.app_context():
        (client,) = clients.all_of(db.session, desk_of(anna))
        assert client.dossier.notes == ()
    page = anna.open(page.path)
    assert ("Alder" in page.text) is (first != "remove")
    assert to_change(page, 17 if first == "remove" else 18) == birch
    page = anna.press(birch_page, "Save", {"words": "typed before the others were moved"})
    assert page.status == 200
    assert "typed before the others were moved" in page.text
