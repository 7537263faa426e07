"""A share in words: what the person sees before sending, and the therapist after.

Questionnaires are quoted in the language they were taken in; sentences around belong to the pages.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing_app.instruments.engine.possible import Possible
from wellbeing_app.instruments.engine.score_names import headline, is_rescaled
from wellbeing_app.instruments.engine.scoring import Score
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.interpretation.occasions import Occasion
from wellbeing_app.interpretation.reading import Reading, read_score
from wellbeing_app.interpretation.report import WITHOUT_FIGURES
from wellbeing_app.records.share import (
    AnswerPart,
    LinePart,
    NotePart,
    RangePart,
    ScorePart,
    Share,
    SharePart,
    Source,
    occasions_of,
    taken_in_part,
)
from wellbeing_app.records.words import Ids, Words
from wellbeing_app.untrusted.markup import plain

Placed = tuple[int, SharePart]


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score with its range; `place` is its place among the parts."""

    place: int
    title: str
    meaning: str
    value: float
    minimum: float | None
    maximum: float | None
    reading: Reading | None
    """What sourced figures say of it today; None for a questionnaire that is not here."""
    is_rescaled: bool
    """Another score on another scale: pages tell the one that counts, files have both."""


@dataclass(frozen=True, slots=True)
class ShownRange:
    """What a score can come to while answers are open. `bands`: where that lies today, in words."""

    place: int
    title: str
    meaning: str
    low: float
    high: float
    minimum: float | None
    maximum: float | None
    bands: tuple[str, ...]
    lines_source: str | None


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """A question and its answer in words; without one, `unanswered` is the reason."""

    place: int
    stem: str
    """What stands above the question and others like it; may be empty."""
    question: str
    answer: str
    unanswered: str | None


@dataclass(frozen=True, slots=True)
class ShownNote:
    """An own note; `about` is the question or score it belongs to, in words, or empty."""

    place: int
    about: str
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class ShownSource:
    """One questionnaire of a share. `is_here`: this site knows it, so it can name its questions."""

    place: int
    key: str
    name: str
    abbreviation: str
    measures: str
    recall_period: str
    when: Occasion
    language: str
    is_here: bool
    scores: tuple[ShownScore, ...]
    answers: tuple[ShownAnswer, ...]
    notes: tuple[ShownNote, ...]
    ranges: tuple[ShownRange, ...] = ()

    @property
    def day(self) -> date:
        """The day it was taken."""
        return self.when.day


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A whole share; `notes` are those on the result as a whole."""

    is_answer: bool
    """Whether it answers an invitation."""

    talk: tuple[str, ...]
    avoid: tuple[str, ...]
    sources: tuple[ShownSource, ...]
    notes: tuple[ShownNote, ...]

    def answers_at(self, places: Collection[int]) -> tuple[ShownAnswer, ...]:
        """Return the answers at these places."""
        return tuple(
            answer for source in self.sources for answer in source.answers if answer.place in places
        )

    def sources_at(self, places: Collection[int]) -> tuple[ShownSource, ...]:
        """Return the questionnaires that have a score or answer at these places."""
        return tuple(
            source
            for source in self.sources
            if not {one.place for one in source.scores}.isdisjoint(places)
            or not {one.place for one in source.ranges}.isdisjoint(places)
            or not {one.place for one in source.answers}.isdisjoint(places)
        )


def shown_share(library: Library, share: Share, occasions: Sequence[Occasion] = ()) -> ShownShare:
    """Put a share into words, in the language each questionnaire was taken in.

    `occasions`: which result of its day each source is in, where the share alone need not tell.
    """
    told = occasions or occasions_of(share.sources)
    placed = list(enumerate(share.parts))
    lines = [part for part in share.parts if isinstance(part, LinePart)]
    return ShownShare(
        is_answer=bool(share.invitation),
        talk=tuple(line.words for line in lines if line.kind == "talk"),
        avoid=tuple(line.words for line in lines if line.kind == "avoid"),
        sources=tuple(
            _source(library, place, source, told[place], placed)
            for place, source in enumerate(share.sources)
        ),
        notes=tuple(
            ShownNote(place, "", part.words, part.day)
            for place, part in placed
            if isinstance(part, NotePart) and part.source is None
        ),
    )


def _source(
    library: Library, number: int, source: Source, when: Occasion, placed: Sequence[Placed]
) -> ShownSource:
    mine = [(place, part) for place, part in placed if _belongs(part, number)]
    answers = [part for _, part in mine if isinstance(part, AnswerPart)]
    given = frozenset(part.id for _, part in mine if isinstance(part, ScorePart))
    instrument = _here(library, source.key)
    words = Words(taken_in_part(instrument, source, answers)) if instrument else Ids()
    return ShownSource(
        place=number,
        key=source.key,
        name=plain(instrument.name) if instrument else source.key,
        abbreviation=plain(instrument.abbreviation) if instrument else source.key,
        measures=instrument.hints.measures if instrument else "",
        recall_period=instrument.hints.recall_period if instrument else "",
        when=when,
        language=source.language,
        is_here=instrument is not None,
        scores=tuple(
            _score(library, words, n, part, given=given)
            for n, part in mine
            if isinstance(part, ScorePart)
        ),
        ranges=tuple(
            _range(library, words, n, part) for n, part in mine if isinstance(part, RangePart)
        ),
        answers=tuple(_answer(words, n, part) for n, part in mine if isinstance(part, AnswerPart)),
        notes=tuple(_note(words, n, part) for n, part in mine if isinstance(part, NotePart)),
    )


def _belongs(part: SharePart, number: int) -> bool:
    return not isinstance(part, LinePart) and part.source == number


def _here(library: Library, key: str) -> Instrument | None:
    try:
        return library.instrument(key)
    except KeyError:
        return None


def _score(
    library: Library, words: Ids, place: int, part: ScorePart, given: frozenset[str]
) -> ShownScore:
    """Put a score into words; `given`: all scores of it that were shared."""
    title, meaning = words.score(part.id)
    reading = read_part(library, words, part) if isinstance(words, Words) else None
    instrument = words.instrument if isinstance(words, Words) else None
    same = instrument is not None and is_rescaled(instrument, part.id)
    twice = same and instrument is not None and headline(instrument) in given
    ends = part.minimum, part.maximum
    return ShownScore(place, title, meaning, part.value, *ends, reading, twice)


def _range(library: Library, words: Ids, place: int, part: RangePart) -> ShownRange:
    title, meaning = words.score(part.id)
    reading = read_part(library, words, part) if isinstance(words, Words) else None
    told = reading.possible.bands if reading and reading.possible else ()
    source = reading.lines_source if reading else None
    ends = part.low, part.high, part.minimum, part.maximum
    bands = tuple(band.label for band in told)
    return ShownRange(place, title, meaning, *ends, bands, source)


def read_part(library: Library, words: Words, part: ScorePart | RangePart) -> Reading | None:
    """Read a score or a range of that day by the evidence of today; neither is worked out anew.

    None for a score that the questionnaire no longer has.
    """
    rule = next((rule for rule in words.instrument.scores if rule.id == part.id), None)
    if rule is None:
        return None
    dimension = next((one for one in words.instrument.dimensions if one.id == part.id), None)
    value = part.value if isinstance(part, ScorePart) else None
    ends = None if isinstance(part, ScorePart) else Possible((part.low, part.high), listed=False)
    found = Score(part.id, value, part.minimum, part.maximum, None, (), dimension, ends)
    backed = library.status(words.instrument) not in WITHOUT_FIGURES
    evidence = library.evidence(words.instrument.key.code) if backed else None
    return read_score(words.taken.administration, rule, found, evidence, rate=1)


def _answer(words: Ids, place: int, part: AnswerPart) -> ShownAnswer:
    question, stem = words.question(part.id)
    answer = "" if part.value is None else words.answer(part.id, part.value)
    return ShownAnswer(place, stem, question, answer, part.unanswered)


def _note(words: Ids, place: int, part: NotePart) -> ShownNote:
    return ShownNote(place, words.about(part.about), part.words, part.day)
