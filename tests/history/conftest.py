"""The whole app with a calendar in our hands, and a visitor who has just seen a result."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.client import Client
from tests.history.walking import finished_check
from tests.server import environment
from wellbeing_app import create_app
from wellbeing_app.config import Config


class Calendar:
    """The site's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def __call__(self) -> float:
        return self.now.timestamp()

    def turn_to(self, year: int, month: int, day: int) -> None:
        self.now = datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def site_app(config: Config, calendar: Calendar) -> Flask:
    """The app over the instance folder of this test, at the calendar's day."""
    made = create_app(replace(config, clock=calendar))
    made.test_client_class = Client
    return made


@pytest.fixture(scope="session")
def finished_visit(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The cookie of a visit whose short check is finished: walked through once for all tests."""
    folder = tmp_path_factory.mktemp("walked") / "instance"
    config = Config.from_environment(environment(shutil.copytree(prepared_instance, folder)))
    client = Client.of(create_app(replace(config, clock=Calendar())))
    finished_check(client)
    cookie = client.get_cookie("visit")
    assert cookie is not None
    return cookie.value


@pytest.fixture
def visitor(site_app: Flask, finished_visit: str) -> Client:
    """A visitor whose short check is finished; every answer is the second option."""
    client = Client.of(site_app)
    client.set_cookie("visit", finished_visit)
    return client
