"""D8: the therapist's own notes, labels and log."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.accounts.cast import Person
from tests.caseload.noting import noted, to_change
from tests.caseload.showing import (
    as_the_client,
    pick_up,
    share_path,
    shown,
)
from tests.web.conftest import Clock
from wellbeing_app.storage import clients
from wellbeing_app.storage.client_notes import ClientNoteRow
from wellbeing_app.web.database import db

TODAY = date(2027, 1, 15)


def test_notes_are_added_changed_and_removed(staffed: Flask, anna: Person, clock: Clock) -> None:
    page = noted(anna, pick_up(anna, shown(staffed)), "Ask about sleep.\r\nSlowly.", "Second")
    assert "Ask about sleep. Slowly." in page.text
    assert "15 January 2027" in page.text
    clock.now += 86_400
    anna.sign_in()
    page = anna.open(page.path)
    change = anna.open(to_change(page))
    assert "Ask about sleep.\nSlowly." in change.form("Save").controls["words"].preset[0]
    page = anna.press(change, "Save", {"words": "Ask about the nights."})
    assert "Ask about sleep" not in page.text
    assert "15 January 2027, changed 16 January 2027 Ask about the nights." in page.text
    assert page.text.index("nights") < page.text.index("Second"), "it keeps its place"
    asked = anna.open(f"{to_change(page)}/remove")
    assert "Remove this note?" in asked.text
    assert "Ask about the nights" in asked.text
    assert "Ask about the nights" in anna.open(page.path).text, "asking removes nothing"
    page = anna.press(asked, "Remove the note")
    assert "Ask about the nights" not in page.text
    assert "Second" in page.text


@pytest.mark.parametrize("other", ["ff" * 16, "0", "..", "\u0661" * 32])
def test_a_note_that_is_not_there_is_neither_shown_nor_removed(
    staffed: Flask, anna: Person, other: str
) -> None:
    page = noted(anna, pick_up(anna, shown(staffed)), "Alder", "Birch")
    # As if it had been removed in another window: what was typed is shown again.
    gone = 409 if other == "ff" * 16 else 404
    change = f"{page.path}/notes/{other}"
    for where, status in ((change, gone), (f"{change}/remove", 404)):
        form = {"csrf_token": page.csrf_token, "rev": "1", "words": "Cedar"}
        assert anna.client.get(where).status_code == 404
        assert anna.client.post(where, data=form).status_code == status
    told = anna.open(page.path).text
    assert (told.count("Alder"), told.count("Birch"), told.count("Cedar")) == (1, 1, 0)


def test_a_note_of_another_client_or_therapist_is_not_reached(
    staffed: Flask, anna: Person, ben: Person
) -> None:
    page = noted(anna, pick_up(anna, shown(staffed)), "Alder")
    other = pick_up(anna, shown(staffed, "bps"), "Monday")
    note = to_change(page).rpartition("/")[2]
    assert anna.open(f"{other.path}/notes/{note}").status == 404
    assert ben.open(to_change(page)).status == 404


@pytest.mark.parametrize("words", ["", "  \r\n ", "x" * 4_001])
def test_a_note_that_cannot_be_kept_stands_there_again(
    staffed: Flask, anna: Person, words: str
) -> None:
    page = pick_up(anna, shown(staffed))
    page = anna.press(page, "Add the note", {"words": words})
    assert page.status == 422
    assert words.strip() in page.form("Add the note").controls["words"].preset[0]


@pytest.mark.parametrize("words", ["", "  \r\n ", "x" * 4_001])
def test_a_change_that_cannot_be_kept_stands_there_again(
    staffed: Flask, anna: Person, words: str
) -> None:
    page = noted(anna, pick_up(anna, shown(staffed)), "Alder")
    change = anna.press(anna.open(to_change(page)), "Save", {"words": words})
    assert change.status == 422
    assert words.strip() in change.form("Save").controls["words"].preset[0]
    assert "Alder" in anna.open(page.path).text


def test_two_windows_each_add_a_note_and_neither_loses_the_others(
    staffed: Flask, anna: Person
) -> None:
    """D8: two windows."""
    old = pick_up(anna, shown(staffed))
    noted(anna, old, "from the first window")
    page = noted(anna, old, "from the second")
    assert page.status == 200
    assert "from the first window" in page.text
    assert "from the second" in page.text


def test_a_note_sent_twice_is_one_note(staffed: Flask, anna: Person) -> None:
    old = pick_up(anna, shown(staffed))
    noted(anna, old, "a double click")
    assert noted(anna, old, "a double click").text.count("a double click") == 1


@pytest.mark.parametrize("step", ["Save", "Remove the note"])
def test_a_note_changed_in_another_window_is_not_overwritten(
    staffed: Flask, anna: Person, step: str
) -> None:
    """D8: two windows; nothing typed is lost."""
    page = noted(anna, pick_up(anna, shown(staffed)), "Alder")
    where = to_change(page)
    old = anna.open(where if step == "Save" else f"{where}/remove")
    anna.press(anna.open(where), "Save", {"words": "Birch"})
    page = anna.press(old, step, {"words": "Cedar"} if step == "Save" else {})
    assert page.status == 409
    assert ("Cedar" in page.text) is (step == "Save")
    assert "Birch" in anna.open(where).text


def test_words_for_a_note_removed_in_another_window_are_shown_again(
    staffed: Flask, anna: Person
) -> None:
    where = to_change(noted(anna, pick_up(anna, shown(staffed)), "Alder"))
    old = anna.open(where)
    anna.press(anna.open(f"{where}/remove"), "Remove the note", {})
    page = anna.press(old, "Save", {"words": "Cedar, half an hour of it"})
    assert page.status == 409
    assert "Cedar, half an hour of it" in page.text


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


def test_as_many_and_as_long_notes_are_kept_as_are_written(staffed: Flask, anna: Person) -> None:
    """They once shared 64 KiB, about sixteen of these."""
    page = pick_up(anna, shown(staffed))
    page = noted(anna, page, *(f"{number:02} " + "\u00e4" * 3_997 for number in range(40)))
    assert page.status == 200
    assert page.html.count('class="own-note"') == 40
    assert [page.text.index(f"{number:02} \u00e4") for number in range(40)] == sorted(
        page.text.index(f"{number:02} \u00e4") for number in range(40)
    )


def test_a_client_gets_another_label(staffed: Flask, anna: Person) -> None:
    page = pick_up(anna, shown(staffed))
    pick_up(anna, shown(staffed), "Taken")
    where = f"{page.path}/label"
    assert anna.press(anna.open(where), "Save", {"label": "taken"}).status == 422
    assert anna.press(anna.open(where), "Save", {"label": "Friday"}).path == page.path
    assert "Friday" in anna.open("/staff/clients").text


def test_removing_a_client_deletes_what_they_showed_for_good(staffed: Flask, anna: Person) -> None:
    code = shown(staffed)
    page = noted(anna, pick_up(anna, code), "Alder")
    where = share_path(page)
    after = anna.press(anna.open(f"{page.path}/label"), "Remove for good")
    assert after.path == "/staff/clients"
    assert "Thursday" not in after.text
    assert anna.open(where).status == 404
    with staffed.app_context():
        assert db.session.scalars(select(ClientNoteRow)).all() == []
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


def test_a_note_damaged_in_the_database_hurts_only_itself(staffed: Flask, anna: Person) -> None:
    page = noted(anna, pick_up(anna, shown(staffed)), "Alder", "Birch")
    with staffed.app_context():
        id_ = bytes.fromhex(to_change(page).rpartition("/")[2])
        db.session.execute(
            update(ClientNoteRow).where(ClientNoteRow.id == id_).values(ct=bytes(4_137))
        )
        db.session.commit()
    told = anna.open(page.path).text
    assert "1 note was damaged" in told
    assert "Alder" not in told
    assert "Birch" in told
