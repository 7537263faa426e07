"""What was erased stays erased: a list beside the database, which a restored backup does not undo.

One line for each erased history, share or account: the month and the SHA-256 of the row's id, from
which nothing follows. A line is on the disk before the person gets the receipt. The list is applied
whenever the site starts, before it answers anybody. It lies outside the database and must not be
set back together with it (docs/operators.md).
"""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from wellbeing_app.storage import belongings, history, shares
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.erasure import empty_log

NAME = "erased"
"""The file's name in the instance folder."""
KEPT_MONTHS = 14
"""One more than a history lives without use: no backup can hold one that would still open.

An account has no such end, so backups must not be older than this (docs/operators.md).
"""

ERASABLE = (
    (frozenset({"history"}), history),
    (frozenset({"share"}), shares),
    (belongings.TABLES, belongings),
)
"""What can be erased, with the tables that must be there: an older backup may lack some."""

_LINE = re.compile(r"(\d{4}-\d{2}) ([0-9a-f]{64})")


class NotListed(OSError):
    """The list cannot be written or read, as on a full or broken disk.

    Then nothing may be erased, and nothing that might have been erased is written again.
    """


def list_in(instance: Path) -> Path:
    """Return where the list lies."""
    return instance / NAME


def lock_of(path: Path) -> Path:
    """Return the file by which those who write the list wait for each other."""
    return path.with_name(f".{path.name}.lock")


def bury(path: Path, id_: bytes, today: date) -> None:
    """Add a row's id to the list; when this returns, it is on the disk. Raises `NotListed`."""
    bury_all(path, (id_,), today)


def bury_all(path: Path, ids: Iterable[bytes], today: date) -> None:
    """Add several ids at once, as `bury`."""
    month = history.month_of(today)
    # A line begins with its line end, so that one cut short by a crash spoils none after it.
    lines = "".join(f"\n{month} {_digest(id_)}" for id_ in ids)
    try:
        with _alone(path):
            _append(path, lines.encode())
    except OSError as failure:
        raise NotListed(failure.errno, failure.strerror) from failure


def is_buried(path: Path, id_: bytes) -> bool:
    """Whether a row's id is on the list. Raises `NotListed`."""
    digest = _digest(id_)
    try:
        return any(listed == digest for _, listed in _lines(path))
    except OSError as failure:
        raise NotListed(failure.errno, failure.strerror) from failure


def apply(engine: Engine, path: Path) -> int:
    """Erase every listed row that is there again, and return how many were."""
    listed = frozenset(digest for _, digest in _lines(path))
    if not listed:
        return 0
    with Session(engine) as reading:
        read_only(reading)
        there = set(inspect(reading.connection()).get_table_names())
        back = [
            (kind, [id_ for id_ in kind.ids(reading) if _digest(id_) in listed])
            for tables, kind in ERASABLE
            if tables <= there
        ]
    count = sum(len(these) for _, these in back)
    if count:
        with Session(engine) as session:
            for kind, these in back:
                kind.erase_all(session, these)
            session.commit()
        empty_log(engine)
    return count


def drop_old(path: Path, today: date) -> None:
    """Take out lines of more than 14 months ago."""
    oldest = history.months_from(today, -KEPT_MONTHS)
    with _alone(path):
        lines = list(_lines(path))
        kept = [(month, digest) for month, digest in lines if month >= oldest]
        if kept != lines:
            draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
            _append(draft, "".join(f"\n{month} {digest}" for month, digest in kept).encode())
            draft.replace(path)
            _sync(path.parent)


def _digest(id_: bytes) -> str:
    return hashlib.sha256(id_).hexdigest()


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Read line by line: the list may be long, and who reads it may hold the write lock."""
    if not path.exists():
        return
    with path.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.fullmatch(line.rstrip("\n"))
            if found:
                yield found[1], found[2]


def _append(path: Path, content: bytes) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync(path.parent)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process writes the list, which itself is replaced at times."""
    descriptor = os.open(lock_of(path), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
