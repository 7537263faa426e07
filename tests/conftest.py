"""Fixtures every test may use: the app over an instance folder of its own, a server, a browser."""

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import PHONE, Witness, launch, visiting
from tests.client import Client
from tests.server import ROOT, Server, environment, prepare, serving
from wellbeing_app import create_app
from wellbeing_app.config import Config

pytest_plugins = ["tests.once", "tests.postgres"]

settings.register_profile("test", deadline=None, derandomize=True, print_blob=True, max_examples=50)
settings.register_profile("prove", deadline=None, max_examples=2000)
settings.load_profile("test")

expect.set_options(timeout=30_000)  # milliseconds; as long as a click waits for its button


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last, in each process: several take the list in turns, front to back.

    From the first of them on, Playwright's event loop runs in this thread, and an app in the same
    thread can no longer close its database session. So such a test uses `server` and
    `tests.server.flask`, never `app`.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests found out: `record_property("found", line)`, from whichever process."""
    for report in terminalreporter.getreports("passed"):
        for name, line in report.user_properties:
            if name == "found":
                terminalreporter.write_line(str(line))


@pytest.fixture(scope="session")
def prepared_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder as the set-up leaves it: key file, empty tables. For copying only."""
    instance = tmp_path_factory.mktemp("prepared")
    prepare(instance)
    return instance


@pytest.fixture
def instance(prepared_instance: Path, tmp_path: Path) -> Path:
    """A fresh instance folder for one test."""
    return shutil.copytree(prepared_instance, tmp_path / "instance")


@pytest.fixture
def config(instance: Path) -> Config:
    """The configuration of development over SQLite. For another: `dataclasses.replace`."""
    return Config.from_environment(environment(instance))


@pytest.fixture
def app(config: Config) -> Flask:
    """The whole app, CSRF on, with the client of `tests.client`."""
    made = create_app(config)
    made.test_client_class = Client
    return made


@pytest.fixture
def client(app: Flask) -> Client:
    """A visitor without JavaScript: see `Client.visit` and `Client.submit`."""
    return Client.of(app)


@pytest.fixture(scope="session")
def library() -> object:
    """The shipped questionnaires."""
    library_module = importlib.import_module("wellbeing_app.instruments.library.library")
    loaded: object = library_module.Library.load(ROOT / "questionnaires", use="noncommercial")
    return loaded


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: the test runs once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'database.sqlite'}"
    url: str = request.getfixturevalue("postgresql_url")
    return url


@pytest.fixture(scope="session")
def server(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only walk through pages.

    A test that counts rows, changes settings or kills it runs its own with `serving(instance)`.
    """
    folder = tmp_path_factory.mktemp("server") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once in each process."""
    with sync_playwright() as playwright:
        chromium = launch(playwright.chromium)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    """One small phone for all tests that look at a page each and leave nothing in the browser."""
    with visiting(browser, server.url) as (opened, _witness):
        opened.set_viewport_size(PHONE)
        yield opened


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[tuple[Page, Witness]]:
    """A page in a fresh browser context, and the witness of all it asks for."""
    with visiting(browser, server.url) as opened:
        yield opened


@pytest.fixture
def page(visit: tuple[Page, Witness]) -> Page:
    """A desktop page with JavaScript; addresses may be paths."""
    return visit[0]


@pytest.fixture
def witness(visit: tuple[Page, Witness]) -> Witness:
    """What `page` asked for and complained about; the end of the test checks it by itself."""
    return visit[1]


@pytest.fixture
def page_without_javascript(browser: Browser, server: Server) -> Iterator[Page]:
    """The same, JavaScript off."""
    with visiting(browser, server.url, javascript=False) as (opened, _witness):
        yield opened
