"""R3, R4, D8: a therapist picks up what a code opens, once, under a label of their own."""

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.accounts.cast import Person
from tests.caseload.showing import as_the_client, pick_up, share_path, shown
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.caseload import claiming
from wellbeing_app.storage.clients import ClientRow
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db

UNKNOWN = "Nothing can be picked up with this code"
DAY = 86_400


def test_a_code_brings_what_a_client_shows_under_a_new_label(staffed: Flask, anna: Person) -> None:
    page = pick_up(anna, shown(staffed))
    assert page.status == 200
    assert page.path.startswith("/staff/clients/")
    assert "Thursday 10:00" in page.text
    assert "PHQ-9" in page.text
    assert "Thursday 10:00" in anna.open("/staff/clients").text


def test_a_second_code_goes_under_the_same_label(staffed: Flask, anna: Person) -> None:
    pick_up(anna, shown(staffed))
    page = anna.open("/staff/claim")
    client_id = page.form("Pick it up").controls["client"].offered[1]
    answers = {"code": shown(staffed, "bps"), "client": client_id}
    page = anna.press(page, "Pick it up", answers)
    assert page.path == f"/staff/clients/{client_id}"
    assert "PHQ-9" in page.text
    assert "BPS" in page.text


def test_the_database_does_not_tell_the_label_or_whose_a_share_is(
    staffed: Flask, anna: Person
) -> None:
    pick_up(anna, shown(staffed), "Purple heron")
    with staffed.app_context():
        row = db.session.scalars(select(ClientRow)).one()
        share_id = db.session.scalars(select(ShareRow.id)).one()
        everything = bytes(row.ct) + row.id
        assert b"heron" not in everything
        assert share_id not in everything
        assert share_id.hex().encode() not in everything


@pytest.mark.parametrize("label", ["", "   ", "x" * 61, "thursday  10:00"])
def test_without_a_label_of_its_own_nothing_is_picked_up(
    staffed: Flask, anna: Person, label: str
) -> None:
    pick_up(anna, shown(staffed, "bps"))
    code = shown(staffed)
    page = pick_up(anna, code, label)
    assert page.status == 422
    assert page.form("Pick it up").controls["code"].preset == (code,), "nothing typed is lost"
    assert pick_up(anna, code, "Friday").status == 200


def refused(person: Person, code: str) -> str:
    """The answer to a code that brings nothing, less what changes with each page."""
    page = pick_up(person, code)
    assert page.status == 422
    return page.html.replace(code, "CODE").replace(page.csrf_token, "TOKEN")


def unknown_codes(app: Flask, ben: Person, clock: Clock) -> list[str]:
    """Never issued, picked up by another, withdrawn, paused, not picked up in time."""
    over = shown(app)
    clock.now += 8 * DAY
    ben.sign_in()
    taken, withdrawn, paused = shown(app), shown(app), shown(app)
    assert pick_up(ben, taken).status == 200
    for code, button in ((withdrawn, "Take it back now"), (paused, "Pause it")):
        client, page = as_the_client(app, code)
        client.submit(page, press=button)
    return [over, taken, withdrawn, paused, write_code(new_secret())]


def test_all_codes_that_bring_nothing_are_answered_alike(
    staffed: Flask, clock: Clock, anna: Person, ben: Person
) -> None:
    """R4."""
    codes = unknown_codes(staffed, ben, clock)
    anna.sign_in()
    answers = {refused(anna, code) for code in codes}
    assert len(answers) == 1
    assert UNKNOWN in answers.pop()


def test_an_answer_that_tells_a_used_code_apart_would_be_found(
    staffed: Flask, clock: Clock, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        claiming,
        "_unknown",
        lambda: str(db.session.scalar(select(func.count()).select_from(ShareRow))),
    )
    with pytest.raises(AssertionError):
        test_all_codes_that_bring_nothing_are_answered_alike(staffed, clock, anna, ben)


def test_a_mistyped_code_is_told_apart(anna: Person) -> None:
    """R3."""
    page = pick_up(anna, "00000-00000-00000-00000-00001")
    assert page.status == 422
    assert "Check the code" in page.text


def test_codes_are_tried_ten_times_a_minute_at_most(anna: Person) -> None:
    """R3."""
    statuses = [pick_up(anna, write_code(new_secret())).status for _ in range(11)]
    assert statuses == [422] * 10 + [429]


@pytest.mark.parametrize("label", ["Thursday 10:00", "thursday  10:00", ""])
def test_sent_twice_it_is_picked_up_once_and_leads_to_the_same_client(
    staffed: Flask, anna: Person, label: str
) -> None:
    """D8: a double click on "Pick it up"."""
    code = shown(staffed)
    first, second = pick_up(anna, code), pick_up(anna, code, label)
    assert (second.status, second.path) == (200, first.path)


@pytest.mark.parametrize("chosen", [False, True], ids=["a new label", "another client"])
def test_a_used_code_under_another_label_says_where_it_is(
    staffed: Flask,
    anna: Person,
    chosen: bool,  # noqa: FBT001
) -> None:
    code = shown(staffed)
    first = pick_up(anna, code)
    other = pick_up(anna, shown(staffed, "bps"), "Monday").path.rpartition("/")[2]
    answers = {"code": code, **({"client": other} if chosen else {"label": "Another label"})}
    page = anna.press(anna.open("/staff/claim"), "Pick it up", answers)
    assert page.status == 422
    assert "What it shows is under \u201cThursday 10:00\u201d" in page.text
    assert page.links["Go to \u201cThursday 10:00\u201d"] == first.path
    assert "Another label" not in anna.open("/staff/clients").text
    assert "PHQ-9" not in anna.open(f"/staff/clients/{other}").text


def test_a_label_of_the_list_and_a_new_one_are_refused(staffed: Flask, anna: Person) -> None:
    """Which of them was meant would be a guess; at claiming, and where a share is moved."""
    page = pick_up(anna, shown(staffed))
    client_id = page.path.rpartition("/")[2]
    both = {"client": client_id, "label": "Monday"}
    code = shown(staffed, "bps")
    refused = anna.press(anna.open("/staff/claim"), "Pick it up", {"code": code, **both})
    assert refused.status == 422
    assert "You chose \u201cThursday 10:00\u201d and wrote a new label too" in refused.text
    moving = anna.open(f"{share_path(page)}/label")
    assert anna.press(moving, "Put it there", both).status == 422
    assert "Monday" not in anna.open("/staff/clients").text
    assert "BPS" not in anna.open(page.path).text
    assert pick_up(anna, code, "Monday").status == 200, "the code is still good"


def test_a_row_changed_by_hand_is_not_picked_up(staffed: Flask, anna: Person) -> None:
    code = shown(staffed)
    with staffed.app_context():
        db.session.execute(update(ShareRow).values(ct=b"\1" + bytes(4_200)))
        db.session.commit()
    page = pick_up(anna, code)
    assert page.status == 422
    assert "damaged" in page.text
    assert "Thursday" not in anna.open("/staff/clients").text


def test_what_was_put_under_the_wrong_label_moves_with_its_content(
    staffed: Flask, anna: Person
) -> None:
    page = pick_up(anna, shown(staffed))
    where = share_path(page)
    moving = anna.open(f"{where}/label")
    moved = anna.press(moving, "Put it there", {"label": "Monday"})
    assert "Monday" in moved.text
    assert "PHQ-9" in moved.text
    assert "shows nothing at the moment" in anna.open(page.path).text
    back = anna.open(f"{where}/label")
    home = page.path.rpartition("/")[2]
    assert "PHQ-9" in anna.press(back, "Put it there", {"client": home}).text


def test_an_unknown_client_in_the_form_is_no_client(staffed: Flask, anna: Person) -> None:
    """X6: the form's own fields only, and of those only what it offered."""
    token = anna.open("/staff/claim").csrf_token
    form = {"csrf_token": token, "code": shown(staffed), "client": "ff" * 16}
    answer = anna.client.post("/staff/claim", data=form)
    assert answer.status_code == 422
    assert "Write a label" in Page.of(answer).text
