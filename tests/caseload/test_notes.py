"""D8: the therapist's own notes, labels and log."""

from datetime import date

import pytest
from flask import Flask
from pydantic import RootModel

from tests.accounts.cast import Person
from tests.caseload.showing import (
    as_the_client,
    pick_up,
    share_path,
    shown,
)
from tests.pages import Page
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Dossier, Moved, OwnNote
from wellbeing_app.vault.sealing import LENGTH_BYTES, SIZES
from wellbeing_app.web.database import db

TODAY = date(2027, 1, 15)
ONE_SHARE = 50
"""Bytes: the id of one more share needs some of them, and told twice it needs more."""


def test_notes_are_added_and_taken_out(staffed: Flask, anna: Person) -> None:
    page = pick_up(anna, shown(staffed))
    page = anna.press(page, "Add the note", {"words": "Ask about sleep.\r\nSlowly."})
    page = anna.press(page, "Add the note", {"words": "Second"})
    assert "Ask about sleep. Slowly." in page.text
    assert "15 January 2027" in page.text
    assert "Second" in page.text
    first = page.forms[1]
    assert first.buttons, "after the way out, the first form takes out the first note"
    form = dict(first.filled({}, None))
    answer = anna.client.post(first.target(), data=form, follow_redirects=True)
    assert "Ask about sleep" not in Page.of(answer).text
    assert "Second" in Page.of(answer).text


@pytest.mark.parametrize("number", [0, 3])
def test_a_note_that_is_not_there_cannot_be_taken_out(
    staffed: Flask, anna: Person, number: int
) -> None:
    page = pick_up(anna, shown(staffed))
    for words in ("Alder", "Birch"):
        page = anna.press(page, "Add the note", {"words": words})
    form = page.forms[1]
    where = form.target().replace("/notes/1/", f"/notes/{number}/")
    assert anna.client.post(where, data=dict(form.filled({}, None))).status_code == 404
    told = anna.open(page.path).text
    assert (told.count("Alder"), told.count("Birch")) == (1, 1)


@pytest.mark.parametrize("words", ["", "  \r\n ", "x" * 4_001])
def test_a_note_that_cannot_be_kept_stands_there_again(
    staffed: Flask, anna: Person, words: str
) -> None:
    page = pick_up(anna, shown(staffed))
    page = anna.press(page, "Add the note", {"words": words})
    assert page.status == 422
    assert words.strip() in page.form("Add the note").controls["words"].preset[0]


def test_a_page_older_than_the_last_change_changes_nothing_and_loses_nothing(
    staffed: Flask, anna: Person
) -> None:
    """D8: two windows."""
    old = pick_up(anna, shown(staffed))
    anna.press(old, "Add the note", {"words": "from the first window"})
    page = anna.press(old, "Add the note", {"words": "from the second"})
    assert page.status == 409
    assert "from the second" in page.text
    assert "from the second" not in anna.open(old.path).text


def test_a_note_is_kept_that_was_typed_while_another_window_looked_at_what_is_left(
    staffed: Flask, anna: Person
) -> None:
    """Looking keeps for the list what moved; that makes no window old."""
    codes = [shown(staffed, option=option) for option in (1, 2)]
    page = pick_up(anna, codes[0])
    answers = {"code": codes[1], "client": page.path.rpartition("/")[2]}
    typing = anna.press(anna.open("/staff/claim"), "Pick it up", answers)
    client, status = as_the_client(staffed, codes[1])
    client.submit(status, press="Pause it")
    assert "1 result is no longer shown" in anna.open(page.path).text
    after = anna.press(typing, "Add the note", {"words": "typed meanwhile"})
    assert after.status == 200
    assert "typed meanwhile" in after.text


def test_notes_without_end_are_refused_before_anything_is_lost(
    staffed: Flask, anna: Person
) -> None:
    page = pick_up(anna, shown(staffed))
    for _ in range(17):
        page = anna.press(page, "Add the note", {"words": "x" * 4_000})
    assert page.status == 422
    assert "These notes are full" in page.text


def nearly_full(app: Flask, person: Person) -> Page:
    """A client with notes up to the last few bytes, to whom one more share came; the page."""
    page = pick_up(person, shown(app))
    client_id = page.path.rpartition("/")[2]
    words = ["x" * clients.LONGEST_NOTE] * 16
    kept = Dossier(
        label="Thursday 10:00",
        notes=tuple(OwnNote(TODAY, each) for each in (*words, "x")),
        shares=("0" * 32,),
        moved=Moved(("0" * 32,), ()),
    )
    room = SIZES[-1] - LENGTH_BYTES - len(RootModel[Dossier](kept).model_dump_json())
    for each in (*words, "x" * (room - ONE_SHARE)):
        page = person.press(page, "Add the note", {"words": each})
        assert page.status == 200
    answers = {"code": shown(app, option=2), "client": client_id}
    return person.press(person.open("/staff/claim"), "Pick it up", answers)


def test_a_client_with_room_for_nothing_more_can_still_be_opened(
    staffed: Flask, anna: Person
) -> None:
    page = nearly_full(staffed, anna)
    assert page.status == 200
    assert anna.open(page.path).status == 200
    first = page.forms[1]
    answer = anna.client.post(first.target(), data=dict(first.filled({}, None)))
    assert answer.status_code == 303
    page = anna.press(anna.open(page.path), "Add the note", {"words": "shorter"})
    assert page.status == 200


def test_a_client_gets_another_label(staffed: Flask, anna: Person) -> None:
    page = pick_up(anna, shown(staffed))
    pick_up(anna, shown(staffed), "Taken")
    where = f"{page.path}/label"
    assert anna.press(anna.open(where), "Save", {"label": "taken"}).status == 422
    assert anna.press(anna.open(where), "Save", {"label": "Friday"}).path == page.path
    assert "Friday" in anna.open("/staff/clients").text


def test_removing_a_client_deletes_what_they_showed_for_good(staffed: Flask, anna: Person) -> None:
    code = shown(staffed)
    page = pick_up(anna, code)
    where = share_path(page)
    after = anna.press(anna.open(f"{page.path}/label"), "Remove for good")
    assert after.path == "/staff/clients"
    assert "Thursday" not in after.text
    assert anna.open(where).status == 404
    assert "Nothing is known under this code" in as_the_client(staffed, code)[1].text


def test_the_log_tells_what_was_done_by_day(staffed: Flask, anna: Person, ben: Person) -> None:
    pick_up(anna, shown(staffed))
    told = anna.open("/staff/log").text
    for line in ("Picked up", "Looked at", "15 Jan 2027", "Thursday 10:00"):
        assert line in told
    assert "Nothing yet" in ben.open("/staff/log").text


def test_a_client_row_damaged_in_the_database_hurts_only_itself(
    staffed: Flask, anna: Person
) -> None:
    page = pick_up(anna, shown(staffed))
    pick_up(anna, shown(staffed, "bps"), "Monday")
    with staffed.app_context():
        row = db.session.get(clients.ClientRow, bytes.fromhex(page.path.rpartition("/")[2]))
        assert row is not None
        row.ct = bytes(len(row.ct))
        db.session.commit()
    told = anna.open("/staff/clients").text
    assert "A label cannot be read" in told
    assert "Monday" in told
    assert "1 result waits for a label" in told
