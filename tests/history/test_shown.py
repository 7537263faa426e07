"""A history keeps the codes of what is shown from it, and erasing it takes all of that back."""

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.client import Client
from tests.history.conftest import Calendar
from tests.history.walking import come_back, keep, opened, rows, statements
from tests.pages import Page
from tests.sharing.walking import chosen, looked_up, put_up, with_code
from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened
from wellbeing_app.storage import history, shares, tombstones
from wellbeing_app.storage.erased_list import NAME, list_in
from wellbeing_app.storage.history import Found, Place
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.kept import MOST_SHARES, History, Shown, write_history
from wellbeing_app.storage.shares import ShareCode
from wellbeing_app.vault.codes import new_secret, read_code, write_code
from wellbeing_app.web.database import db

SEE = "Shown on 23 November 2026: see how it stands"
NOT_ADDED = "This code is not beside what you keep"
UNKNOWN = "Nothing is known under this code"


def show(client: Client) -> tuple[Page, str]:
    """Show a part of the result of this visit; the page of how it stands, and the code."""
    _page, code = with_code(client, chosen(client, "clash with your moral"))
    return put_up(client, code), code


def share_ids(app: Flask) -> tuple[bytes, ...]:
    with app.app_context():
        return shares.ids(db.session)


def kept(app: Flask, code: str) -> Opened:
    found = opened(app, code)
    assert found is not None
    return found


def test_what_is_shown_while_a_history_is_open_stands_in_it(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    history_code = keep(visitor)
    status, code = show(visitor)
    assert NOT_ADDED not in status.text
    page = visitor.visit("/kept")
    assert SEE in page.text
    assert code not in page.html
    assert read_code(code).hex() not in page.html
    calendar.turn_to(2026, 11, 25)
    elsewhere = Client.of(site_app)
    page = elsewhere.submit(come_back(elsewhere, history_code), press=SEE)
    assert page.path == "/shared/now"
    assert "Receipt" in elsewhere.submit(page, press="Take it back now").text
    assert SEE not in elsewhere.visit("/kept").text, "what was withdrawn is listed no more"


def test_the_page_of_the_code_says_so(visitor: Client) -> None:
    keep(visitor)
    page, _code = with_code(visitor, chosen(visitor, "clash with your moral"))
    assert "also put beside what you keep" in page.text


def test_without_an_open_history_nothing_is_said_of_one(visitor: Client) -> None:
    page, code = with_code(visitor, chosen(visitor, "clash with your moral"))
    assert "beside what you keep" not in page.text
    assert "beside what you keep" not in put_up(visitor, code).text


def test_sent_twice_the_code_stands_there_once(visitor: Client, site_app: Flask) -> None:
    history_code = keep(visitor)
    _page, code = with_code(visitor, chosen(visitor, "clash with your moral"))
    form = visitor.visit("/share/type")
    before = visitor.get_cookie("visit")
    assert before is not None
    for _ in range(2):
        visitor.set_cookie("visit", before.value)
        visitor.submit(form, {"code": code}, press="Let it be picked up")
    assert len(kept(site_app, history_code).history.shares) == 1


def test_share_and_history_are_not_written_in_one_transaction(
    visitor: Client, site_app: Flask
) -> None:
    """Rows of one PostgreSQL transaction could be told to belong together (docs/decisions)."""
    keep(visitor)
    _page, code = with_code(visitor, chosen(visitor, "clash with your moral"))
    form = visitor.visit("/share/type")
    with site_app.app_context():
        engine = db.engine
    with statements(engine) as seen:
        visitor.submit(form, {"code": code}, press="Let it be picked up")
    between = between_share_and_history(seen)
    assert "COMMIT" in between
    assert "COMMIT" not in between_share_and_history([one for one in seen if one != "COMMIT"])


def between_share_and_history(seen: list[str]) -> list[str]:
    first = next(n for n, sql in enumerate(seen) if sql.startswith("INSERT INTO share"))
    second = next(n for n, sql in enumerate(seen) if sql.startswith("UPDATE history"))
    return seen[first:second]


def test_a_history_changed_at_this_moment_does_not_hinder_the_share(
    visitor: Client, site_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(visitor)
    find = history.find

    def overtaken(session: Session, place: Place, today: date) -> Found | None:
        found = find(session, place, today)
        session.execute(text("UPDATE history SET rev = rev + 1"))
        return found

    monkeypatch.setattr(history, "find", overtaken)
    status, _code = show(visitor)
    assert NOT_ADDED in status.text
    assert "It can be picked up until" in status.text
    assert len(share_ids(site_app)) == 1


def test_a_history_erased_in_another_window_does_not_hinder_the_share(
    visitor: Client, site_app: Flask
) -> None:
    history_code = keep(visitor)
    _page, code = with_code(visitor, chosen(visitor, "clash with your moral"))
    elsewhere = Client.of(site_app)
    come_back(elsewhere, history_code)
    elsewhere.submit(elsewhere.visit("/kept/erase"), press="Erase everything")
    assert NOT_ADDED in put_up(visitor, code).text
    assert rows(site_app) == 0
    assert len(share_ids(site_app)) == 1


def fill(app: Flask, code: str, number: int) -> None:
    """Put the codes of so many living shares into a history."""
    found = kept(app, code)
    with app.test_request_context():
        salt = installation_salt(db.session)
        secrets = [new_secret() for _ in range(number)]
        today = Calendar().now.date()
        for secret in secrets:
            where = ShareCode.of(secret, salt)
            shares.offer(db.session, where, secret + b"\0", b"x", days=90, today=today)
        shown = tuple(Shown(secret.hex(), today) for secret in secrets)
        full = History(results=found.history.results, shares=shown)
        history.rewrite(db.session, found.place, write_history(full), found.rev, today)
        db.session.commit()


def test_a_history_full_of_codes_does_not_hinder_the_share(
    visitor: Client, site_app: Flask
) -> None:
    history_code = keep(visitor)
    fill(site_app, history_code, MOST_SHARES)
    status, _code = show(visitor)
    assert NOT_ADDED in status.text
    assert len(share_ids(site_app)) == MOST_SHARES + 1
    assert len(kept(site_app, history_code).history.shares) == MOST_SHARES


def test_codes_of_what_is_over_make_room(visitor: Client, site_app: Flask, instance: Path) -> None:
    history_code = keep(visitor)
    fill(site_app, history_code, MOST_SHARES)
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection, connection:
        connection.execute("DELETE FROM share")
    status, _code = show(visitor)
    assert NOT_ADDED not in status.text
    assert len(kept(site_app, history_code).history.shares) == 1


def test_a_mark_nobody_was_shown_opens_nothing(visitor: Client) -> None:
    keep(visitor)
    show(visitor)
    token = visitor.visit("/kept").csrf_token
    visitor.submit(visitor.visit("/shared/now"), press="Close")
    answer = visitor.post("/kept/shown", data={"csrf_token": token, "share": "0" * 12})
    assert answer.location == "/kept"
    assert visitor.visit("/shared/now").path == "/shared"


def erased(visitor: Client) -> Page:
    return visitor.submit(visitor.visit("/kept/erase"), press="Erase everything")


def everything_goes(visitor: Client, site_app: Flask, instance: Path) -> None:
    keep(visitor)
    _status, code = show(visitor)
    ids = share_ids(site_app)
    receipt = erased(visitor)
    assert "1 thing you showed to a therapist was withdrawn" in receipt.text
    assert share_ids(site_app) == ()
    assert rows(site_app) == 0
    with site_app.app_context():
        buried = [tombstones.is_buried(db.session, list_in(instance), id_) for id_ in ids]
    assert buried == [True] * len(ids)
    assert UNKNOWN in looked_up(visitor, code).text
    assert code not in receipt.html


def test_erasing_everything_takes_back_what_was_shown(
    visitor: Client, site_app: Flask, instance: Path
) -> None:
    everything_goes(visitor, site_app, instance)


def test_a_history_and_what_was_shown_are_listed_as_erased_together(
    visitor: Client, site_app: Flask, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up between two lines would else leave a share that a restart erases."""
    listed: list[str] = []

    def note(descriptor: int) -> None:
        listed.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)

    monkeypatch.setattr(os, "fsync", note)
    everything_goes(visitor, site_app, instance)
    assert listed.count(NAME) == 1


def test_an_erasing_that_forgets_what_was_shown_would_be_found(
    visitor: Client, site_app: Flask, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "withdraw_all", lambda *_: ())
    with pytest.raises(AssertionError):
        everything_goes(visitor, site_app, instance)


def test_what_was_shown_at_another_time_stays(visitor: Client, site_app: Flask) -> None:
    show(visitor)
    keep(visitor)
    receipt = erased(visitor)
    assert "was withdrawn" not in receipt.text
    assert len(share_ids(site_app)) == 1


def test_without_the_list_on_the_disk_neither_goes(
    visitor: Client, site_app: Flask, instance: Path
) -> None:
    keep(visitor)
    show(visitor)
    list_in(instance).mkdir()
    assert erased(visitor).status == 503
    assert (rows(site_app), len(share_ids(site_app))) == (1, 1)


def test_of_a_damaged_history_the_receipt_says_what_it_could_not_know(
    visitor: Client, site_app: Flask, instance: Path
) -> None:
    keep(visitor)
    show(visitor)
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection, connection:
        connection.execute("UPDATE history SET rev = 7")
    receipt = erased(visitor)
    assert "take that back with its own code" in receipt.text
    assert rows(site_app) == 0
    assert len(share_ids(site_app)) == 1


def test_the_codes_travel_with_the_plain_file(visitor: Client) -> None:
    """L6: what is kept of a person can be taken along whole."""
    keep(visitor)
    _status, code = show(visitor)
    plain = visitor.get("/kept/plain").get_json()
    assert [write_code(bytes.fromhex(one["secret"])) for one in plain["shares"]] == [
        code.replace(" ", "-")
    ]
