"""C1: one worker, turned by hand: no clock has to be waited for."""

import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest
from flask import Flask

from server import channel as channels
from server import worker as workers
from server.channel import Channel
from server.worker import Worker
from tests.serving.raw import connected, get, post
from wellbeing_app.web.serving import Serving, SlowWork

AN_AGE = 10_000.0


class ByHand(Worker):
    """A worker whose loop the test turns."""

    def __init__(self, served: Serving, shared: socket.socket, parent: int) -> None:
        super().__init__(served, [shared], threads=2, parent=parent)
        self.address: tuple[str, int] = shared.getsockname()

    @property
    def channels(self) -> list[Channel]:
        """All connections."""
        return self._channels()

    def until(self, count: int) -> None:
        """Turn until so many connections are open."""
        while len(self.channels) != count:
            self._turn()

    def until_read(self) -> Channel:
        """Turn until something of a request has come; the connection it came on."""
        while True:
            self._turn()
            for each in self.channels:
                if each.request:
                    return each

    def told(self, client: socket.socket) -> str:
        """Turn until the server has ended a connection; what it sent."""
        client.setblocking(False)  # noqa: FBT003
        parts: list[bytes] = []
        while True:
            self._turn()
            try:
                part = client.recv(65536)
            except BlockingIOError:
                continue
            if not part:
                client.close()
                return b"".join(parts).decode()
            parts.append(part)


@pytest.fixture
def served(app: Flask) -> Serving:
    return Serving(app)


@pytest.fixture
def worker(served: Serving) -> Iterator[ByHand]:
    with socket.create_server(("127.0.0.1", 0)) as shared:
        made = ByHand(served, shared, os.getppid())
        yield made
        for lane in made.lanes.values():
            lane.shutdown()
        for each in list(made.connections.values()):
            each.close()


def aged(channel: Channel, seconds: float) -> None:
    """Let a connection look at a clock that is so much ahead."""
    channel.look_at_the_clock(time.monotonic() + seconds)


def test_a_silent_connection_is_ended(worker: ByHand) -> None:
    with connected(worker.address) as client:
        worker.until(1)
        aged(worker.channels[0], channels.IDLE_SECONDS - 1)
        assert not worker.channels[0].will_close
        aged(worker.channels[0], channels.IDLE_SECONDS + 1)
        assert worker.told(client) == ""


@pytest.mark.parametrize(
    ("begun", "allowed"),
    [
        (b"GET /help HTTP/1.1\r\nHost: 127", channels.HEADER_SECONDS),
        (post("/staff", 500) + b"name=", channels.BODY_SECONDS),
    ],
    ids=["headers", "body"],
)
def test_a_request_that_does_not_come_in_time_is_told_so(
    worker: ByHand, begun: bytes, allowed: int
) -> None:
    with connected(worker.address) as client:
        client.sendall(begun)
        channel = worker.until_read()
        # More bytes do not buy more time.
        client.sendall(b"x")
        aged(channel, allowed - 1)
        assert channel.request
        aged(channel, allowed + 1)
        answer = worker.told(client)
    assert answer.startswith("HTTP/1.")
    assert " 408 " in answer
    assert "This took too long" in answer
    assert "/help" in answer
    assert "/leave" in answer


def test_a_server_without_bounds_would_be_found(
    worker: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Channel, "seconds_allowed", lambda _self: float("inf"))
    with connected(worker.address):
        worker.until(1)
        aged(worker.channels[0], AN_AGE)
        assert not worker.channels[0].will_close


def test_where_there_are_too_many_the_longest_silent_one_makes_room(
    worker: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "MOST_CONNECTIONS", 2)
    with connected(worker.address) as first:
        worker.until(1)
        with connected(worker.address):
            worker.until(2)
            with connected(worker.address) as third:
                assert worker.told(first) == ""
                third.sendall(get("/robots.txt", "Connection: close"))
                assert " 200 " in worker.told(third)


def test_a_leaving_worker_says_so_in_its_last_answers(worker: ByHand) -> None:
    with connected(worker.address) as client:
        worker.until(1)
        worker.leaving = True
        client.sendall(get("/robots.txt"))
        answer = worker.told(client)
    assert " 200 " in answer
    assert "Connection: close" in answer


def test_a_worker_that_is_an_orphan_from_birth_ends(served: Serving) -> None:
    """Its generation was killed before it could look whose child it is."""
    before = signal.getsignal(signal.SIGTERM)
    with socket.create_server(("127.0.0.1", 0)) as shared:
        orphan = ByHand(served, shared, parent=0)
        orphan.run()
    signal.signal(signal.SIGTERM, before)
    assert orphan.leaving
    for lane in orphan.lanes.values():
        lane.shutdown()
    for each in list(orphan.connections.values()):
        each.close()


def test_passwords_and_pdfs_have_a_lane_each(served: Serving) -> None:
    slow = ["/staff", "//staff", "/staff/begin", "/staff/reset", "/staff/password", "/staff/proof"]
    assert {served.slow_work("POST", path) for path in slow} == {SlowWork.PASSWORDS}
    pdfs = [("GET", "/result/file"), ("POST", f"/staff/shares/{'0' * 32}/export")]
    assert {served.slow_work(*each) for each in pdfs} == {SlowWork.PAPER}
    others = [("GET", "/staff"), ("POST", "/staff/code"), ("POST", "/check/1"), ("GET", "/help")]
    assert {served.slow_work(*each) for each in others} == {None}


def test_a_full_lane_asks_to_come_back_and_the_others_go_on(
    worker: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "LONGEST_QUEUE", 0)
    with connected(worker.address) as client, connected(worker.address) as other:
        client.sendall(post("/staff", 9) + b"name=Anna")
        answer = worker.told(client)
        other.sendall(get("/robots.txt", "Connection: close"))
        assert " 200 " in worker.told(other)
    assert " 503 " in answer
    assert "Retry-After: 5" in answer
    assert "Many people are signing in" in answer
    assert "Anna" not in answer
