"""R1, R2: one network sends a form so often a minute and no more, and nothing of it is kept."""

import re
import time
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.server import Server, serving
from tests.web.conftest import Clock
from wellbeing_app.history.keeping import MOST_A_MINUTE
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web import brake as module
from wellbeing_app.web.brake import WINDOW_SECONDS, Brake, brake, network

MOST = 3


@pytest.fixture
def braked(probed: Flask) -> FlaskClient:
    """The app with a form that one network may ask for three times a minute."""

    def form() -> str:
        brake("probe", MOST)
        return "sent"

    probed.add_url_rule("/probe/braked", view_func=form)
    return probed.test_client()


def send(client: FlaskClient, address: str) -> int:
    answer = client.get("/probe/braked", environ_overrides={"REMOTE_ADDR": address})
    return answer.status_code


def test_one_more_than_allowed_is_asked_to_wait_and_then_let_in(
    braked: FlaskClient, clock: Clock
) -> None:
    assert [send(braked, "192.0.2.7") for _ in range(MOST + 1)] == [200, 200, 200, 429]
    clock.now += WINDOW_SECONDS
    assert send(braked, "192.0.2.7") == 200


def test_the_answer_says_how_long_to_wait(braked: FlaskClient) -> None:
    answers = [braked.get("/probe/braked") for _ in range(MOST + 1)]
    assert answers[-1].headers["Retry-After"] == str(WINDOW_SECONDS)


def test_neighbours_share_a_count_and_other_networks_do_not(braked: FlaskClient) -> None:
    assert [send(braked, f"192.0.2.{host}") for host in range(4)] == [200, 200, 200, 429]
    assert send(braked, "192.0.3.1") == 200


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2ff::1", "2001:db8:1:200::/56"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_source_is_its_network(address: str, expected: str) -> None:
    assert network(address) == expected


def test_two_forms_are_counted_apart() -> None:
    counts = Brake(lambda: 0.0)
    assert [counts.count(form, "192.0.2.7") for form in ("a", "a", "b")] == [1, 2, 1]


def test_what_is_remembered_names_no_address_and_ends_with_the_window(clock: Clock) -> None:
    counts = Brake(clock)
    counts.count("form", "192.0.2.7")
    other = Brake(clock)
    other.count("form", "192.0.2.7")
    assert not counts._counts.names() & other._counts.names(), "the key is drawn anew at each start"
    assert "192.0.2" not in str(vars(counts))
    clock.now += WINDOW_SECONDS
    counts.count("form", "198.51.100.1")
    assert len(counts._counts.names()) == 1


def test_a_flood_of_sources_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SOURCES", 10)
    counts = Brake(lambda: 0.0)
    for host in range(100):
        counts.count("form", f"10.0.{host}.1")
    assert len(counts._counts.names()) <= 11


def test_ten_a_minute_are_ten_however_many_processes_serve(instance: Path) -> None:
    """Each request comes over a connection of its own, so that any process may take it."""

    def ask_a_fresh_server() -> list[int]:
        with serving(instance) as server:
            return [sent(server) for _ in range(30)]

    answered = in_one_minute(ask_a_fresh_server)
    assert answered == [422] * MOST_A_MINUTE + [429] * (30 - MOST_A_MINUTE)


def in_one_minute(work: Callable[[], list[int]]) -> list[int]:
    """Do it again if a new minute began meanwhile, in which everybody may begin anew."""
    while True:
        begun, done = minute(), work()
        if minute() == begun:
            return done


def minute() -> int:
    return int(time.time()) // WINDOW_SECONDS


def sent(server: Server) -> int:
    """Type a code that nobody has; the status."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    with browser.open(f"{server.url}/return") as answer:
        token = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    assert token
    form = {"csrf_token": token[1], "code": write_code(new_secret())}
    with pytest.raises(HTTPError) as refused:
        browser.open(f"{server.url}/return", urlencode(form).encode())
    with refused.value:
        return refused.value.code


def test_a_key_that_stays_the_same_would_be_found(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellbeing_app.web.brake.secrets.token_bytes", bytes)
    with pytest.raises(AssertionError):
        test_what_is_remembered_names_no_address_and_ends_with_the_window(clock)
