"""`python -m bench.pdf_rush`: fifty people from fifty networks take their result as a PDF at once.

Prints how they are answered, and how long others wait for a question page meanwhile, beside a
stretch of the same length without them. The server is the real one, with its own settings.
"""

import http.client
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from bench.walk import last_option, walk
from tests.client import Client
from tests.selfcheck.walking import begin
from tests.server import environment, prepare, serving
from wellbeing_app import create_app
from wellbeing_app.config import Config

PEOPLE = 50
READERS = 4
PAUSE_SECONDS = 0.02
QUIET_SECONDS = 5.0

Answer = tuple[int, float]
"""Status, and seconds until the whole of it had come."""


def cookies(config: Config) -> tuple[str, str]:
    """Return the cookie of a finished check, and of one at its first question."""
    app = create_app(config)
    finished, reading = Client.of(app), Client.of(app)
    for _page in walk(finished, "short", last_option):
        pass
    begin(reading, "short")
    return _header(finished), _header(reading)


def _header(client: Client) -> str:
    cookie = client.get_cookie("visit")
    return f"visit={cookie.value if cookie else ''}"


def asked(address: str, path: str, cookie: str, network: str) -> Answer:
    """Ask for one page as somebody of this network."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie, "X-Forwarded-For": network})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.perf_counter() - began


def read_on(address: str, cookie: str, over: Event) -> Iterator[Answer]:
    """Ask for a question page again and again until it is over."""
    while not over.is_set():
        yield asked(address, "/check/1", cookie, "203.0.113.9")
        over.wait(PAUSE_SECONDS)


def reading(
    pool: ThreadPoolExecutor, address: str, cookie: str, over: Event
) -> list[Future[list[Answer]]]:
    """Let a few people read questions."""
    return [pool.submit(lambda: list(read_on(address, cookie, over))) for _ in range(READERS)]


def line(name: str, answers: list[Answer]) -> str:
    """Say how a group was answered."""
    seconds = sorted(took for _status, took in answers)
    at = {
        share: seconds[min(len(seconds) - 1, int(len(seconds) * share / 100))]
        for share in (50, 95, 99)
    }
    waits = ", ".join(f"p{share} {took * 1000:.0f} ms" for share, took in at.items())
    return (
        f"{name}: {len(answers)} answers {dict(Counter(status for status, _ in answers))}, {waits}"
    )


def main() -> None:
    """Measure both stretches and print three lines."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PEOPLE + READERS) as pool:
        instance = Path(folder)
        prepare(instance)
        finished, question = cookies(Config.from_environment(environment(instance)))
        with serving(instance, EVENKEEL_PROXIES="1") as server:
            address = urlsplit(server.url).netloc
            for number in range(8):
                asked(address, "/result/file", finished, f"192.0.2.{number}")
                asked(address, "/check/1", question, "203.0.113.9")
            over = Event()
            quiet = reading(pool, address, question, over)
            time.sleep(QUIET_SECONDS)
            over.set()
            alone = [one for each in quiet for one in each.result()]
            over = Event()
            beside = reading(pool, address, question, over)
            people = [
                pool.submit(asked, address, "/result/file", finished, f"10.{number}.0.1")
                for number in range(PEOPLE)
            ]
            pdfs = [one.result() for one in people]
            over.set()
            met = [one for each in beside for one in each.result()]
    print(line("question pages alone", alone))
    print(line("question pages beside", met))
    print(line("PDFs", pdfs))


if __name__ == "__main__":
    main()
