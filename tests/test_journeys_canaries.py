"""Words that stand for a secret go in everywhere; nothing of them comes to rest on the server."""

import contextlib
import http.client
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Witness, visiting
from tests.client import NAVIGATION
from tests.server import Server
from tests.steps import CONTINUE, GO_ON, RESULT, begin, press
from tests.teahouse import alarmed, teahouse
from wellbeing_app.vault.keys import Keys
from wellbeing_app.web.visit.check import SHAPE
from wellbeing_app.web.visit.cookie import seal_visit

CANARY = "zqcanary"
"""Part of every word that goes in. Letters only, so that no encoding changes it."""
SOURCE = "203.0.113.77"
"""An address from which requests claim to come."""
FORM = "application/x-www-form-urlencoded"
NOISY = {
    "User-Agent": f"{CANARY}agent",
    "Referer": f"https://{CANARY}referrer.example/",
    "X-Forwarded-For": SOURCE,
    "X-Forwarded-Host": f"{CANARY}host.example",
    "Forwarded": f"for={SOURCE};host={CANARY}forwarded.example",
    "Accept-Language": f"{CANARY}, en",
}


@pytest.fixture(scope="module")
def house(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the questions about tea."""
    with teahouse(prepared_instance, tmp_path_factory.mktemp("canaries")) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, house: Server) -> Iterator[tuple[Page, Witness]]:
    """A visit whose every request carries words in its headers."""
    with visiting(browser, house.url) as (page, witness):
        # Chromium refuses to send a referrer that it did not choose itself.
        page.context.set_extra_http_headers({k: v for k, v in NOISY.items() if k != "Referer"})
        yield page, witness


def send(
    server: Server, method: str, path: str, *, cookie: str = "", **fields: str
) -> tuple[int, str]:
    """Send a request as no browser would; status and text of the answer."""
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port)
    headers = {**NAVIGATION, **NOISY, "Cookie": f"visit={cookie}", "Content-Type": FORM}
    connection.request(method, path, urlencode(fields), headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def write_everywhere(page: Page) -> None:
    """Take the tea check, with a word in every field that takes words, and be counted."""
    page.goto(f"/checks?{CANARY}={CANARY}")
    alarmed(page)
    page.locator("select").evaluate(f"select => select.options[1].value = '{CANARY}country'")
    page.get_by_label("Show help in").select_option(f"{CANARY}country")
    press(page, "Show")
    press(page, GO_ON)
    forge(page)
    press(page, CONTINUE)
    page.goto(f"/check/4?{CANARY}={CANARY}")
    page.get_by_label("How many cups a day?").fill(f"{CANARY}cups")
    page.get_by_label("Which tea do you like best?").fill(f"{CANARY}tea")
    assert press(page, CONTINUE) == 422
    page.get_by_label("How many cups a day?").fill("3")
    press(page, CONTINUE)
    page.get_by_label("How do you make it?").fill(f"{CANARY}story")
    press(page, CONTINUE)
    page.get_by_label("Count me, without a name").check()
    page.get_by_label("Let research use my answers, without a name").check()
    forge(page)
    press(page, RESULT)


def forge(page: Page) -> None:
    """Add fields to the form that the page does not have, and a word to its address."""
    page.locator("form").last.evaluate(
        """(form, word) => {
          for (const name of ["q0-9", "language", word]) {
            const field = document.createElement("input");
            field.type = "hidden";
            field.name = name;
            field.value = word + "forged";
            form.append(field);
          }
        }""",
        CANARY,
    )


def misbehave(server: Server) -> None:
    """Send what is unknown, too long, unreadable, forged or stale."""
    for path in (f"/{CANARY}", f"/scales/{CANARY}", f"/start/{CANARY}", f"/help/{CANARY}"):
        assert send(server, "GET", f"{path}?{CANARY}={CANARY}")[0] == 404
    assert send(server, "GET", f"/support?country={CANARY}")[0] == 400
    assert send(server, "GET", f"/{CANARY * 150}")[0] == 414
    assert send(server, "GET", "/check/1", cookie=f"{CANARY}cookie")[0] == 404
    forged = send(server, "POST", "/check/1", csrf_token=CANARY, check=CANARY, page=CANARY)
    assert forged[0] == 400
    assert send(server, CANARY.upper(), "/")[0] in {400, 405}


def crash(server: Server) -> tuple[int, str]:
    """Make the server fail over a cookie that it has sealed itself and cannot make sense of."""
    keys = Keys.load(server.instance / "keys.json")
    contents = {
        "check": {
            "b": "tea", "i": ["evenkeel/TEA@1.0"], "l": f"{CANARY}language", "s": f"{CANARY}!",
            "a": f"{CANARY}answers", "m": [f"{CANARY}met"], "p": f"{CANARY}page",
            "c": f"{CANARY}country", "f": f"{CANARY}consents", "r": f"{CANARY}finished",
            "n": f"{CANARY}notes", "v": SHAPE,
        }
    }  # fmt: skip
    now = int(time.time())
    cookie = seal_visit(contents, now, now, keys.visit_keys[0])
    return send(server, "GET", "/check/1", cookie=cookie)


def resting(server: Server, word: str) -> list[str]:
    """Files of the instance folder, log and temporary files included, that hold the word."""
    return [
        file.name
        for file in sorted(server.instance.rglob("*"))
        if file.is_file() and word.encode() in file.read_bytes().lower()
    ]


def in_tables(server: Server, word: str) -> list[str]:
    """Lines of a whole dump of the database that hold the word."""
    with contextlib.closing(sqlite3.connect(server.instance / "evenkeel.sqlite")) as database:
        return [line for line in database.iterdump() if word in line.lower()]


def test_nothing_a_person_sends_comes_to_rest(page: Page, witness: Witness, house: Server) -> None:
    write_everywhere(page)
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    assert page.locator(f"[href*={CANARY}], [action*={CANARY}]").count() == 0
    misbehave(house)
    status, text = crash(house)
    assert status == 500
    assert CANARY not in text
    assert "ValueError at " in house.log
    typed = [url for url in witness.requests if f"?{CANARY}={CANARY}" in url]
    assert [url for url in witness.requests if CANARY in url and url not in typed] == []
    for word in (CANARY, SOURCE):
        assert resting(house, word) == []
    assert in_tables(house, CANARY) == []
    with contextlib.closing(sqlite3.connect(house.instance / "evenkeel.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM stat_inbox").fetchone() == (1,)


def test_a_lost_table_is_told_without_what_was_to_be_written(page: Page, house: Server) -> None:
    begin(page, "tea")
    page.goto("/check/5")
    page.get_by_label("How do you make it?").fill(f"{CANARY}again")
    press(page, CONTINUE)
    page.get_by_label("Count me, without a name").check()
    database = house.instance / "evenkeel.sqlite"
    with contextlib.closing(sqlite3.connect(database)) as opened:
        opened.execute("ALTER TABLE stat_inbox RENAME TO elsewhere")
    try:
        assert press(page, RESULT) == 503
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    finally:
        with contextlib.closing(sqlite3.connect(database)) as opened:
            opened.execute("ALTER TABLE elsewhere RENAME TO stat_inbox")
    page.go_back()
    press(page, RESULT)
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    assert resting(house, CANARY) == []


@pytest.mark.parametrize("where", ["server.log", "tmp/left", "evenkeel.sqlite"])
def test_a_word_at_rest_would_be_found(prepared_instance: Path, tmp_path: Path, where: str) -> None:
    with teahouse(prepared_instance, tmp_path) as careless:
        file = careless.instance / where
        if file.suffix == ".sqlite":
            with contextlib.closing(sqlite3.connect(file)) as opened:
                opened.execute(f"CREATE TABLE diary AS SELECT '{CANARY}' AS line")
            assert len(in_tables(careless, CANARY)) == 1
        else:
            file.write_text(f"somebody wrote {CANARY} here")
        assert file.name in resting(careless, CANARY)
