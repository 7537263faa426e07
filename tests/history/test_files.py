"""A file for oneself: only its code opens it, the site keeps nothing of it, and it can be large."""

import io
import json
import os
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.client import NAVIGATION, Client
from tests.history.conftest import Calendar
from tests.history.walking import come_back, finished_check, keep, rows, shown_code, statements
from wellbeing_app.history.files import LARGEST, MAGIC, open_file, seal_file
from wellbeing_app.storage.kept import Goal, History
from wellbeing_app.vault.codes import new_secret, read_code, write_code
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.web.database import db

READS = ("SELECT", "BEGIN")
VECTORS = json.loads((Path(__file__).parent / "file_vectors.json").read_text())


@pytest.mark.parametrize("vector", VECTORS)
def test_files_of_before_open_for_ever(vector: dict[str, str]) -> None:
    """The vectors were made without the code under test: see `tests/vault/test_vectors.py`."""
    history = open_file(bytes.fromhex(vector["file"]), bytes.fromhex(vector["secret"]))
    assert history.goal == vector["goal"]


def test_a_file_opens_with_its_code_and_no_other() -> None:
    secret = new_secret()
    data = seal_file(History(goal=Goal.ACCEPT), secret)
    assert open_file(data, secret).goal is Goal.ACCEPT
    with pytest.raises(Unopenable):
        open_file(data, new_secret())


def test_no_flipped_bit_opens() -> None:
    secret = bytes(15)
    data = seal_file(History(), secret)
    for place in (*range(0, len(MAGIC) + 32 + 41), len(data) // 2, len(data) - 1):
        with pytest.raises(Unopenable):
            open_file(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], secret)


@pytest.mark.parametrize("data", [b"", MAGIC, MAGIC + bytes(73), os.urandom(5_000), b"x" * LARGEST])
def test_what_is_no_such_file_does_not_open(data: bytes) -> None:
    with pytest.raises(Unopenable):
        open_file(data, bytes(15))


def download(client: Client, code: str) -> TestResponse:
    """Ask for the file instead of keeping."""
    page = client.visit("/keep/type")
    data = dict(page.form("Give me the file").filled({"code": code}, "Give me the file"))
    return client.post("/keep", data=data, headers=NAVIGATION)


def upload(client: Client, data: bytes, code: str, **more: str) -> TestResponse:
    page = client.visit("/return/file")
    token = page.form("Show what is in it").controls["csrf_token"].preset[0]
    form = {"csrf_token": token, "code": code, "file": (io.BytesIO(data), "overview.sealed")}
    return client.post("/return/file", data=form | more, headers=NAVIGATION)


def test_a_file_instead_keeps_nothing_here(visitor: Client, site_app: Flask) -> None:
    code = shown_code(visitor)
    answer = download(visitor, code)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="overview.sealed"'
    assert answer.headers["Cache-Control"] == "no-store"
    history = open_file(answer.data, read_code(code))
    assert [one.record.battery for one in history.results] == ["short"]
    assert rows(site_app) == 0


def test_the_same_code_may_then_keep_here_too(visitor: Client, site_app: Flask) -> None:
    code = shown_code(visitor)
    download(visitor, code)
    assert keep(visitor) == code
    assert rows(site_app) == 1


def test_an_uploaded_file_is_shown_in_another_browser_and_not_kept(
    visitor: Client, site_app: Flask
) -> None:
    code = shown_code(visitor)
    data = download(visitor, code).data
    client = Client.of(site_app)
    with site_app.app_context(), statements(db.engine) as seen:
        answer = upload(client, data, code)
    text = answer.get_data(as_text=True)
    assert "23 November 2026: Short check" in text
    assert "you do not have to be alone" in text
    assert [sql for sql in seen if "history" in sql or not sql.startswith(READS)] == []
    assert client.visit("/kept").path == "/return"


def test_the_present_result_is_added_and_the_new_file_handed_back(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code = shown_code(visitor)
    data = download(visitor, code).data
    calendar.turn_to(2027, 2, 3)
    later = Client.of(site_app)
    finished_check(later, "0")
    answer = upload(later, data, code, add="yes")
    history = open_file(answer.data, read_code(code))
    days = [one.record.day for one in history.results]
    assert days == [date(2026, 11, 23), date(2027, 2, 3)]
    assert "over time" in upload(later, answer.data, code).get_data(as_text=True)
    assert rows(site_app) == 0


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "does not open with this code"),
        (b"GIF89a", "does not open with this code"),
        (bytes(LARGEST + 1), "does not open with this code"),
    ],
    ids=["none", "another kind", "too large"],
)
def test_what_is_no_such_file_gets_a_plain_answer(site_app: Flask, data: bytes, told: str) -> None:
    answer = upload(Client.of(site_app), data, write_code(bytes(15)))
    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)


def test_numbers_too_large_to_count_with_are_shown_without_a_score(visitor: Client) -> None:
    code = shown_code(visitor)
    history = open_file(download(visitor, code).data, read_code(code))
    (kept,) = history.results
    huge: tuple[float | str, ...] = (1e308, "1e308")
    parts = tuple(
        replace(part, answers=dict.fromkeys(part.answers, value), scores={"total": 5})
        for part, value in zip(kept.record.parts, cycle(huge), strict=False)
    )
    hostile = History(results=(replace(kept, record=replace(kept.record, parts=parts)),))
    answer = upload(visitor, seal_file(hostile, read_code(code)), code)
    assert answer.status_code == 200
    assert "over time" in answer.get_data(as_text=True)


def test_more_than_a_mebibyte_is_refused_unread(site_app: Flask) -> None:
    client = Client.of(site_app)
    token = client.visit("/return/file").form().controls["csrf_token"].preset[0]
    body = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    answer = client.post(
        "/return/file",
        data=body.encode() + bytes(1024 * 1024),
        content_type="multipart/form-data; boundary=x",
        headers=NAVIGATION,
    )
    assert answer.status_code == 413


def test_a_mistyped_code_is_said_to_be(visitor: Client) -> None:
    code = shown_code(visitor)
    answer = upload(visitor, download(visitor, code).data, "no code")
    assert answer.status_code == 422
    assert "Check the code" in answer.get_data(as_text=True)


def test_the_open_history_is_taken_along_sealed_and_plain(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    client = Client.of(site_app)
    come_back(client, code)
    sealed = open_file(client.get("/kept/file").data, read_code(code))
    plain = json.loads(client.get("/kept/plain").data)
    assert plain["results"][0]["record"]["day"] == "2026-11-23"
    assert len(sealed.results) == len(plain["results"]) == 1
    assert code.replace(" ", "-") not in json.dumps(plain)


def test_the_brake_holds_files_too(site_app: Flask) -> None:
    client = Client.of(site_app)
    answers = [upload(client, b"", "no code").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]
