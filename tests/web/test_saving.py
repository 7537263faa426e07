"""R5: keeping, sharing and being counted are braked; nothing that a person needs is withheld."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.client import Client
from tests.databases import bare_app
from tests.history.walking import come_back, finished_check, keep, rows, shown_code
from tests.pages import Page
from tests.selfcheck.walking import begin, to_review
from tests.web.conftest import Clock, clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage.attempts import Attempt
from wellbeing_app.storage.inbox import StatInbox
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web import brake, growth
from wellbeing_app.web.database import alembic, db

__all__ = ["bare_app", "clock"]

FOUR_KIB = 4096


@pytest.fixture
def saving(config: Config, database_url: str, bare_app: Flask, clock: Clock) -> Iterator[Flask]:
    """A whole site on either engine."""
    with bare_app.app_context():
        alembic.upgrade()
    app = create_app(replace(config, database_url=database_url, clock=clock, daily_growth=1))
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()


def visitor(app: Flask, address: str = "192.0.2.7") -> Client:
    """Somebody with a finished check, from this address."""
    client = Client.of(app)
    client.environ_base["REMOTE_ADDR"] = address
    finished_check(client)
    return client


def tried(client: Client) -> Page:
    """Try to keep the finished check under a new code."""
    answers = {"code": shown_code(client)}
    return client.submit(client.visit("/keep/type"), answers, press="Keep my results")


def statuses(app: Flask, addresses: list[str]) -> list[int]:
    """Let one visitor from each address keep their result."""
    return [tried(visitor(app, address)).status for address in addresses]


@pytest.fixture
def two_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """A brake after two from one network, and after four from all."""
    monkeypatch.setattr(brake, "SAVING", dict.fromkeys(brake.SAVING, (2, 4)))


@pytest.mark.usefixtures("two_each")
def test_one_network_and_all_together_are_slowed_down_and_then_let_in(
    saving: Flask, clock: Clock
) -> None:
    addresses = ["192.0.2.7"] * 3 + ["198.51.100.1"] * 3 + ["203.0.113.9"]
    assert statuses(saving, addresses) == [200, 200, 429, 200, 200, 429, 429]
    assert rows(saving) == 4
    clock.now += brake.WINDOW_SECONDS
    assert statuses(saving, ["192.0.2.7"]) == [200]


@pytest.fixture
def room_for_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day on which three of the smallest rows may be added."""
    monkeypatch.setattr(growth, "MEBIBYTE", 3 * FOUR_KIB)


@pytest.mark.usefixtures("room_for_three")
def test_a_day_adds_so_much_and_no_more(saving: Flask, clock: Clock) -> None:
    assert statuses(saving, ["192.0.2.7"] * 4) == [200, 200, 200, 503]
    page = tried(visitor(saving))
    assert "Nothing more can be saved right now" in page.text
    assert {"/", "/help", "/leave", "/result"} <= set(page.links.values())
    assert 0 < int(page.headers["Retry-After"]) <= 24 * 60 * 60
    assert rows(saving) == 3
    clock.now += 24 * 60 * 60
    assert statuses(saving, ["192.0.2.7"]) == [200]


@pytest.mark.usefixtures("room_for_three")
def test_a_site_that_forgot_to_look_would_be_found(
    saving: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellbeing_app.history.keeping.make_room", lambda: None)
    with pytest.raises(AssertionError):
        test_a_day_adds_so_much_and_no_more(saving, clock)


def test_nothing_is_saved_on_a_disk_that_is_nearly_full(
    saving: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = SimpleNamespace(total=2**40, free=growth.RESERVE - 1)
    client = visitor(saving)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: little)
    page = tried(client)
    assert (page.status, rows(saving)) == (503, 0)
    assert "disk is nearly full" in page.text


def test_a_row_sent_twice_takes_room_once(saving: Flask) -> None:
    client = visitor(saving)
    answers = {"code": shown_code(client)}
    form = client.visit("/keep/type")
    for _ in range(2):
        client.submit(form, answers, press="Keep my results")
    with saving.app_context():
        assert db.session.scalars(select(Attempt.n)).all() == [4]


@pytest.mark.usefixtures("room_for_three", "two_each")
def test_whoever_has_a_code_erases_however_many_were_tried(saving: Flask) -> None:
    code = keep(visitor(saving))
    statuses(saving, ["192.0.2.7"] * 3)
    stranger = Client.of(saving)
    stranger.environ_base["REMOTE_ADDR"] = "192.0.2.8"
    guesses = [come_back(stranger, write_code(new_secret())).status for _ in range(12)]
    assert guesses == [422] * 10 + [429] * 2
    owner = Client.of(saving)
    owner.environ_base["REMOTE_ADDR"] = "192.0.2.9"
    before = rows(saving)
    assert come_back(owner, code).path == "/kept"
    gone = owner.submit(owner.visit("/kept/erase"), press="Erase everything")
    assert (gone.status, rows(saving)) == (200, before - 1)


@pytest.mark.parametrize("braked", ["two_each", "room_for_three"])
def test_a_result_comes_also_where_it_is_not_counted(
    saving: Flask, request: pytest.FixtureRequest, braked: str
) -> None:
    request.getfixturevalue(braked)
    pages = [counted(saving) for _ in range(4)]
    assert {page.path for page in pages} == {"/result"}
    told = ["were not counted" in page.text for page in pages]
    with saving.app_context():
        waiting = db.session.scalar(select(func.count()).select_from(StatInbox))
    assert (told.count(False), told[-1], waiting) == (waiting, True, waiting)


def counted(app: Flask) -> Page:
    """The result of somebody who asked to be counted."""
    client = Client.of(app)
    page = to_review(client, begin(client, "phq-4"))
    return client.submit(page, {"counted": "yes"}, press="See my result")
