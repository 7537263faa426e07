"""C1: a dead process is replaced, a reload loses nothing, and whoever stops lets others finish."""

import http.client
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.server import Server, serving
from tests.serving.raw import PATIENCE_SECONDS, all_that_comes, connected, place, post

AT_ONCE = 2


@pytest.fixture(scope="module")
def running(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server whose processes die in turns, and which is whole again after each test."""
    folder = tmp_path_factory.mktemp("processes") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as server:
        assert answered(server)
        yield server


@pytest.fixture
def ending(instance: Path) -> Iterator[Server]:
    """One for a test that ends it."""
    with serving(instance) as server:
        assert answered(server)
        yield server


def answered(server: Server) -> bool:
    """Whether a page comes."""
    connection = http.client.HTTPConnection(*place(server.url), timeout=60)
    with closing(connection):
        connection.request("GET", "/help")
        return connection.getresponse().read() != b""


def children(process_id: int) -> list[int]:
    """The processes a process has started."""
    listed = subprocess.run(
        ["pgrep", "-P", str(process_id)], capture_output=True, text=True, check=False
    )
    return sorted(int(line) for line in listed.stdout.split())


def workers(server: Server) -> list[int]:
    """All processes that answer."""
    return [each for one in children(server.process_id) for each in children(one)]


def asked_until(server: Server, fulfilled: Callable[[], bool]) -> None:
    """Ask for pages, each of which has to come, until something is so."""
    until = time.monotonic() + 3 * PATIENCE_SECONDS
    while not fulfilled():
        assert time.monotonic() < until, "it never comes to that"
        assert answered(server)


@contextmanager
def load(server: Server) -> Iterator[list[str]]:
    """Ask without a pause, over kept and over new connections; yields what was lost."""
    lost: list[str] = []
    stop, numbers = Event(), count()

    def keep_asking() -> None:
        keeps = next(numbers) % 2
        connection = http.client.HTTPConnection(*place(server.url), timeout=60)
        while not stop.is_set():
            try:
                connection.request("GET", "/help")
                answer = connection.getresponse()
                if answer.status != 200 or b"</html>" not in answer.read():
                    lost.append(str(answer.status))
            except OSError as failure:
                lost.append(repr(failure))
                connection.close()
            if not keeps:
                connection.close()
        connection.close()

    threads = [Thread(target=keep_asking, daemon=True) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    try:
        yield lost
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def reload(server: Server) -> None:
    """Load the app anew, and wait until the former generation is gone."""
    before = workers(server)
    os.kill(server.process_id, signal.SIGHUP)
    asked_until(server, lambda: not set(before) & set(workers(server)))
    assert len(workers(server)) == len(before)


def test_there_is_a_worker_for_each_core(running: Server) -> None:
    assert len(workers(running)) == len(os.sched_getaffinity(0))


def test_a_killed_worker_is_replaced(running: Server) -> None:
    before = workers(running)
    os.kill(before[0], signal.SIGKILL)
    asked_until(
        running,
        lambda: before[0] not in workers(running) and len(workers(running)) == len(before),
    )


def test_a_killed_generation_is_replaced_and_no_page_is_lost(running: Server) -> None:
    before = workers(running)
    with load(running) as lost:
        os.kill(children(running.process_id)[0], signal.SIGKILL)
        asked_until(running, lambda: bool(workers(running)) and not alive(before))
    assert lost == []


def alive(process_ids: Iterable[int]) -> set[int]:
    """Those that still run: one that has ended may wait for whoever adopted it to notice."""
    listed = ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, process_ids))]
    lines = subprocess.run(listed, capture_output=True, text=True, check=False).stdout.splitlines()
    return {int(line.split()[0]) for line in lines if "Z" not in line}


@pytest.mark.parametrize("times", [1, pytest.param(6, marks=pytest.mark.prove)])
def test_a_reload_under_load_loses_nothing(running: Server, times: int) -> None:
    with load(running) as lost:
        for _ in range(times):
            reload(running)
    assert lost == []


def test_a_reload_that_fails_leaves_the_site_as_it_was(running: Server) -> None:
    keys = running.instance / "keys.json"
    kept = keys.read_bytes()
    keys.write_bytes(b"broken")
    before = workers(running)
    os.kill(running.process_id, signal.SIGHUP)
    asked_until(running, lambda: "could not be loaded anew" in running.log)
    assert workers(running) == before
    keys.write_bytes(kept)
    reload(running)


def test_a_reload_asked_for_while_one_fails_is_not_forgotten(running: Server) -> None:
    """Somebody mends a file and asks again before the first loading has ended."""
    keys = running.instance / "keys.json"
    kept = keys.read_bytes()
    keys.write_bytes(b"broken")
    failed = running.log.count("could not be loaded anew")
    os.kill(running.process_id, signal.SIGHUP)
    asked_until(running, lambda: len(children(running.process_id)) > 1)
    os.kill(running.process_id, signal.SIGHUP)
    asked_until(running, lambda: running.log.count("could not be loaded anew") == failed + 2)
    keys.write_bytes(kept)
    reload(running)


def test_a_request_on_its_way_is_answered_before_the_server_stops(ending: Server) -> None:
    with connected(place(ending.url)) as client:
        client.sendall(post("/search/words", 10, "Expect: 100-continue"))
        assert client.recv(1024).startswith(b"HTTP/1.1 100 ")
        os.kill(ending.process_id, signal.SIGTERM)
        client.sendall(b"words=hope")
        assert " 200 " in all_that_comes(client)


def test_no_worker_outlives_its_server(ending: Server) -> None:
    left = {ending.process_id, *children(ending.process_id), *workers(ending)}
    os.kill(ending.process_id, signal.SIGKILL)
    os.waitid(os.P_PID, ending.process_id, os.WEXITED | os.WNOWAIT)
    left.discard(ending.process_id)
    while alive(left):
        os.sched_yield()


def test_a_site_that_may_not_start_says_why_and_ends(
    prepared_instance: Path, tmp_path: Path
) -> None:
    instance = shutil.copytree(prepared_instance, tmp_path / "instance")
    with serving(instance, EVENKEEL_MODE="production") as server:
        ended = os.waitid(os.P_PID, server.process_id, os.WEXITED | os.WNOWAIT)
    assert ended is not None
    assert ended.si_status == 1
    assert "This site cannot start" in server.log


def test_what_the_server_writes_is_its_owners_alone(running: Server) -> None:
    assert answered(running)
    assert [
        each.name
        for each in running.instance.iterdir()
        if each.name != "server.log" and each.stat().st_mode & 0o077
    ] == []
