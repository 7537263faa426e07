"""The list of erased ones itself: a file beside the database that a restored backup does not undo.

One line for each erased history, share or account: the month and the SHA-256 of the row's id, from
which nothing follows. It must not be set back together with the database (docs/operators.md).

A position is a number of bytes from the beginning; it stands behind a line.
"""

import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

NAME = "erased"
"""The file's name in the instance folder."""
LINE_BYTES = 1 + 7 + 1 + 64
"""A line begins with its line end, so that one cut short by a crash spoils none after it."""

_LINE = re.compile(rb"\n?(\d{4}-\d{2}) ([0-9a-f]{64})\n?")


class NotListed(OSError):
    """The list cannot be written or read, as on a full or broken disk.

    Then nothing may be erased, and nothing that might have been erased is read or written again.
    """


class Line(NamedTuple):
    """One whole line: the month, the digest of an id, the position behind it."""

    month: str
    digest: bytes
    end: int


def list_in(instance: Path) -> Path:
    """Return where the list lies."""
    return instance / NAME


def lock_of(path: Path) -> Path:
    """Return the file by which those who write the list wait for each other."""
    return path.with_name(f".{path.name}.lock")


def state(path: Path) -> tuple[int, int] | None:
    """Return what changes with every line; None without a list. Raises `NotListed`."""
    with refusing():
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size


def append(path: Path, month: str, digests: Iterable[bytes]) -> int:
    """Add lines; when this returns their end, they are on the disk. Raises `NotListed`."""
    content = b"".join(_written(month, digest) for digest in digests)
    with refusing(), _alone(path):
        _append(path, content)
        return path.stat().st_size


def lines(path: Path, after: int = 0) -> Iterator[Line]:
    """Read the lines behind a position one by one, for the list may be long.

    Raises `NotListed` from the first line on.
    """
    with refusing():
        if not path.exists():
            return
        with path.open("rb") as file:
            file.seek(after)
            yield from _whole_lines(file, after)


def line_before(path: Path, position: int) -> Line | None:
    """Return the whole line that ends at a position, if one does. Raises `NotListed`."""
    if position < LINE_BYTES:
        return None
    with refusing():
        if not path.exists():
            return None
        with path.open("rb") as file:
            file.seek(position - LINE_BYTES)
            return _line(file.read(LINE_BYTES), position)


def drop_before(path: Path, oldest: str) -> tuple[list[bytes], int]:
    """Take out the lines of months before this one: their digests, and the new end of the list.

    Raises `NotListed`.
    """
    with refusing(), _alone(path):
        dropped = [line.digest for line in lines(path) if line.month < oldest]
        if dropped:
            draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
            kept = (line for line in lines(path) if line.month >= oldest)
            _append(draft, b"".join(_written(line.month, line.digest) for line in kept))
            draft.replace(path)
            _sync(path.parent)
        return dropped, path.stat().st_size if path.exists() else 0


@contextmanager
def refusing() -> Iterator[None]:
    """Turn every failure of the disk into `NotListed`."""
    try:
        yield
    except NotListed:
        raise
    except OSError as failure:
        raise NotListed(failure.errno, failure.strerror) from failure


def _whole_lines(file: BinaryIO, position: int) -> Iterator[Line]:
    for raw in file:
        position += len(raw)
        # The line end that follows is the beginning of the next line.
        found = _line(raw, position - raw.endswith(b"\n"))
        if found:
            yield found


def _line(raw: bytes, end: int) -> Line | None:
    found = _LINE.fullmatch(raw)
    return Line(found[1].decode(), bytes.fromhex(found[2].decode()), end) if found else None


def _written(month: str, digest: bytes) -> bytes:
    return f"\n{month} {digest.hex()}".encode()


def _append(path: Path, content: bytes) -> None:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        before = os.fstat(descriptor).st_size
        try:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        except OSError:
            # What nobody gets a receipt for stands on no list.
            os.ftruncate(descriptor, before)
            raise
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
