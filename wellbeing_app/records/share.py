"""What a person shows a therapist: a versioned list of typed parts, each there by its own tick.

A part is a score, a subscale, one answer, an own note, or a line on what to talk about or not. It
stands for itself, as a record does, and names its source: the questionnaire, its version and day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.interpretation.occasions import Occasion
from wellbeing_app.records.record import STRICT, Given, Name, Points, Reason, Setting, Words
from wellbeing_app.untrusted.refusal import ROOT, Refused, inside
from wellbeing_app.untrusted.strict_json import read_strictly

SCHEMA: Literal[1] = 1
"""The number of this form; an older one stays readable as long as a share of it can live."""
LONGEST_LINE = 300
"""Characters of what a person wants to talk about, and of what not."""

InvitationId: TypeAlias = Annotated[str, Field(pattern=r"^(?:[0-9a-f]{32})?$")]
"""The invitation that is answered, hexadecimal; empty: none."""

Place: TypeAlias = Annotated[int, Field(ge=0, lt=600)]
"""The place of a source in the share, from 0."""


@dataclass(frozen=True, slots=True, config=STRICT)
class Source:
    """One questionnaire as it was taken. `key` is `namespace/code@version`."""

    key: Name
    language: Name
    day: date
    parameters: Annotated[dict[Name, Setting | tuple[Setting, ...]], Field(max_length=100)]
    dimensions: tuple[Name, ...] | None
    seed: Annotated[int, Field(ge=0, lt=2**64)]
    evidence_revision: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True, config=STRICT)
class ScorePart:
    """A score as worked out on its day. `minimum`, `maximum` None: nothing bounds it."""

    kind: Literal["score", "subscale"]
    source: Place
    id: Name
    value: Points
    minimum: Points | None
    maximum: Points | None


@dataclass(frozen=True, slots=True, config=STRICT)
class RangePart:
    """What a score can come to while answers are open. It is no score: none is made of it."""

    kind: Literal["range"]
    source: Place
    id: Name
    low: Points
    high: Points
    minimum: Points | None
    maximum: Points | None


@dataclass(frozen=True, slots=True, config=STRICT)
class AnswerPart:
    """One answer as stored, or why there is none: exactly one of `value` and `unanswered`."""

    kind: Literal["answer"]
    source: Place
    id: Name
    value: Given | None
    unanswered: Reason | None


@dataclass(frozen=True, slots=True, config=STRICT)
class NotePart:
    """An own note. `source` None: on the whole result; `about` empty: on the questionnaire."""

    kind: Literal["note"]
    source: Place | None
    about: Name
    words: Words
    day: date


@dataclass(frozen=True, slots=True, config=STRICT)
class LinePart:
    """What the person wants to talk about, or would rather not."""

    kind: Literal["talk", "avoid"]
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]


SourcedPart: TypeAlias = ScorePart | RangePart | AnswerPart | NotePart
SharePart: TypeAlias = SourcedPart | LinePart


@dataclass(frozen=True, slots=True, config=STRICT)
class Share:
    """All that leaves with one code. Every source is named by at least one part."""

    schema: Literal[1]
    engine: Name
    sources: Annotated[tuple[Source, ...], Field(max_length=600)]
    parts: Annotated[
        tuple[Annotated[SharePart, Field(discriminator="kind")], ...],
        Field(min_length=1, max_length=5_000),
    ]
    invitation: InvitationId = ""


_SHARE = TypeAdapter(Share)
_STANDING: Mapping[Reason, Standing] = {
    "missing": Standing.ASKED,
    "hidden": Standing.HIDDEN,
    "not applicable": Standing.NOT_APPLICABLE,
}


def share_of(
    sources: Sequence[Source],
    parts: Sequence[SourcedPart],
    *,
    engine: str,
    talk: str,
    avoid: str,
    invitation: str = "",
) -> Share:
    """Return a share of these parts and lines; sources that no part names are left out.

    Raises ValueError where there is nothing to share.
    """
    used = sorted({part.source for part in parts if part.source is not None})
    lines = [LinePart("talk", talk)] if talk else []
    lines += [LinePart("avoid", avoid)] if avoid else []
    return Share(
        schema=SCHEMA,
        engine=engine,
        sources=tuple(sources[place] for place in used),
        parts=(*lines, *(_moved(part, used) for part in parts)),
        invitation=invitation,
    )


def _moved(part: SourcedPart, used: Sequence[int]) -> SourcedPart:
    return part if part.source is None else replace(part, source=used.index(part.source))


def taken_in_part(
    instrument: Instrument, source: Source, answers: Iterable[AnswerPart] = ()
) -> Taken:
    """Return a questionnaire with the answers that were shared of it: each counted on its day."""
    parts = tuple(answers)
    return Taken(
        Administration.again(instrument, source),
        {part.id: part.value for part in parts if part.value is not None},
        {part.id: _STANDING[part.unanswered] for part in parts if part.unanswered is not None},
    )


def occasions_of(sources: Sequence[Source]) -> tuple[Occasion, ...]:
    """Number the results of each day, in the order saved.

    A share does not hold what was not shared, so a result begins where a questionnaire comes again.
    """
    numbers: Counter[date] = Counter()
    held: dict[date, set[str]] = {}
    found = []
    for source in sources:
        if source.key in held.setdefault(source.day, {source.key}) or not numbers[source.day]:
            numbers[source.day] += 1
            held[source.day] = set()
        held[source.day].add(source.key)
        found.append((source.day, numbers[source.day]))
    return tuple(Occasion(day, number, numbers[day]) for day, number in found)


def to_json(share: Share) -> bytes:
    """Write a share as JSON, UTF-8."""
    return _SHARE.dump_json(share)


def from_json(data: bytes) -> Share:
    """Read a share. Raises `Refused` with the place of the first misfit."""
    share = read_strictly(_SHARE, data)
    for place, part in enumerate(share.parts):
        path = inside(inside(ROOT, "parts"), place)
        source = None if isinstance(part, LinePart) else part.source
        if source is not None and source >= len(share.sources):
            raise Refused(inside(path, "source"), "names no source")
        if isinstance(part, AnswerPart) and (part.value is None) == (part.unanswered is None):
            raise Refused(path, "an answer and the reason for none")
    return share
