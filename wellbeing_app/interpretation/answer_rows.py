"""The answers of a result in words, so that they can be read again and noted on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Item, Kind
from wellbeing_app.untrusted.markup import plain


@dataclass(frozen=True)
class AnswerRow:
    """One question that was asked. `answer` None: left open. All texts are plain."""

    reference: str
    """`instrument key#answer id`: what a note on it is kept under."""
    question: str
    answer: str | None
    language: str


@dataclass(frozen=True)
class AnswerPart:
    """The questions of one instrument."""

    title: str
    rows: tuple[AnswerRow, ...]


def reference(instrument: Instrument, name: str) -> str:
    """Return what a note on a score or an answer is kept under: `instrument key#id`."""
    return f"{instrument.key}#{name}"


def answer_parts(taken: Sequence[Taken]) -> tuple[AnswerPart, ...]:
    """Return every question asked, in order; those marked private stay out of a result."""
    return tuple(_part(one) for one in taken if not one.instrument.hints.private)


def private_parts(taken: Sequence[Taken]) -> tuple[AnswerPart, ...]:
    """Return the questions marked private, for a person who kept them by their own tick."""
    return tuple(_part(one) for one in taken if one.instrument.hints.private)


def _part(taken: Taken) -> AnswerPart:
    return AnswerPart(taken.instrument.name, tuple(_rows(taken)))


def _rows(taken: Taken) -> Iterator[AnswerRow]:
    for section in taken.administration.sections():
        for item in section.items:
            for name in item.answer_ids:
                if taken.asks(name):
                    yield _row(taken, item, name)


def _row(taken: Taken, item: Item, name: str) -> AnswerRow:
    key = item.text_key
    if item.kind is Kind.GRID:
        key = next(row.text_key for row in item.rows if row.id == name)
    answer = taken.answers.get(name)
    return AnswerRow(
        reference=reference(taken.instrument, name),
        question=plain(taken.text(key)),
        answer=None if answer is None else ", ".join(taken.in_words(item, answer)),
        language=taken.language,
    )
