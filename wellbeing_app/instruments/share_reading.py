"""A share in words: what the person sees before sending, and the therapist after.

Questionnaires are quoted in the language they were taken in; sentences around belong to the pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing_app.instruments.definition import Instrument
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.markup import plain
from wellbeing_app.instruments.share_parts import (
    AnswerPart,
    LinePart,
    NotePart,
    ScorePart,
    Share,
    SharePart,
    Source,
)
from wellbeing_app.instruments.share_words import Ids, Words

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
    day: date
    language: str
    is_here: bool
    scores: tuple[ShownScore, ...]
    answers: tuple[ShownAnswer, ...]
    notes: tuple[ShownNote, ...]


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A whole share; `notes` are those on the result as a whole."""

    talk: tuple[str, ...]
    avoid: tuple[str, ...]
    sources: tuple[ShownSource, ...]
    notes: tuple[ShownNote, ...]


def shown_share(library: Library, share: Share) -> ShownShare:
    """Put a share into words, in the language each questionnaire was taken in."""
    placed = list(enumerate(share.parts))
    lines = [part for part in share.parts if isinstance(part, LinePart)]
    return ShownShare(
        talk=tuple(line.words for line in lines if line.kind == "talk"),
        avoid=tuple(line.words for line in lines if line.kind == "avoid"),
        sources=tuple(
            _source(library, place, source, placed) for place, source in enumerate(share.sources)
        ),
        notes=tuple(
            ShownNote(place, "", part.words, part.day)
            for place, part in placed
            if isinstance(part, NotePart) and part.source is None
        ),
    )


def _source(library: Library, number: int, source: Source, placed: Sequence[Placed]) -> ShownSource:
    mine = [(place, part) for place, part in placed if _belongs(part, number)]
    given = {p.id: p.value for _, p in mine if isinstance(p, AnswerPart) and p.value is not None}
    instrument = _here(library, source.key)
    words = Words(instrument, source, given) if instrument else Ids()
    return ShownSource(
        place=number,
        key=source.key,
        name=plain(instrument.name) if instrument else source.key,
        abbreviation=plain(instrument.abbreviation) if instrument else source.key,
        measures=str(instrument.hints.get("measures", "")) if instrument else "",
        recall_period=str(instrument.hints.get("recall_period", "")) if instrument else "",
        day=source.day,
        language=source.language,
        is_here=instrument is not None,
        scores=tuple(_score(words, n, part) for n, part in mine if isinstance(part, ScorePart)),
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


def _score(words: Ids, place: int, part: ScorePart) -> ShownScore:
    title, meaning = words.score(part.id)
    return ShownScore(place, title, meaning, part.value, part.minimum, part.maximum)


def _answer(words: Ids, place: int, part: AnswerPart) -> ShownAnswer:
    question, stem = words.question(part.id)
    answer = "" if part.value is None else words.answer(part.id, part.value)
    return ShownAnswer(place, stem, question, answer, part.unanswered)


def _note(words: Ids, place: int, part: NotePart) -> ShownNote:
    about = words.question(part.about).name if part.about else ""
    return ShownNote(place, about, part.words, part.day)
