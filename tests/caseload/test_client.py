"""L5, X3, X4, S5: what a therapist sees of a client, until the client or the days end it."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts.cast import Person
from tests.caseload.showing import AVOID, TALK, as_the_client, pick_up, share_path, shown
from tests.client import Client
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.caseload import opening
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Client as Found
from wellbeing_app.storage.clients import Desk, Dossier
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.web.database import db

DAY = 86_400
NOTHING = "shows nothing at the moment"


def test_a_share_in_full_is_what_the_client_saw(staffed: Flask, anna: Person) -> None:
    page = anna.open(share_path(pick_up(anna, shown(staffed))))
    assert page.status == 200
    for words in (TALK, AVOID, "Patient Health Questionnaire", "Score9"):
        assert words in page.text


def test_it_is_new_until_it_is_looked_at_and_the_client_sees_the_day(
    staffed: Flask, clock: Clock, anna: Person
) -> None:
    code = shown(staffed)
    assert "Not yet. It can be picked up until" in as_the_client(staffed, code)[1].text
    anna.press(anna.open("/staff/claim"), "Pick it up", {"code": code, "label": "x"})
    clock.now += 2 * DAY
    anna.sign_in()
    told = as_the_client(staffed, code)[1].text
    assert "Last looked at 15 January 2027" in told
    page = anna.open(anna.open("/staff/clients").links["x"])
    assert page.status == 200
    assert "Last looked at 17 January 2027" in as_the_client(staffed, code)[1].text


def test_the_list_does_not_count_as_looking(staffed: Flask, anna: Person) -> None:
    """What is not looked at is not told either."""
    code = shown(staffed)
    token = anna.open("/staff/claim").csrf_token
    form = {"csrf_token": token, "code": code, "label": "Thursday"}
    anna.client.post("/staff/claim", data=form)
    page = anna.open("/staff/clients")
    assert "1 new" in page.text
    assert "PHQ" not in page.text
    assert "Last looked at Not yet" in as_the_client(staffed, code)[1].text
    anna.open(page.links["Thursday"])
    assert "new" not in anna.open("/staff/clients").text


def come_back(person: Person) -> None:
    """Sign in again, if the days that passed ended the session."""
    if not person.is_in:
        person.sign_in()


def withdrawn(_clock: Clock, client: Client, page: Page) -> None:
    client.submit(page, press="Take it back now")


def paused(_clock: Clock, client: Client, page: Page) -> None:
    client.submit(page, press="Pause it")


def over(clock: Clock, _client: Client, _page: Page) -> None:
    clock.now += 31 * DAY


@pytest.mark.parametrize("end", [withdrawn, paused, over])
def test_what_is_withdrawn_paused_or_over_is_gone_on_the_next_request(
    staffed: Flask,
    clock: Clock,
    anna: Person,
    ben: Person,
    end: Callable[[Clock, Client, Page], None],
) -> None:
    """X4, L5: 410 to the therapist who had it, on every page of it; 404 to all others."""
    code = shown(staffed)
    page = pick_up(anna, code)
    where = share_path(page)
    assert anna.open(where).status == 200
    end(clock, *as_the_client(staffed, code))
    for person in (anna, ben):
        come_back(person)
    for path in (where, f"{where}/label", f"{where}/export"):
        assert anna.open(path).status == 410
        assert ben.open(path).status == 404
    gone = anna.open(where)
    assert TALK not in gone.text
    assert "no longer shown" in gone.text
    assert NOTHING in anna.open(page.path).text
    assert "1 result is no longer shown" in anna.open(page.path).text


def test_what_was_paused_can_be_read_when_it_goes_on(staffed: Flask, anna: Person) -> None:
    code = shown(staffed)
    where = share_path(pick_up(anna, code))
    client, page = as_the_client(staffed, code)
    page = client.submit(page, press="Pause it")
    assert anna.open(where).status == 410
    client.submit(page, press="Let it go on")
    assert anna.open(where).status == 200


def test_a_page_that_forgot_to_look_again_would_be_found(
    staffed: Flask, clock: Clock, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "held", lambda session, id_, *_: session.get(ShareRow, id_))
    with pytest.raises(AssertionError):
        test_what_is_withdrawn_paused_or_over_is_gone_on_the_next_request(
            staffed, clock, anna, ben, paused
        )


def every_path(page: Page) -> list[str]:
    """Every address with an id of somebody's own, and what a form of it would be sent to."""
    client, share = page.path, share_path(page)
    return [
        *(client, f"{client}/label", f"{client}/notes", f"{client}/notes/1/remove"),
        *(f"{client}/remove", share, f"{share}/label", f"{share}/export"),
    ]


def test_strangers_ids_are_as_good_as_none(staffed: Flask, anna: Person, ben: Person) -> None:
    """X3: each of Anna's addresses answers Ben as one that never was, and changes nothing."""
    page = pick_up(anna, shown(staffed))
    pick_up(ben, shown(staffed), "Of Ben")
    token = ben.open("/staff/claim").csrf_token
    for path in every_path(page):
        unknown = "/".join("0" * 32 if len(part) == 32 else part for part in path.split("/"))
        for send in (ben.client.get, ben.client.post):
            answers = [send(each, data={"csrf_token": token}) for each in (path, unknown)]
            assert len({answer.status_code for answer in answers}) == 1, path
            assert answers[0].status_code in {404, 405}
            assert answers[0].get_data() == answers[1].get_data()
    assert "PHQ-9" in anna.open(page.path).text


@pytest.mark.parametrize("id_", ["", "zz", "00", "0" * 31, "0" * 33, "%00" * 8, "G" * 32])
def test_what_is_no_id_is_no_page(anna: Person, id_: str) -> None:
    for path in (f"/staff/clients/{id_}/label", f"/staff/shares/{id_}/label"):
        assert anna.open(path).status == 404


def test_a_guard_that_does_not_look_whose_it_is_would_be_found(
    staffed: Flask, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = clients.find

    def careless(session: Session, desk: Desk, id_: bytes) -> Found | None:
        row = session.get(clients.ClientRow, id_)
        others = Found(id_, row.rev, Dossier(label="?")) if row else None
        return honest(session, desk, id_) or others

    monkeypatch.setattr(clients, "find", careless)
    with pytest.raises(AssertionError):
        test_strangers_ids_are_as_good_as_none(staffed, anna, ben)


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


def test_notes_without_end_are_refused_before_anything_is_lost(
    staffed: Flask, anna: Person
) -> None:
    page = pick_up(anna, shown(staffed))
    for _ in range(17):
        page = anna.press(page, "Add the note", {"words": "x" * 4_000})
    assert page.status == 422
    assert "These notes are full" in page.text


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
    for words in ("Picked up", "Looked at", "15 January 2027", "Thursday 10:00"):
        assert words in told
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
