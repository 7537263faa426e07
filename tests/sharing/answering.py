"""Walking through the way by a therapist's invitation with the test client."""

import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask

from tests.accounts.cast import Person, shown_code
from tests.caseload.inviting import Made
from tests.client import Client
from tests.pages import Page, words
from tests.sharing.walking import chosen, finished

SCORE = "Score: Generalised Anxiety"


def enter(client: Client, code: str) -> Page:
    """Type an invitation's code."""
    return client.submit(client.visit("/i"), {"code": code}, press="Go on")


def guest(app: Flask, made: Made) -> Client:
    """Somebody who came by this invitation and has taken its check."""
    client = Client.of(app)
    assert enter(client, made.code).path == "/i/now"
    finished(client, "gad-7")
    return client


def to_code(client: Client, days: str = "30") -> tuple[Page, str]:
    """Tick a score, choose the days; the page with the code, and the code."""
    page = client.submit(chosen(client, SCORE), {"days": days}, press="Go on")
    assert page.path == "/share/code", page.text
    return page, shown_code(page)


def send(client: Client, code: str, name: str = "Anna Rossi") -> Page:
    """Type the code once: only now it is sent."""
    return client.submit(client.visit("/share/type"), {"code": code}, press=f"Send it to {name}")


def answered(app: Flask, made: Made, days: str = "30") -> tuple[Client, str]:
    """Somebody answers an invitation; their browser, and the code to take it back."""
    client = guest(app, made)
    _page, code = to_code(client, days)
    assert send(client, code).path == "/shared/now"
    return client, code


def rows(instance: Path) -> list[tuple[str, bytes | None]]:
    """State and therapist of every share there is."""
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection:
        return connection.execute("SELECT state, therapist_id FROM share").fetchall()


def readings(page: Page) -> list[str]:
    """What a page shows of each questionnaire, word for word."""
    return [words(one) for one in page.tree.iter("section") if one.get("class") == "reading"]


def opened_by(person: Person, label: str = "A. on Thursdays") -> Page:
    """The therapist puts what waits under a new label and opens it; the page of the share."""
    desk = person.open("/staff/clients")
    waiting = next(href for words, href in desk.links.items() if words.startswith("Sent on"))
    client = person.press(person.open(waiting), "Put it there", {"label": label})
    return person.open(next(h for h in client.links.values() if h.startswith("/staff/shares/")))
