"""L5, X4: what a therapist sees of a client, and what the client sees of that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.accounts.cast import Person
from tests.caseload.showing import (
    AVOID,
    TALK,
    as_the_client,
    everything,
    pick_up,
    put_up,
    share_path,
    shown,
)
from tests.pages import Page, words
from tests.storage.test_shares import statements
from tests.web.conftest import Clock
from tests.worked import counting
from wellbeing_app.caseload.clients import Line
from wellbeing_app.interpretation import trends
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.web.database import db

DAY = 86_400


def test_a_share_in_full_is_what_the_client_saw(staffed: Flask, anna: Person) -> None:
    page = anna.open(share_path(pick_up(anna, shown(staffed))))
    assert page.status == 200
    for told in (TALK, AVOID, "Patient Health Questionnaire", "Score9"):
        assert told in page.text


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


def thrice(app: Flask, person: Person) -> tuple[Page, list[str]]:
    """One client shows three results of three months; the client's page, and the codes."""
    codes = []
    for option, days_ago in ((3, 80), (2, 40), (1, 1)):
        made = everything(app, option=option)
        day = made.sources[0].day - timedelta(days=days_ago)
        sources = tuple(replace(source, day=day) for source in made.sources)
        codes.append(put_up(app, replace(made, sources=sources)))
    page = pick_up(person, codes[0])
    for code in codes[1:]:
        form = person.open("/staff/claim")
        answers = {"code": code, "client": page.path.rpartition("/")[2]}
        page = person.press(form, "Pick it up", answers)
    return page, codes


def test_a_page_begins_with_the_brief_and_shows_how_scores_moved(
    staffed: Flask, anna: Person
) -> None:
    page, _codes = thrice(staffed, anna)
    headings = [words(each) for each in page.tree.iter("h2")]
    assert headings[:2] == ["In five minutes", "Over time"]
    assert "Down by 18, beyond its error of 4.9 points (psychiatric" in page.text
    assert TALK in page.text
    assert "Thoughts of death or of self-harm" in page.text


def test_nothing_is_concluded_where_nothing_could_be_opened(staffed: Flask, anna: Person) -> None:
    page = pick_up(anna, shown(staffed))
    with staffed.app_context():
        db.session.execute(update(ShareRow).values(ct=b"\1" + bytes(4_200)))
        db.session.commit()
    page = anna.open(page.path)
    assert "damaged or changed from outside" in page.text
    assert "In five minutes" not in page.text


def test_the_list_tells_what_moved_while_all_of_it_is_shown(staffed: Flask, anna: Person) -> None:
    """X4: nothing worked out from a share outlives it."""
    _page, codes = thrice(staffed, anna)
    assert "Latest change beyond error: PHQ-9 ↓ down" in anna.open("/staff/clients").text
    client, page = as_the_client(staffed, codes[0])
    client.submit(page, press="Pause it")
    assert "Latest change beyond error" not in anna.open("/staff/clients").text


def test_the_list_puts_new_things_first_then_what_ends_soon_and_last_who_shows_nothing(
    staffed: Flask, anna: Person
) -> None:
    withdrawn = shown(staffed)
    for code, label in (
        (withdrawn, "A nothing"),
        (shown(staffed), "B long"),
        (shown(staffed, days=7), "C soon"),
        (shown(staffed), "D new"),
    ):
        token = anna.open("/staff/claim").csrf_token
        form = {"csrf_token": token, "code": code, "label": label}
        anna.client.post("/staff/claim", data=form)
        if label != "D new":
            anna.open(anna.open("/staff/clients").links[label])
    client, page = as_the_client(staffed, withdrawn)
    client.submit(page, press="Take it back now")
    listed = [words(each) for each in anna.open("/staff/clients").tree.iter("h2")]
    assert listed == ["D new", "C soon", "B long", "A nothing"]


def test_a_list_that_keeps_what_a_withdrawn_share_told_would_be_found(
    staffed: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(line: Line) -> object:
        kept = line.client.dossier.moved
        return kept.scales if kept else ()

    monkeypatch.setattr(Line, "moved", property(careless))
    with pytest.raises(AssertionError):
        test_the_list_tells_what_moved_while_all_of_it_is_shown(staffed, anna)


def test_the_list_costs_the_same_statements_for_one_share_and_for_many(
    staffed: Flask, anna: Person
) -> None:
    pick_up(anna, shown(staffed))
    with staffed.app_context():
        engine = db.engine
    with statements(engine) as few:
        anna.open("/staff/clients")
    for label in ("a", "b", "c"):
        pick_up(anna, shown(staffed), label)
    with statements(engine) as many:
        anna.open("/staff/clients")
    assert many == few


def test_a_page_makes_its_trends_once(
    staffed: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant made them for the list, for the brief and for the page."""
    pick_up(anna, shown(staffed))
    path = anna.open("/staff/clients").links["Thursday 10:00"]
    made = counting(monkeypatch, trends, "_trends")
    assert anna.open(path).status == 200
    assert made.total() == 1
