"""What a history holds before it is sealed: results, unfinished checks, goal, codes of shares.

Written as JSON and compressed, so that years of results fit the largest padded size. Compressing
before sealing tells nothing here: the padding leaves three sizes, and nobody else adds to the text.
"""

import hashlib
import zlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass
from sqlalchemy.orm import Session

from wellbeing_app.records.record import STRICT, Record
from wellbeing_app.storage import shares
from wellbeing_app.storage.shares import ShareCode
from wellbeing_app.untrusted.refusal import ROOT, Refused
from wellbeing_app.untrusted.strict_json import MOST_BYTES, read_strictly
from wellbeing_app.vault.sealing import TooLarge

MOST_SHARES = 30
"""Codes of living shares in one history."""
MOST_SCORES = 500
"""Different scores in one history: each is a line and a picture of its own on one page."""

Mark: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
"""What tells one check from another, so that keeping one twice keeps it once."""


class Goal(StrEnum):
    """What the person wants; every goal is as good as another, and none can be failed."""

    STOP = "stop"
    REDUCE = "reduce"
    KEEP_WITHOUT_HARM = "keep"
    ACCEPT = "accept"
    JUST_WATCHING = "watch"


@dataclass(frozen=True, slots=True, config=STRICT)
class Kept:
    """One kept result."""

    mark: Mark
    record: Record


@dataclass(frozen=True, slots=True, config=STRICT)
class Unfinished:
    """A check to go on with, and the highest page that was sent."""

    mark: Mark
    record: Record
    furthest: Annotated[int, Field(ge=0, le=10_000)]


@dataclass(frozen=True, slots=True, config=STRICT, repr=False)
class Shown:
    """The code of what was shown to a therapist, and the day. `secret`: its 15 bytes, as hex."""

    secret: Annotated[str, Field(pattern=r"^[0-9a-f]{30}$")]
    day: date

    @property
    def mark(self) -> str:
        """What a form names it by, so that no page carries the code."""
        return hashlib.sha256(b"shown" + bytes.fromhex(self.secret)).hexdigest()[:12]


@dataclass(frozen=True, slots=True, config=STRICT)
class History:
    """All that lies under one code; results earliest first, one unfinished check a battery."""

    schema: Literal[1] = 1
    results: tuple[Kept, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    goal: Goal | None = None
    shares: Annotated[tuple[Shown, ...], Field(max_length=MOST_SHARES)] = ()

    def with_result(self, kept: Kept) -> "History":
        """Add a result, or put it in the place of the same check's; its unfinished form goes."""
        others = [one for one in self.results if one.mark != kept.mark]
        return replace(
            self,
            results=tuple(sorted([*others, kept], key=lambda one: one.record.day)),
            unfinished=_without_battery(self.unfinished, kept.record.battery),
        )

    def with_unfinished(self, check: Unfinished) -> "History":
        """Add an unfinished check in the place of an earlier one of the same battery."""
        others = _without_battery(self.unfinished, check.record.battery)
        return replace(self, unfinished=(*others, check))

    def with_share(self, shown: Shown, living: Collection[Shown]) -> "History":
        """Add a share's code; of the others only the living stay. Raises `TooLarge` beyond 30."""
        others = [one for one in self.shares if one in living and one.secret != shown.secret]
        if len(others) >= MOST_SHARES:
            raise TooLarge(f"a history holds {MOST_SHARES} codes of shares")
        return replace(self, shares=(*others, shown))

    def without(self, number: int) -> "History":
        """Leave out the result of this number, from 0. Raises IndexError."""
        results = list(self.results)
        del results[number]
        return replace(self, results=tuple(results))


_HISTORY = TypeAdapter(History)


def to_json(history: History) -> bytes:
    """Write a history as JSON, UTF-8."""
    return _HISTORY.dump_json(history)


def write_history(history: History) -> bytes:
    """Write a history as it is sealed, and only what can be read again.

    Raises `TooLarge` where `read_history` would refuse it, so that both have the same limits.
    """
    content = zlib.compress(to_json(history), 9)
    try:
        read_history(content)
    except Refused as refusal:
        raise TooLarge(str(refusal)) from None
    return content


def read_history(content: bytes) -> History:
    """Read what `write_history` wrote. Raises `Refused`; unpacks no more than 1 MiB."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(content, MOST_BYTES)
    except zlib.error:
        raise Refused(ROOT, "is not compressed") from None
    if not unpacking.eof or unpacking.unused_data:
        raise Refused(ROOT, "is cut short, too large or followed by something else")
    history = read_strictly(_HISTORY, data)
    if len(_scores(history)) > MOST_SCORES:
        raise Refused(ROOT, f"has more than {MOST_SCORES} different scores")
    return history


def _scores(history: History) -> set[tuple[object, ...]]:
    """Every score there is, told apart as trends are: by questionnaire and how it was put."""
    return {
        (part.key, part.dimensions, repr(part.parameters), name)
        for one in history.results
        for part in one.record.parts
        for name in part.scores
    }


def _without_battery(checks: tuple[Unfinished, ...], battery: str) -> tuple[Unfinished, ...]:
    return tuple(one for one in checks if one.record.battery != battery)


def living(session: Session, kept: History, salt: bytes, today: date) -> tuple[Shown, ...]:
    """Return those that are neither withdrawn nor over; `salt` is the installation's."""
    codes = {one: _code(one, salt) for one in kept.shares}
    there = shares.living(session, codes.values(), today)
    return tuple(one for one, code in codes.items() if code.revoke in there)


def withdraw_all(session: Session, kept: History, salt: bytes, today: date) -> tuple[bytes, ...]:
    """Delete them and return their ids for the list of erased ones. The caller commits."""
    gone = (shares.withdraw(session, _code(one, salt), today) for one in kept.shares)
    return tuple(id_ for id_ in gone if id_ is not None)


def _code(shown: Shown, salt: bytes) -> ShareCode:
    return ShareCode.of(bytes.fromhex(shown.secret), salt)
