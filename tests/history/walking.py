"""Steps of a visitor who keeps results: the same for every test of the room."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import begin, to_review
from wellbeing_app.history.actions import Opened, open_history
from wellbeing_app.storage.history import HistoryRow
from wellbeing_app.vault.codes import read_code
from wellbeing_app.web.database import db
from wellbeing_app.web.words.days import today

CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{5} ){4}[0-9A-HJKMNP-TV-Z]{5}")


def finished_check(client: Client, value: str = "1", slug: str = "short") -> Page:
    """Answer every question with the option of this index and look at the result."""
    return client.submit(to_review(client, begin(client, slug), value), press="See my result")


def shown_code(client: Client) -> str:
    """The new code as /keep shows it."""
    found = CODE.search(client.visit("/keep").text)
    assert found
    return found.group()


def keep(client: Client, private: Sequence[str] = ()) -> str:
    """Keep the finished check of this visit under a new code, and return the code."""
    code = shown_code(client)
    answers: dict[str, str | Sequence[str]] = {"code": code}
    if private:
        answers["private"] = private
    page = client.submit(client.visit("/keep/type"), answers, press="Keep my results")
    assert page.path == "/kept", page.text
    return code


def come_back(client: Client, code: str) -> Page:
    """Type a code at /return."""
    return client.submit(client.visit("/return"), {"code": code}, press="Open")


def rows(app: Flask) -> int:
    """How many histories the database holds."""
    with app.app_context(), Session(db.engine) as session:
        return session.query(HistoryRow).count()


def opened(app: Flask, code: str) -> Opened | None:
    """What a code opens, past all pages."""
    with app.test_request_context(), Session(db.engine) as session:
        return open_history(session, read_code(code), today())


def mistyped(code: str) -> str:
    """The code with its last sign changed, so that the check symbol does not fit."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement, commits too."""
    seen: list[str] = []

    def statement(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        seen.append(sql)

    def commit(_c: Connection) -> None:
        seen.append("COMMIT")

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)
