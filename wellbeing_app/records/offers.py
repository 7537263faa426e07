"""What of some results may be shown to a therapist, and which ticks it takes.

Everything goes by a tick; a score takes along what it is on its other scales. Questions marked
private (C8, C9, C14) and questions whose answer can be alarming (PHQ-9 item 9) go by a tick of
their own only. Where such an item stays behind, so do the scores and all other answers of its
questionnaire: it could be worked out from them, or guessed from the gap.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.score_names import headline, is_rescaled
from wellbeing_app.instruments.engine.scoring import Score
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument, Level
from wellbeing_app.interpretation.occasions import Occasion, occasions
from wellbeing_app.interpretation.report import told_ranges
from wellbeing_app.records.record import Record, RecordPart, taken_of
from wellbeing_app.records.share import (
    AnswerPart,
    NotePart,
    RangePart,
    ScorePart,
    Source,
    SourcedPart,
)

NOTE_MARK = "#"
"""Stands in a record between the key of a questionnaire and what of it a note is about."""


@dataclass(frozen=True, slots=True)
class Offered:
    """All that may be ticked, by its place in `parts`."""

    sources: tuple[Source, ...]
    parts: tuple[SourcedPart, ...]
    alone: frozenset[int]
    """Places that no tick of a whole list takes along."""
    bound: Mapping[int, frozenset[int]]
    """Place -> the places without which it stays behind."""
    occasions: tuple[Occasion, ...]
    """Which result of its day each source is in."""
    along: Mapping[int, frozenset[int]]
    """Place of a score -> the places of the same on other scales, for files: no ticks of theirs."""

    def going(self, ticked: Collection[int]) -> tuple[int, ...]:
        """Return the ticked places that go, in order; the others of them stay behind."""
        there = frozenset(ticked).intersection(range(len(self.parts)))
        there = there.union(*(self.along.get(place, frozenset()) for place in there))
        return tuple(sorted(p for p in there if self.bound.get(p, frozenset()) <= there))

    def waiting(self, ticked: Collection[int]) -> Mapping[int, frozenset[int]]:
        """Return the ticked places that stay behind, each with the places it waits for."""
        missing = {place: self.bound.get(place, frozenset()).difference(ticked) for place in ticked}
        return {place: places for place, places in missing.items() if places}

    def answers_of(self, source: int) -> tuple[int, ...]:
        """Return the places one tick "all my answers" of a questionnaire stands for."""
        return tuple(
            place
            for place, part in enumerate(self.parts)
            if isinstance(part, AnswerPart) and part.source == source and place not in self.alone
        )


def offered(library: Library, records: Sequence[Record]) -> Offered:
    """Return all of some results that may be ticked; questionnaires no longer here are left out."""
    sources: list[Source] = []
    parts: list[SourcedPart] = []
    alone: set[int] = set()
    bound: dict[int, frozenset[int]] = {}
    along: dict[int, frozenset[int]] = {}
    occasions_of_sources: list[Occasion] = []
    for record, occasion in zip(records, occasions([one.day for one in records]), strict=True):
        places: dict[str, int] = {}
        for taken, instrument in _here(library, record):
            places[taken.key] = len(sources)
            found = {
                len(parts) + n: part
                for n, part in enumerate(_parts(library, instrument, taken, len(sources)))
            }
            along |= _along(instrument, found)
            guards = frozenset(n for n, part in found.items() if part.id in alarming(instrument))
            alone |= found.keys() if instrument.hints.private else guards
            bound |= dict.fromkeys(found.keys() - guards, guards)
            sources.append(_source(record, taken))
            occasions_of_sources.append(occasion)
            parts += found.values()
        parts += _notes(record, places)
    when = tuple(occasions_of_sources)
    return Offered(tuple(sources), tuple(parts), frozenset(alone), bound, when, along)


def _along(
    instrument: Instrument, parts: Mapping[int, SourcedPart]
) -> Mapping[int, frozenset[int]]:
    scores = {place: part.id for place, part in parts.items() if isinstance(part, ScorePart)}
    same = frozenset(place for place, id_ in scores.items() if is_rescaled(instrument, id_))
    return {place: same for place, id_ in scores.items() if same and id_ == headline(instrument)}


def alarming(instrument: Instrument) -> frozenset[str]:
    """Return the answer ids that an urgent alert of the questionnaire looks at."""
    return frozenset(
        one.name
        for alert in instrument.alerts
        if alert.level is Level.URGENT
        for one in comparisons(alert.when)
        if one.name in instrument.answer_ids
    )


def _here(library: Library, record: Record) -> Iterator[tuple[RecordPart, Instrument]]:
    for part in record.parts:
        try:
            yield part, library.instrument(part.key)
        except KeyError:
            continue


def _source(record: Record, part: RecordPart) -> Source:
    return Source(
        key=part.key,
        language=part.language,
        day=record.day,
        parameters=dict(part.parameters),
        dimensions=part.dimensions,
        seed=part.seed,
        evidence_revision=part.evidence_revision,
    )


def _parts(
    library: Library, instrument: Instrument, part: RecordPart, source: int
) -> Iterator[ScorePart | RangePart | AnswerPart]:
    """Yield the scores as they were worked out, then every answer and every reason for none.

    In place of a score that lacks answers stands its range, if the result tells one.
    """
    taken = taken_of(instrument, part)
    known = taken.scores.values
    for rule in instrument.scores:
        if rule.id in part.scores and rule.id in known:
            yield _score(known[rule.id], part.scores[rule.id], source)
    for reading in told_ranges(library, taken):
        if reading.id not in part.scores and reading.possible and not instrument.hints.private:
            low, high = reading.possible.low, reading.possible.high
            ends = reading.minimum, reading.maximum
            yield RangePart("range", source, reading.id, low, high, *ends)
    for name in instrument.answer_ids:
        given, reason = taken.answers.get(name), part.unanswered.get(name)
        # Of a private questionnaire an open question says as much as an answer.
        if given is not None or (reason is not None and not instrument.hints.private):
            yield AnswerPart("answer", source, name, given, None if given is not None else reason)


def _score(found: Score, value: float, source: int) -> ScorePart:
    if found.dimension:
        return ScorePart("subscale", source, found.id, value, found.minimum, found.maximum)
    return ScorePart("score", source, found.id, value, found.minimum, found.maximum)


def _notes(record: Record, places: Mapping[str, int]) -> Iterator[NotePart]:
    for about, words in record.notes.items():
        key, _, name = about.partition(NOTE_MARK)
        if not key or key in places:
            yield NotePart("note", places.get(key), name, words, record.day)
