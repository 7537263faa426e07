"""No line of any log holds anything of a visitor."""

import http.client
import io
import logging
import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from server.worker import Discreet
from tests.client import Client
from tests.server import serving
from wellbeing_app.web.application import describe

CANARY = "zanzibar-canary"
HEADERS = {
    "User-Agent": f"{CANARY}-agent",
    "Referer": f"https://{CANARY}-referrer.example/",
    "Cookie": f"visit={CANARY}-cookie",
    "X-Forwarded-For": "203.0.113.77",
}


def test_a_crash_is_logged_with_its_kind_and_place_and_nothing_sent(
    visitor: Client, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    path = f"/probe/crash?q={CANARY}-query"
    assert visitor.get(path, headers=HEADERS).status_code == 500
    written = caplog.text + "".join(capfd.readouterr())
    assert "ValueError at" in written
    assert "crash" in written
    assert CANARY not in written
    assert "203.0.113.77" not in written


def test_a_lost_database_is_logged_without_what_was_to_be_saved(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.get("/probe/database")
    assert "OperationalError at" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    "path", [f"/{CANARY}", f"/robots.txt?{CANARY}", "/leave", f"/static/{CANARY}.css"]
)
def test_an_ordinary_request_leaves_no_line(
    visitor: Client,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    path: str,
) -> None:
    caplog.set_level(logging.DEBUG, "werkzeug")
    visitor.get(path, headers=HEADERS)
    visitor.post(path, data={"text": CANARY}, headers=HEADERS)
    assert CANARY not in caplog.text + "".join(capfd.readouterr())


def test_causes_are_told_without_their_messages() -> None:
    try:
        try:
            int(CANARY)
        except ValueError as cause:
            raise KeyError(CANARY) from cause
    except KeyError as failure:
        told = describe(failure)
    assert told.startswith("KeyError at ")
    assert "; from ValueError at " in told
    assert CANARY not in told


def test_the_server_writes_no_address_path_or_header(
    prepared_instance: Path, tmp_path: Path
) -> None:
    """Ordinary, unknown, unreadable and broken-off requests, then read all it printed."""
    instance = shutil.copytree(prepared_instance, tmp_path / "instance")
    with serving(instance) as server:
        address = urlsplit(server.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port)
        for path in ("/robots.txt", f"/{CANARY}-path?{CANARY}-query"):
            connection.request("GET", path, headers=HEADERS)
            connection.getresponse().read()
        connection.close()
        for raw in (f"{CANARY}\r\n\r\n", f"GET /{CANARY} HTTP/9.9\r\n\r\n", f"GET /{CANARY}"):
            with socket.create_connection((address.hostname, address.port)) as broken:
                broken.sendall(raw.encode())
                broken.shutdown(socket.SHUT_WR)
                broken.recv(4096)
        while "Evenkeel is at" not in server.log:
            os.sched_yield()
    for secret in (CANARY, "203.0.113.77", "ip=127.0.0.1", "robots.txt"):
        assert secret not in server.log


def logged(*, guarded: bool) -> str:
    """Write the telling line of waitress through a logger with or without the filter."""
    logger = logging.Logger("waitress")
    written = io.StringIO()
    logger.addHandler(logging.StreamHandler(written))
    if guarded:
        logger.addFilter(Discreet())
    try:
        int(CANARY)
    except ValueError:
        logger.exception("Exception while serving /%s", CANARY)
    return written.getvalue()


def test_the_filter_is_what_keeps_the_server_discreet() -> None:
    assert "ValueError at" in logged(guarded=True)
    assert CANARY not in logged(guarded=True)
    assert CANARY in logged(guarded=False)
