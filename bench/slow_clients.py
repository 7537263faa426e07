"""Connections that hold a server without asking anything, and what others wait meanwhile.

`python -m bench.slow_clients http://127.0.0.1:8000` opens some of every kind at once and prints how
long `/help` takes beside none and beside all of them. Loopback only, bounded in count and time.
"""

import http.client
import math
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from threading import Event, Thread
from urllib.parse import urlsplit

KINDS = {
    "idle": (b"", b""),
    "slow headers": (b"GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"X-More: 1\r\n"),
    "slow body": (
        b"POST /staff HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        b"x",
    ),
}
"""What such a connection sends at first, and then again and again."""
DRIP_SECONDS = 1.0
AT_ONCE, SECONDS, PAUSE = 4, 8.0, 0.02
LIMIT_SECONDS = 10
"""After this a page counts as never shown."""


class Dripping:
    """Some connections of one kind. Those the server ends are opened anew while it goes on."""

    def __init__(self, address: tuple[str, int], kind: str, count: int) -> None:
        self.address, self.count = address, count
        self.first, self.more = KINDS[kind]
        self.ended = 0
        """How many the server has ended."""
        self._open: list[socket.socket] = []

    def round(self) -> None:
        """Send a little on each, and open those that are missing."""
        still = [each for each in self._open if self._lives(each)]
        self.ended += len(self._open) - len(still)
        self._open = still
        while len(self._open) < self.count:
            opened = socket.create_connection(self.address, timeout=LIMIT_SECONDS)
            opened.sendall(self.first)
            opened.setblocking(False)  # noqa: FBT003
            self._open.append(opened)

    def _lives(self, connection: socket.socket) -> bool:
        try:
            if self.more:
                connection.send(self.more)
            lives = connection.recv(1) != b""
        except BlockingIOError:
            return True
        except OSError:
            lives = False
        if not lives:
            connection.close()
        return lives

    def close(self) -> None:
        """Let go of all."""
        for each in self._open:
            each.close()
        self._open = []


@contextmanager
def dripping(address: tuple[str, int], counts: dict[str, int]) -> Iterator[list[Dripping]]:
    """Hold so many connections of each kind until the block ends."""
    crowds = [Dripping(address, kind, count) for kind, count in counts.items()]
    stop = Event()

    def go_on() -> None:
        while not stop.wait(DRIP_SECONDS):
            for crowd in crowds:
                crowd.round()

    for crowd in crowds:
        crowd.round()
    thread = Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield crowds
    finally:
        stop.set()
        thread.join()
        for crowd in crowds:
            crowd.close()


def ask(address: tuple[str, int], path: str = "/help") -> float:
    """Fetch a page over a connection of its own; the seconds it took, infinite for no answer."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(*address, timeout=LIMIT_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    except OSError:
        return math.inf
    finally:
        connection.close()
    return time.perf_counter() - began if answer.status == 200 else math.inf


def waits(address: tuple[str, int], seconds: float = SECONDS) -> list[float]:
    """Ask again and again for some time, a few at once; what each took, in order of length."""
    until = time.monotonic() + seconds

    def keep_asking(_number: int) -> list[float]:
        taken = []
        while time.monotonic() < until:
            taken.append(ask(address))
            time.sleep(PAUSE)
        return taken

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(chain.from_iterable(pool.map(keep_asking, range(AT_ONCE))))


def told(label: str, taken: list[float]) -> str:
    """One line of the table."""
    p50, p95, worst = (taken[int(part * (len(taken) - 1))] for part in (0.5, 0.95, 1.0))
    return (
        f"{label:34} {len(taken):5} pages, p50 {p50 * 1000:7.1f} ms, "
        f"p95 {p95 * 1000:7.1f} ms, worst {worst * 1000:7.1f} ms"
    )


def main(url: str, count: int = 200) -> None:
    """Print what others wait beside none, beside each kind, and beside all of them."""
    parts = urlsplit(url)
    address = (parts.hostname or "127.0.0.1", parts.port or 80)
    ask(address)
    print(told("nobody else", waits(address)))
    for kinds in ([kind] for kind in KINDS):
        with dripping(address, dict.fromkeys(kinds, count)):
            print(told(f"{count} {kinds[0]}", waits(address)), flush=True)
    with dripping(address, dict.fromkeys(KINDS, count)) as crowds:
        print(told(f"{count} of each at once", waits(address)))
        print("ended by the server:", sum(crowd.ended for crowd in crowds))


if __name__ == "__main__":
    main(sys.argv[1])
