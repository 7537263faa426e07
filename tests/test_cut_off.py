"""D2, D11: an erasing is cut off between the list and the database, by SIGKILL; on both engines.

The site goes on running meanwhile. Whoever uses afterwards what is on the list, visitor or
therapist, finds it erased: nobody goes on with something that a later start would take away.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.accounts.cast import enrolled
from tests.accounts.conftest import CHEAP
from tests.caseload.showing import as_the_client, pick_up, share_path, shown
from tests.client import Client
from tests.cutting import killed_while_operating, killed_while_pressing
from tests.databases import bare_app
from tests.history.conftest import Calendar
from tests.history.walking import come_back, finished_check, keep, rows, shown_code
from tests.sharing.walking import chosen, looked_up, put_up, with_code
from tests.web.conftest import Clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage import erased_list
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.web.database import Erased, alembic, db

__all__ = ["bare_app"]

ONE_ENGINE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For one more way to come to the same look at the list."""
UNKNOWN = "Nothing is known under this code"


@pytest.fixture
def clock() -> Clock:
    """The day on which the visit of `finished_visit` was."""
    clock = Clock()
    clock.now = Calendar()()
    return clock


@pytest.fixture
def site_app(config: Config, database_url: str, bare_app: Flask, clock: Clock) -> Iterator[Flask]:
    """The site on either engine."""
    with bare_app.app_context():
        alembic.upgrade()
    made = create_app(replace(config, database_url=database_url, clock=clock, strength=CHEAP))
    made.test_client_class = Client
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(site_app: Flask) -> Client:
    """A visitor whose short check is finished."""
    client = Client.of(site_app)
    finished_check(client)
    return client


def show(client: Client) -> str:
    """Show a part of the result of this visit; the code."""
    _page, code = with_code(client, chosen(client, "clash with your moral"))
    put_up(client, code)
    return code


def share_rows(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(ShareRow)) or 0


def everything_cut_off(visitor: Client, site_app: Flask) -> tuple[str, str]:
    """Keep, show, erase everything, killed between; the codes of both."""
    code = keep(visitor)
    shown_with = show(visitor)
    killed_while_pressing(site_app, visitor, "/kept/erase", "Erase everything")
    return code, shown_with


def test_the_code_opens_nothing_and_nothing_is_left(visitor: Client, site_app: Flask) -> None:
    code, _shown = everything_cut_off(visitor, site_app)
    assert come_back(Client.of(site_app), code).status == 422
    assert (rows(site_app), share_rows(site_app)) == (0, 0)


@ONE_ENGINE
def test_the_cookie_that_had_it_open_goes_on_with_nothing(visitor: Client, site_app: Flask) -> None:
    keep(visitor)
    page = visitor.visit("/kept")
    killed_while_pressing(site_app, visitor, "/kept/erase", "Erase everything")
    assert visitor.submit(page, {"goal": "stop"}, press="Save my goal").path == "/return"
    assert rows(site_app) == 0


@ONE_ENGINE
def test_the_code_of_what_was_shown_finds_nothing(visitor: Client, site_app: Flask) -> None:
    _code, shown_with = everything_cut_off(visitor, site_app)
    assert UNKNOWN in looked_up(Client.of(site_app), shown_with).text
    assert (rows(site_app), share_rows(site_app)) == (0, 0)


@ONE_ENGINE
def test_without_the_look_at_the_list_it_would_open(
    visitor: Client, site_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, shown_with = everything_cut_off(visitor, site_app)
    monkeypatch.setattr(Erased, "finish", lambda *_: None)
    assert come_back(Client.of(site_app), code).path == "/kept"
    assert UNKNOWN not in looked_up(Client.of(site_app), shown_with).text


def test_a_cookie_from_before_does_not_bring_a_history_back(
    visitor: Client, site_app: Flask
) -> None:
    shown_code(visitor)
    waiting = visitor.get_cookie("visit")
    assert waiting is not None
    code = keep(visitor)
    visitor.submit(visitor.visit("/kept/erase"), press="Erase everything")
    visitor.set_cookie("visit", waiting.value)
    page = visitor.submit(visitor.visit("/keep/type"), {"code": code}, press="Keep my results")
    assert "What was kept under this code was erased" in page.text
    assert rows(site_app) == 0
    assert shown_code(visitor) != code, "there is a new code to keep it under"
    assert come_back(visitor, code).status == 422


def test_a_withdrawn_share_is_gone_for_the_therapist_who_reads_it(
    site_app: Flask, clock: Clock
) -> None:
    anna = enrolled(site_app, clock, "Anna Rossi")
    code = shown(site_app)
    where = share_path(pick_up(anna, code))
    client, page = as_the_client(site_app, code)
    killed_while_pressing(site_app, client, page.path, "Take it back now")
    assert anna.open(where).status == 410
    assert share_rows(site_app) == 0


@ONE_ENGINE
def test_a_withdrawn_share_cannot_be_picked_up(site_app: Flask, clock: Clock) -> None:
    anna = enrolled(site_app, clock, "Anna Rossi")
    code = shown(site_app)
    client, page = as_the_client(site_app, code)
    killed_while_pressing(site_app, client, page.path, "Take it back now")
    taken = anna.press(anna.open("/staff/claim"), "Pick it up", {"code": code, "label": "Monday"})
    assert taken.status == 422
    assert share_rows(site_app) == 0


@ONE_ENGINE
def test_what_a_removed_client_showed_is_gone(site_app: Flask, clock: Clock) -> None:
    anna = enrolled(site_app, clock, "Anna Rossi")
    code = shown(site_app)
    where = pick_up(anna, code).path
    killed_while_pressing(site_app, anna.client, f"{where}/label", "Remove for good")
    assert UNKNOWN in looked_up(Client.of(site_app), code).text
    assert share_rows(site_app) == 0


@pytest.mark.parametrize("command", ["reset", "deactivate"])
def test_an_account_lets_nobody_in(site_app: Flask, clock: Clock, command: str) -> None:
    anna = enrolled(site_app, clock, "Anna Rossi")
    pick_up(anna, shown(site_app))
    killed_while_operating(site_app, "therapist", command, "--yes", anna.name)
    assert anna.open("/staff/clients").status == 404
    assert anna.elsewhere().give_password().status == 422
    with site_app.app_context():
        assert db.session.scalars(select(Account)).all() == []
    assert share_rows(site_app) == 0


@ONE_ENGINE
def test_where_the_list_cannot_be_read_nothing_is_kept_or_put_up(
    visitor: Client, site_app: Flask, config: Config
) -> None:
    """It might be something that was erased. What lies there can still be read."""
    code = keep(visitor)
    listed: Path = erased_list.list_in(config.instance)
    listed.mkdir()
    assert come_back(Client.of(site_app), code).path == "/kept"
    other = Client.of(site_app)
    finished_check(other)
    answers = {"code": shown_code(other)}
    refused = other.submit(other.visit("/keep/type"), answers, press="Keep my results")
    assert refused.status == 503
    listed.rmdir()
    kept = other.submit(other.visit("/keep/type"), answers, press="Keep my results")
    assert kept.path == "/kept"
