"""Many who sign in at once, and what visitors wait meanwhile.

`python -m bench.sign_ins http://127.0.0.1:8000` prints how long `/help` takes beside nobody and
beside 40 who send wrong passwords without a pause. Loopback only, bounded in count and time.
"""

import http.client
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Lock, Thread
from urllib.parse import urlencode, urlsplit

from bench.slow_clients import ask, told, waits

AT_ONCE = 40
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
PATIENCE_SECONDS = 120


def sign_in(address: tuple[str, int]) -> int:
    """Send a name and a password that nobody has; the status of the answer."""
    with closing(http.client.HTTPConnection(*address, timeout=PATIENCE_SECONDS)) as connection:
        connection.request("GET", "/staff")
        page = connection.getresponse()
        cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
        token = TOKEN.search(page.read().decode())
        form = {"name": "Nobody", "password": "wrong wrong wrong"}
        sent = urlencode({**form, "csrf_token": token[1] if token else ""})
        kind = "application/x-www-form-urlencoded"
        connection.request("POST", "/staff", sent, {"Cookie": cookie, "Content-Type": kind})
        answer = connection.getresponse()
        answer.read()
        return answer.status


@contextmanager
def signing_in(address: tuple[str, int], at_once: int) -> Iterator[Counter[int]]:
    """Let so many try without a pause until the block ends; how often each status came."""
    statuses: Counter[int] = Counter()
    stop, lock = Event(), Lock()

    def keep_trying() -> None:
        while not stop.is_set():
            status = sign_in(address)
            with lock:
                statuses[status] += 1

    threads = [Thread(target=keep_trying, daemon=True) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def main(url: str) -> None:
    """Print the two lines."""
    parts = urlsplit(url)
    address = (parts.hostname or "127.0.0.1", parts.port or 80)
    ask(address)
    print(told("nobody else", waits(address)))
    with signing_in(address, AT_ONCE) as statuses:
        print(told(f"{AT_ONCE} sign-ins at once", waits(address)))
    print("answered:", dict(statuses))


if __name__ == "__main__":
    main(sys.argv[1])
