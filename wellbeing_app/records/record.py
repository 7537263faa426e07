"""A result as a person keeps it: answers, what was open and why, scores as worked out that day.

It stands for itself: it can be read when a questionnaire is gone or its rules have changed, and
nothing in it is ever worked out anew in silence. Questions marked private (C8, C9, C14) enter only
by their own tick.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.methods import LARGEST
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.untrusted.strict_json import read_strictly

SCHEMA: Literal[1] = 1
"""The number of this form of a record; an older one stays readable."""
ENGINE = "1"
"""The rules of scoring in this program; counted up when the same answers could score otherwise."""

STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
Name: TypeAlias = Annotated[str, Field(max_length=200)]
Words: TypeAlias = Annotated[str, Field(max_length=8_000)]
Given: TypeAlias = (
    Words | int | float | Annotated[tuple[Name | int | float, ...], Field(max_length=200)]
)
Points: TypeAlias = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Setting: TypeAlias = Name | int | float | bool
Reason: TypeAlias = Literal["missing", "hidden", "not applicable"]


@dataclass(frozen=True, slots=True, config=STRICT)
class RecordPart:
    """One questionnaire of a result. Every answer id is in `answers` or in `unanswered`."""

    key: Name
    """`namespace/code@version`."""
    language: Name
    parameters: Annotated[Mapping[Name, Setting | tuple[Setting, ...]], Field(max_length=100)]
    dimensions: tuple[Name, ...] | None
    seed: Annotated[int, Field(ge=0, lt=2**64)]
    answers: Annotated[Mapping[Name, Given], Field(max_length=1_000)]
    unanswered: Annotated[Mapping[Name, Reason], Field(max_length=1_000)]
    """Answer id -> why there is no answer; the three reasons are never mixed up."""
    scores: Annotated[Mapping[Name, Points], Field(max_length=200)]
    """Score id -> value as worked out on the day; a score without a value is not in it."""
    evidence_revision: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True, config=STRICT)
class Record:
    """One result. `day` is all it tells of time; `battery` is the check's name in an address."""

    schema: Literal[1]
    day: date
    battery: Name
    language: Name
    parts: Annotated[tuple[RecordPart, ...], Field(max_length=60)]
    notes: Annotated[Mapping[Name, Words], Field(max_length=200)]
    """Own notes: `instrument key#score or answer id` -> words; `` (empty) for the whole result."""
    engine: Name


_RECORD = TypeAdapter(Record)


def record_of(
    taken: Sequence[Taken],
    *,
    day: date,
    battery: str,
    language: str,
    revision: Callable[[str], int],
    ticked: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
) -> Record:
    """Return the result of a check as it stands.

    `taken` has each questionnaire with its answers, `revision` tells the evidence revision of an
    instrument's code. Private questionnaires are left out unless `ticked` names their code.
    """
    return Record(
        schema=SCHEMA,
        day=day,
        battery=battery,
        language=language,
        parts=tuple(_part(one, revision) for one in taken if _may_enter(one, ticked)),
        notes=dict(notes or {}),
        engine=ENGINE,
    )


def taken_of(instrument: Instrument, part: RecordPart) -> Taken:
    """Return a questionnaire of a record with the answers of that day, ready to be read again."""
    return Taken(Administration.again(instrument, part), part.answers)


def to_json(record: Record) -> bytes:
    """Write a record as JSON, UTF-8."""
    return _RECORD.dump_json(record)


def from_json(data: bytes) -> Record:
    """Read a record. Raises `Refused` with the place of the first misfit."""
    return read_strictly(_RECORD, data)


def _may_enter(taken: Taken, ticked: Collection[str]) -> bool:
    return not taken.instrument.hints.private or (taken.code in ticked and bool(taken.answers))


def _part(taken: Taken, revision: Callable[[str], int]) -> RecordPart:
    instrument, administration = taken.instrument, taken.administration
    scores = taken.scores.values
    return RecordPart(
        key=str(instrument.key),
        language=taken.language,
        parameters=dict(administration.parameters),
        dimensions=administration.dimensions,
        seed=administration.seed,
        answers=dict(taken.answers),
        unanswered={
            name: _reason(taken.circumstances.standing[name])
            for name in instrument.answer_ids
            if name not in taken.answers
        },
        scores={name: found.value for name, found in scores.items() if found.value is not None},
        evidence_revision=revision(taken.code),
    )


def _reason(standing: Standing) -> Reason:
    match standing:
        case Standing.HIDDEN:
            return "hidden"
        case Standing.NOT_APPLICABLE:
            return "not applicable"
        case _:
            return "missing"
