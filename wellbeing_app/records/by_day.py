"""All shares of one client put together: each questionnaire of each day once.

The same result may lie in two shares, in each with other parts of it. Two results of one
questionnaire on one day cannot always be told apart; what they give differently stands in both
ways, and nothing is concluded from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from wellbeing_app.instruments.engine.score_names import headline
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.interpretation.trends import DatedScore
from wellbeing_app.records.share import (
    AnswerPart,
    RangePart,
    ScorePart,
    Share,
    Source,
    occasions_of,
    taken_in_part,
)
from wellbeing_app.records.words import Ids, Words
from wellbeing_app.untrusted.markup import plain

Sourced: TypeAlias = tuple[Source, ScorePart | RangePart | AnswerPart]
Sitting: TypeAlias = tuple[int, int]
"""The share and the source in it: one time a questionnaire was taken, as one share holds it."""


@dataclass(frozen=True)
class SharedResult:
    """One questionnaire of one day. Each id has every way in which it was shared, mostly one."""

    source: Source
    instrument: Instrument | None
    """None: this site has it no more."""
    scores: Mapping[str, tuple[ScorePart, ...]]
    answers: Mapping[str, tuple[AnswerPart, ...]]
    ranges: Mapping[str, tuple[RangePart, ...]] = field(default_factory=dict)
    """What scores that lack answers can come to; never mixed with scores."""
    sittings: tuple["SharedResult", ...] = ()
    """What each share holds of each time it was taken that day, by itself."""

    @property
    def day(self) -> date:
        """The day it was taken."""
        return self.source.day

    @property
    def line(self) -> str:
        """The questionnaire whatever its version: `namespace/code`."""
        return self.source.key.partition("@")[0]

    @property
    def label(self) -> str:
        """The abbreviation of a scale, the name of questions without scores, or the key."""
        if self.instrument is None:
            return self.source.key.rpartition("/")[2]
        one = self.instrument
        return plain(one.abbreviation if one.scores else one.name)

    @cached_property
    def settled(self) -> Mapping[str, ScorePart]:
        """The scores that are there in one way only."""
        return {
            id_: ways[0]
            for id_, ways in self.scores.items()
            if len(ways) == 1 and id_ not in self.ranges
        }

    @cached_property
    def settled_ranges(self) -> Mapping[str, RangePart]:
        """The ranges that are there in one way only, of scores that are not there."""
        return {
            id_: ways[0]
            for id_, ways in self.ranges.items()
            if len(ways) == 1 and id_ not in self.scores
        }

    @cached_property
    def open_answers(self) -> frozenset[str]:
        """The questions that were asked and left open."""
        return frozenset(
            id_
            for id_, ways in self.answers.items()
            if {way.unanswered for way in ways} == {"missing"}
        )

    @cached_property
    def taken(self) -> Taken | None:
        """The questionnaire with the answers that are there in one way only; None if not here."""
        if self.instrument is None:
            return None
        settled = (ways[0] for ways in self.answers.values() if len(ways) == 1)
        return taken_in_part(self.instrument, self.source, settled)

    @cached_property
    def words(self) -> Ids:
        """The names of its questions, options and scores."""
        return Words(self.taken) if self.taken else Ids()


def shared_results(library: Library, shares: Iterable[Share]) -> tuple[SharedResult, ...]:
    """Return every questionnaire of every day, the newest day first."""
    found: dict[tuple[date, str], dict[Sitting, list[Sourced]]] = {}
    for sitting, source, part in _sourced(shares):
        of_day = found.setdefault((source.day, source.key), {})
        of_day.setdefault(sitting, []).append((source, part))
    order = sorted(found, key=lambda place: (-place[0].toordinal(), place[1]))
    return tuple(_of_day(library, tuple(found[place].values())) for place in order)


def dated_scores(library: Library, shares: Iterable[Share]) -> tuple[DatedScore, ...]:
    """Return every score that was shared, once, for trends.

    Scores of one day are told apart, in the order saved, where every share that has them agrees.
    """
    opened = tuple(shares)
    when = [occasions_of(share.sources) for share in opened]
    found: dict[tuple[object, ...], dict[int, list[DatedScore]]] = {}
    for (number, place), source, part in _sourced(opened):
        if isinstance(part, ScorePart):
            one = replace(_dated(library, source, part), occasion=when[number][place])
            of_day = found.setdefault((one.day, one.key, one.id, one.asked), {})
            of_day.setdefault(number, []).append(one)
    return tuple(one for of_day in found.values() for one in _told_apart(of_day.values()))


def _number(one: DatedScore) -> int:
    return one.occasion.number if one.occasion else 0


def _told_apart(by_share: Iterable[Sequence[DatedScore]]) -> Iterable[DatedScore]:
    """The scores of one id and one day: in order if it is known, else each value once."""
    ordered = [sorted(scores, key=_number) for scores in by_share]
    pooled = {one.value: replace(one, occasion=None) for scores in ordered for one in scores}
    agreed = all(scores == ordered[0] for scores in ordered)
    return ordered[0] if len(pooled) > 1 and agreed else pooled.values()


def _sourced(
    shares: Iterable[Share],
) -> Sequence[tuple[Sitting, Source, ScorePart | RangePart | AnswerPart]]:
    """Every score and answer with its source, in an order that no order of the shares changes."""
    found = [
        ((number, part.source), share.sources[part.source], replace(part, source=0))
        for number, share in enumerate(shares)
        for part in share.parts
        if isinstance(part, ScorePart | RangePart | AnswerPart)
    ]
    return sorted(found, key=lambda one: (one[1].day, one[1].key, repr(one[1:])))


def _of_day(library: Library, sittings: Sequence[Sequence[Sourced]]) -> SharedResult:
    pooled = sorted((one for sitting in sittings for one in sitting), key=repr)
    apart = tuple(_result(library, one) for one in sittings) if len(sittings) > 1 else ()
    return replace(_result(library, pooled), sittings=apart)


def _result(library: Library, sourced: Sequence[Sourced]) -> SharedResult:
    source = sourced[0][0]
    scores: dict[str, dict[object, ScorePart]] = {}
    answers: dict[str, dict[object, AnswerPart]] = {}
    ranges: dict[str, dict[object, RangePart]] = {}
    for _, part in sourced:
        if isinstance(part, ScorePart):
            scores.setdefault(part.id, {}).setdefault(part.value, part)
        elif isinstance(part, RangePart):
            ranges.setdefault(part.id, {}).setdefault((part.low, part.high), part)
        else:
            answers.setdefault(part.id, {}).setdefault((part.value, part.unanswered), part)
    return SharedResult(
        source=source,
        instrument=library.shelf.get(source.key),
        scores={id_: tuple(ways.values()) for id_, ways in scores.items()},
        answers={id_: tuple(ways.values()) for id_, ways in answers.items()},
        ranges={id_: tuple(ways.values()) for id_, ways in ranges.items()},
    )


def _dated(library: Library, source: Source, part: ScorePart) -> DatedScore:
    instrument = library.shelf.get(source.key)
    title, meaning = (Words(taken_in_part(instrument, source)) if instrument else Ids()).score(
        part.id
    )
    return DatedScore(
        day=source.day,
        key=source.key,
        name=plain(instrument.name) if instrument else source.key.rpartition("/")[2],
        id=part.id,
        title=title,
        value=part.value,
        minimum=part.minimum,
        maximum=part.maximum,
        meaning=meaning,
        headline=part.id == headline(instrument) if instrument else part.kind == "score",
        parameters=source.parameters,
        dimensions=source.dimensions,
    )
