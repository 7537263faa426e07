"""`make demo`: a newcomer signs in with what was printed and sees everything working."""

import re
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from flask import Flask

from tests.accounts.conftest import CHEAP
from tests.client import Client
from tests.pages import Page
from tests.web.test_config import production
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.demo.people import people

__all__ = ["production"]

CODE = r"((?:[0-9A-Z]{5}-){4}[0-9A-Z]{5})"


@pytest.fixture
def demo(config: Config) -> Flask:
    """A site in demo mode, furnished by the command."""
    app = create_app(replace(config, mode="demo", strength=CHEAP))
    app.test_client_class = Client
    return app


@pytest.fixture
def printed(demo: Flask) -> str:
    """What the command prints."""
    done = demo.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 0, done.output
    return done.output


def found(printed: str, line: str) -> str:
    """The code on the line that begins with these words."""
    match = re.search(rf"{line} +{CODE}", printed)
    assert match, printed
    return match[1]


def signed_in(app: Flask, printed: str) -> tuple[Client, Page]:
    """Come in with what was printed."""
    client = Client.of(app)
    answers = {"name": "Demo Therapist", "password": found(printed, "password")}
    page = client.submit(client.visit("/staff"), answers, press="Continue")
    secret = re.search(r"secret=([A-Z2-7]+)", printed)
    assert secret
    digits = pyotp.TOTP(secret[1]).now()
    return client, client.submit(page, {"code": digits}, press="Sign in")


def test_what_is_printed_opens_a_desk_with_something_of_everything(
    demo: Flask, printed: str
) -> None:
    client, page = signed_in(demo, printed)
    assert page.path == "/staff/clients"
    for label in (one.label for one in people().clients):
        assert label in page.text
    for words in ("1 new", "Ends soon", "Shows nothing at the moment"):
        assert words in page.text
    regular = client.visit(page.links["Thursday 10:00"]).text
    assert "beyond its error" in regular
    assert "Why I cannot stop once I have begun." in regular
    assert "Latest change beyond error" in client.visit("/staff/clients").text
    assert "Urgent" in client.visit(page.links["Monday, late"]).text
    apart = client.visit(page.links["Purple heron"]).text
    assert "What does not fit together" in apart
    assert "Picked up" in client.visit("/staff/log").text


def test_the_code_that_waits_can_be_picked_up(demo: Flask, printed: str) -> None:
    client, _page = signed_in(demo, printed)
    answers = {"code": found(printed, "to pick up at /staff/claim"), "label": "New"}
    page = client.submit(client.visit("/staff/claim"), answers, press="Pick it up")
    assert "I would like to begin with how I sleep." in page.text


def test_the_kept_results_open(demo: Flask, printed: str) -> None:
    client = Client.of(demo)
    answers = {"code": found(printed, "kept results, to open at /return")}
    page = client.submit(client.visit("/return"), answers, press="Open")
    assert page.path == "/kept"


def test_a_second_time_is_refused_and_writes_nothing(demo: Flask, printed: str) -> None:
    again = demo.test_cli_runner().invoke(args=["demo"])
    assert again.exit_code == 1
    assert "has accounts already" in again.output
    assert signed_in(demo, printed)[1].path == "/staff/clients"


def test_a_site_for_real_people_is_refused(production: dict[str, str], tmp_path: Path) -> None:
    assert tmp_path
    app = create_app(Config.from_environment(production))
    refused = app.test_cli_runner().invoke(args=["demo"])
    assert refused.exit_code == 1
    assert "for real people" in refused.output
