"""What everybody may read is what was published: nothing live, with the ledger beside it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text, update

from tests.aggregates.releasing import OVER, PEOPLE, QUARTER, cell, count, shelf
from tests.client import Client
from wellbeing_app import create_app
from wellbeing_app.aggregates.releases import release
from wellbeing_app.config import Config
from wellbeing_app.storage.counters import Cell, StatCell
from wellbeing_app.storage.releases import StatRelease
from wellbeing_app.web.database import db

WITHIN = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def app(config: Config) -> Flask:
    """The site on the day after the quarter's end."""
    made = create_app(replace(config, clock=OVER.timestamp))
    made.test_client_class = Client
    return made


def add_up(app: Flask, amounts: Mapping[Cell, int]) -> None:
    with app.app_context():
        count(db.session, amounts)


def publish(app: Flask) -> None:
    with app.app_context():
        release(db.session, shelf(), OVER)


def filled(app: Flask) -> Flask:
    add_up(app, {cell("score:total", str(score)): PEOPLE for score in (1, 4)})
    publish(app)
    return app


def test_before_the_first_release_it_says_what_comes_and_when(config: Config) -> None:
    app = create_app(replace(config, clock=WITHIN.timestamp))
    html = app.test_client().get("/statistics").text
    assert "Nothing is published yet" in html
    assert "2 January 2027, for October to December 2026" in html
    assert "Numbers under 80 are hidden" in html
    assert "Patient Health Questionnaire" in html
    assert "Nothing has been used yet." in html


def test_it_is_linked_from_home_and_from_every_foot(app: Flask) -> None:
    client = app.test_client()
    home, help_page = client.get("/").text, client.get("/help").text
    assert home.count('href="/statistics"') == 2
    assert help_page.count('href="/statistics"') == 1


def test_published_numbers_stand_with_the_ledger(app: Flask) -> None:
    html = filled(app).test_client().get("/statistics").text
    assert "October to December 2026" in html
    assert "under 80" in html
    assert "moves 19 of 20 numbers by 78 at most" in html
    assert "0.04" in html
    assert "0.40" in html
    assert "On the WHO-5, a high score means better well-being." in html
    assert "2 January 2027" in html
    assert html == app.test_client().get(f"/statistics/{QUARTER}").text


@pytest.mark.parametrize("quarter", ["2026Q3", "2027Q1", "x", "0" * 200])
def test_a_quarter_that_was_not_published_is_not_there(app: Flask, quarter: str) -> None:
    assert filled(app).test_client().get(f"/statistics/{quarter}").status_code == 404


def pages(app: Flask) -> list[bytes]:
    client = app.test_client()
    return [client.get(path).data for path in ("/statistics", "/statistics.csv")]


def test_whoever_sends_checks_sees_nothing_change(app: Flask) -> None:
    """Padding (G1): the attacker fills up counters and looks before and after the target."""
    before = pages(filled(app))
    for score in range(28):
        add_up(app, {cell("score:total", str(score)): 9})
        publish(app)
        assert pages(app) == before


def test_a_live_view_would_show_one_person(app: Flask) -> None:
    """The broken variant: hidden below 10 and rounded to 5, but counted at each look."""

    def live() -> int | None:
        with app.app_context():
            (number,) = db.session.execute(text("SELECT sum(n) FROM stat_cell")).one()
        return None if number < 10 else 5 * ((number + 2) // 5)

    add_up(app, {cell("score:total", "3"): 12})
    padded = live()
    add_up(app, {cell("score:total", "3"): 1})
    assert live() != padded


def rows_of(app: Flask) -> list[dict[str, str]]:
    data = app.test_client().get("/statistics.csv").data
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\r\n") == data.count(b"\n")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_file_has_every_published_number_and_no_other(app: Flask) -> None:
    rows = rows_of(filled(app))
    with app.app_context():
        published = db.session.query(StatRelease).order_by(*StatRelease.__table__.primary_key)
        assert [one["checks"] for one in rows] == [
            "" if n is None else str(n) for n in (found.n for found in published)
        ]
    phq9 = [one for one in rows if one["questionnaire"] == "evenkeel/PHQ-9@1.0"]
    assert [(one["lowest"], one["highest"]) for one in phq9][:2] == [("0", "2"), ("3", "5")]
    assert {(one["quarter"], one["epsilon"], one["published"]) for one in rows} == {
        (QUARTER, "0.04", "2027-01-02")
    }


def test_the_file_cannot_run_in_a_spreadsheet(app: Flask) -> None:
    filled(app)
    with app.app_context():
        db.session.execute(update(StatRelease).values(language="=1+1"))
        db.session.commit()
    assert {one["language"] for one in rows_of(app)} == {"'=1+1"}


def test_an_empty_file_has_its_head(app: Flask) -> None:
    assert rows_of(app) == []
    assert app.test_client().get("/statistics.csv").status_code == 200


def test_no_page_shows_a_counter(app: Flask) -> None:
    add_up(app, {cell("score:total", "3"): 7_654_321})
    assert not any(b"7654" in page or b"7,654" in page for page in pages(app))
    with app.app_context():
        assert db.session.query(StatCell).count() == 1
