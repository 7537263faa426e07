"""`make bench-upkeep`: what visitors notice while `purge` and `mix` work on a large database.

    python -m bench.upkeep --rows 1000000 --over 100000 --waiting 100000 [--url postgresql://...]

The database is filled with rows of random bytes, and with checks that wait to be mixed. The
commands run as an operator types them. Meanwhile another process does what visitors' pages do,
with the patience of a page, and notes how long each took; a failure would have been a 503.
"""

import argparse
import json
import multiprocessing
import platform
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

from sqlalchemy import Engine, create_engine, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.server import ROOT, environment, flask
from wellbeing_app.config import Config
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.storage import history, inbox, shares
from wellbeing_app.storage.base import Base
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.history import HistoryRow, Place
from wellbeing_app.storage.inbox import StatInbox, Submission, accept, part_of
from wellbeing_app.storage.installation import Meta, installation_salt
from wellbeing_app.storage.shares import ShareCode
from wellbeing_app.vault.keys import Keys
from wellbeing_app.web.database import PAGE_WAITS
from wellbeing_app.web.site import open_site

REPORT = Path("build/upkeep.json")
AT_ONCE = 2_000
THINKING = 0.02
"""Seconds between two things the visitors do."""
IDLE_SECONDS = 10
CODE = "PHQ-9"

Figures = Mapping[str, float | int]


def fill(engine: Engine, rows: int, over: int, size: int) -> None:
    """Write histories, of which so many are over."""
    now = datetime.now(UTC).date()
    months = history.months_from(now, -1), history.months_from(now, history.KEPT_MONTHS)
    made = (
        {
            "id": secrets.token_bytes(16),
            "ct": secrets.token_bytes(size),
            "rev": 1,
            "expires_month": months[number >= over],
        }
        for number in range(rows)
    )
    _write(engine, HistoryRow, made)


def let_wait(engine: Engine, library: Library, keys: Keys, number: int) -> None:
    """Put finished checks into the inbox, as if so many people had been there."""
    submission = _submission(library)
    content = inbox.Contribution(submission.parts, counted=True, research=True)
    boxes = (
        {
            "id": secrets.token_bytes(16),
            "ct": inbox.seal_contribution(content, keys),
            "spent": False,
        }
        for _ in range(number)
    )
    _write(engine, StatInbox, boxes)
    with Session(engine) as session:
        installation_salt(session)
        session.query(Meta).update({"accepted": Meta.accepted + number})
        session.commit()


def _write(engine: Engine, table: type[Base], rows: Iterator[dict[str, object]]) -> None:
    some: list[dict[str, object]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            _write_some(engine, table, some)
            some = []
    _write_some(engine, table, some)


def _write_some(engine: Engine, table: type[Base], rows: Sequence[dict[str, object]]) -> None:
    if rows:
        with engine.begin() as connection:
            connection.execute(insert(table), rows)


def _submission(library: Library) -> Submission:
    instrument = library.newest(CODE)
    answers = {entry.id: 1 for entry in instrument.scores[0].inputs}
    part = part_of(instrument, "en", answers)
    parts = (part,) if part else ()
    return Submission(secrets.token_bytes(16), "en", parts, counted=True, research=True)


def visit(url: str, folder: Path, over: Event, told: Path) -> None:
    """Do what visitors do until it is over, and write down how long each took."""
    engine = create_engine(url)
    guard(engine, wait_seconds=PAGE_WAITS)
    site = open_site(Config.from_environment(environment(folder, DATABASE_URL=url)))
    times, failed = [], 0
    while not over.is_set():
        began = time.monotonic()
        try:
            _visit_once(engine, site.library, site.keys)
        except DBAPIError:
            failed += 1
        times.append(time.monotonic() - began)
        time.sleep(THINKING)
    told.write_text(json.dumps({"times": times, "failed": failed}))


def _visit_once(engine: Engine, library: Library, keys: Keys) -> None:
    """See a result and be counted; or keep one, or show one, and look at it."""
    today, secret = datetime.now(UTC).date(), secrets.token_bytes(15)
    with Session(engine) as session:
        salt = installation_salt(session)
        kind = secrets.randbelow(3)
        if kind == 0:
            accept(session, _submission(library), keys, salt)
        elif kind == 1:
            history.keep(session, Place.of(secret, salt), b"{}", today)
        else:
            code = ShareCode.of(secret, salt)
            shares.offer(session, code, secret + b"\0", b"{}", days=7, today=today)
        session.commit()
        history.find(session, Place.of(secret, salt), today)


def during(url: str, folder: Path, *command: str) -> Figures:
    """Run a command, or none for a while, and tell what visitors noticed."""
    context = multiprocessing.get_context("spawn")
    over, told = context.Event(), folder / "visits.json"
    visitors = context.Process(target=visit, args=(url, folder, over, told))
    visitors.start()
    time.sleep(5)
    began = time.monotonic()
    if command:
        print(" ", flask(folder, *command, DATABASE_URL=url).strip().replace("\n", "; "))
    else:
        time.sleep(IDLE_SECONDS)
    took = time.monotonic() - began
    over.set()
    visitors.join()
    found = json.loads(told.read_text())
    ranked = statistics.quantiles(found["times"], n=100)
    return {
        "seconds": round(took, 1),
        "visits": len(found["times"]),
        "failed": found["failed"],
        "p50_ms": round(1000 * ranked[49], 1),
        "p99_ms": round(1000 * ranked[98], 1),
        "longest_ms": round(1000 * max(found["times"]), 1),
    }


def measure(url: str, folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Fill the database and run everything."""
    flask(folder, "prepare", DATABASE_URL=url)
    engine = create_engine(url)
    guard(engine)
    site = open_site(Config.from_environment(environment(folder, DATABASE_URL=url)))
    fill(engine, asked.rows, asked.over, asked.size)
    let_wait(engine, site.library, site.keys, asked.waiting)
    engine.dispose()
    steps = {"idle": (), "purge": ("purge", "--yes"), "mix": ("mix",)}
    found: dict[str, object] = {"engine": engine.dialect.name, **vars(asked)}
    for name, command in steps.items():
        found[name] = figures = during(url, folder, *command)
        print(f"{name:6} {figures}")
    return found


def main() -> None:
    """Measure on SQLite, or on the PostgreSQL database of an address."""
    parser = argparse.ArgumentParser()
    for name, number in (("rows", 1_000_000), ("over", 100_000), ("waiting", 100_000)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--size", type=int, default=1_400, help="bytes of a row")
    parser.add_argument("--url", default="", help="an empty database; else SQLite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as name:
        folder = Path(name)
        folder.chmod(0o700)
        url = asked.url or f"sqlite:///{folder / 'evenkeel.sqlite'}"
        found = measure(url, folder, asked) | {"machine": platform.processor(), "url": ""}
    REPORT.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
