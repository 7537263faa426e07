"""The made-up clients of `people.json`: their answers as results and shares of the days told."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library, Member
from wellbeing_app.records.offers import offered
from wellbeing_app.records.record import ENGINE, Record, record_of
from wellbeing_app.records.share import Share, share_of
from wellbeing_app.untrusted.strict_json import read_json

PEOPLE = Path(__file__).with_name("people.json")
LANGUAGE = "en"
PRIVATE = ("SAFE", "COERCION", "IMAGES")
"""Questions about safety. They are in a share only where a person ticked each (`alone`)."""

Answers = Mapping[str, str | Mapping[str, str | int | list[str]]]
"""Questionnaire -> one digit an item, or item id -> answer."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(_Record):
    """What one person showed on one day. `alone`: also the questions about safety."""

    battery: str
    days_ago: Annotated[int, Field(ge=0)]
    days: int
    answers: Answers
    talk: str = ""
    avoid: str = ""
    alone: bool = False
    seen: bool = False
    paused: bool = False


class MadeUpClient(_Record):
    """A client as the therapist has them."""

    label: str
    note: str
    shares: list[Shown]


class Proposal(_Record):
    """An invitation."""

    battery: str
    label: str


class People(_Record):
    """Everybody. `waiting` is shown by a code that nobody has picked up yet."""

    about: str
    clients: list[MadeUpClient]
    waiting: Shown
    invitation: Proposal


def people() -> People:
    """Read the made-up people."""
    return People.model_validate(read_json(PEOPLE.read_bytes()))


def record(library: Library, shown: Shown, today: date) -> Record:
    """Return the result a person got on that day."""
    taken = [_taken(member, shown.answers) for member in library.check(shown.battery).members]
    return record_of(
        taken,
        day=today - timedelta(days=shown.days_ago),
        battery=shown.battery,
        language=LANGUAGE,
        revision=lambda code: library.evidence(code).revision,
        ticked=PRIVATE,
    )


def share(library: Library, shown: Shown, today: date) -> Share:
    """Return what the person ticked of it: all, and only if `alone` what is about safety."""
    there = offered(library, [record(library, shown, today)])
    private = {n for n, one in enumerate(there.sources) if _code(one.key) in PRIVATE}
    left_out = set() if shown.alone else private
    ticked = [place for place, part in enumerate(there.parts) if part.source not in left_out]
    parts = [there.parts[place] for place in there.going(ticked)]
    return share_of(there.sources, parts, engine=ENGINE, talk=shown.talk, avoid=shown.avoid)


def _code(key: str) -> str:
    return key.rpartition("/")[2].partition("@")[0]


def _taken(member: Member, answers: Answers) -> Taken:
    administration, instrument = member.administered(LANGUAGE), member.instrument
    given = answers[instrument.key.code]
    if isinstance(given, str):
        digits = zip(instrument.answer_ids, given, strict=True)
        return Taken(administration, {name: int(digit) for name, digit in digits})
    return Taken(
        administration,
        {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()},
    )
