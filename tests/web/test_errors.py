"""Every failure is a calm page with the way back and the way to help."""

import sqlite3
from dataclasses import replace

import psycopg
import pytest
from flask import Flask, render_template
from sqlalchemy.exc import DatabaseError, InternalError, ProgrammingError

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import answer_all, begin
from tests.server import prepare
from tests.web.conftest import keep_text, kept
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage.connections import UnsafeDatabase
from wellbeing_app.web.errors import LAST_RESORT, WITH_A_PAGE
from wellbeing_app.web.visit.check import SESSION_KEY

GO_ON = "Go on with my check"


@pytest.mark.parametrize("code", WITH_A_PAGE)
def test_an_error_page_leads_home_to_help_and_away(visitor: Client, code: int) -> None:
    page = Page.of(visitor.get(f"/probe/status/{code}"))
    assert page.status == code
    assert {"/", "/help", "/leave"} <= set(page.links.values())
    assert GO_ON not in page.links
    assert page.title == "Notice - Evenkeel"
    assert str(code) not in page.text


def test_an_error_page_leads_back_to_the_page_of_an_open_check(visitor: Client) -> None:
    page = begin(visitor, "phq-4")
    assert visitor.visit("/nowhere").links[GO_ON] == "/check/1"
    page = visitor.submit(page, answer_all(page, "1"), press="Continue")
    assert visitor.visit("/nowhere").links[GO_ON] == "/check/2"
    assert visitor.visit("/help/zz").links[GO_ON] == "/check/2"
    refused = visitor.post("/check/1", data={"page": "1"})
    assert Page.of(refused).links[GO_ON] == "/check/1"
    page = visitor.submit(page, answer_all(page, "0"), press="Continue")
    assert visitor.visit(visitor.visit("/nowhere").links[GO_ON]).path == "/check/answers"
    visitor.submit(page, press="See my result")
    assert visitor.visit("/nowhere").links[GO_ON] == "/result"


def test_an_error_on_a_page_for_everybody_names_a_check_and_is_kept_by_nobody(
    visitor: Client,
) -> None:
    begin(visitor, "phq-4")
    page = visitor.visit("/help/zz")
    assert (page.status, page.links[GO_ON]) == (404, "/check/1")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


def test_an_error_at_the_staff_door_says_nothing_of_a_visit(visitor: Client) -> None:
    begin(visitor, "phq-4")
    page = Page.of(visitor.post("/staff", data={"email": "somebody"}))
    assert page.status == 400
    assert GO_ON not in page.links


def test_a_check_that_cannot_be_read_is_not_offered_and_breaks_no_error_page(
    visitor: Client,
) -> None:
    begin(visitor, "phq-4")
    with visitor.session_transaction("/check/1") as visit:
        visit[SESSION_KEY] = {**visit[SESSION_KEY], "s": None}
    page = visitor.visit("/nowhere")
    assert "There is no page here" in page.text
    assert GO_ON not in page.links


@pytest.mark.parametrize(("code", "like"), [(415, 400), (422, 400), (501, 500), (502, 500)])
def test_a_status_without_a_page_of_its_own_shows_the_nearest(
    visitor: Client, code: int, like: int
) -> None:
    response, nearest = (visitor.get(f"/probe/status/{each}") for each in (code, like))
    assert response.status_code == code
    assert Page.of(response).text == Page.of(nearest).text


def test_a_wrong_method_says_which_are_right(visitor: Client) -> None:
    assert visitor.post("/probe/show").status_code in {400, 405}
    assert visitor.get("/probe/keep").headers["Allow"] == "POST"


def test_a_crash_shows_nothing_of_itself(probed: Flask, visitor: Client) -> None:
    response = visitor.get("/probe/crash?told=unheard-of-word")
    assert response.status_code == 500
    for trace in ("unheard-of-word", "Traceback", "ValueError", "Werkzeug", ".py"):
        assert trace not in response.text
    assert not probed.debug


def test_what_the_driver_itself_says_is_a_calm_503_on_both_engines(
    config: Config, database_url: str
) -> None:
    prepare(config.instance, DATABASE_URL=database_url)
    app = create_app(replace(config, database_url=database_url))
    postgresql = database_url.startswith("postgresql")
    failure = psycopg.errors.LockNotAvailable if postgresql else sqlite3.OperationalError
    with app.test_request_context():
        answer = app.handle_user_exception(failure("lock timeout"))
    assert app.make_response(answer).status_code == 503


@pytest.mark.parametrize(
    "failure",
    [
        ProgrammingError("INSERT secret", {}, Exception("no such table")),
        InternalError("INSERT secret", {}, Exception("a read-only transaction")),
        DatabaseError("INSERT secret", {}, Exception("of a kind nobody listed")),
        sqlite3.OperationalError("database is locked"),
        UnsafeDatabase("fsync = off"),
    ],
)
def test_whatever_a_database_answers_is_a_calm_503(
    probed: Flask, visitor: Client, failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def any_failure() -> str:
        raise failure

    probed.add_url_rule("/probe/any", view_func=any_failure)
    response = visitor.get("/probe/any")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert type(failure).__name__ in caplog.text
    assert "secret" not in caplog.text


def test_a_database_that_is_away_is_answered_503_and_the_visit_stays(visitor: Client) -> None:
    keep_text(visitor, "kept")
    response = visitor.get("/probe/database")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "not saved" in Page.of(response).text
    assert kept(visitor) == {"kept": "kept"}


def test_a_form_from_an_ended_visit_says_what_happened(visitor: Client) -> None:
    page = Page.of(visitor.post("/probe/keep", data={"text": "late"}))
    assert page.status == 400
    assert "out of date" in page.text
    assert "was not saved" in page.text


def test_if_no_page_can_be_written_a_constant_one_answers(probed: Flask, visitor: Client) -> None:
    probed.jinja_env.globals.pop("neutral_title")
    with probed.test_request_context(), pytest.raises(Exception, match="neutral_title"):
        render_template("errors/404.html")
    response = visitor.get("/nowhere")
    assert (response.status_code, response.text) == (404, LAST_RESORT)
