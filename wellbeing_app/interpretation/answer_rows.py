"""The answers of a result in words, so that they can be read again and noted on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.model.instrument import is_private
from wellbeing_app.instruments.model.item import Answer, Item, Kind
from wellbeing_app.interpretation.own_questions import Taken
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


def reference(administration: Administration, name: str) -> str:
    """Return what a note on a score or an answer is kept under: `instrument key#id`."""
    return f"{administration.instrument.key}#{name}"


def answer_parts(taken: Sequence[Taken]) -> tuple[AnswerPart, ...]:
    """Return every question asked, in order; those marked private stay out of a result."""
    return tuple(_part(*one) for one in taken if not is_private(one[0].instrument))


def private_parts(taken: Sequence[Taken]) -> tuple[AnswerPart, ...]:
    """Return the questions marked private, for a person who kept them by their own tick."""
    return tuple(_part(*one) for one in taken if is_private(one[0].instrument))


def _part(administration: Administration, answers: Mapping[str, Answer]) -> AnswerPart:
    asked = administration.circumstances(answers).answers
    return AnswerPart(administration.instrument.name, tuple(_rows(administration, asked)))


def _rows(administration: Administration, answers: Mapping[str, Answer]) -> Iterator[AnswerRow]:
    standing = administration.standing(answers)
    for section in administration.sections():
        for item in section.items:
            for name in item.answer_ids:
                if standing[name] is Standing.ASKED:
                    yield _row(administration, item, name, answers)


def _row(
    administration: Administration, item: Item, name: str, answers: Mapping[str, Answer]
) -> AnswerRow:
    key = item.text_key
    if item.kind is Kind.GRID:
        key = next(row.text_key for row in item.rows if row.id == name)
    answer = answers.get(name)
    return AnswerRow(
        reference=reference(administration, name),
        question=plain(administration.text(key, answers)),
        answer=None if answer is None else _words(administration, item, answer),
        language=administration.language,
    )


def _words(administration: Administration, item: Item, answer: Answer) -> str:
    given = answer if isinstance(answer, tuple) else (answer,)
    if not item.options:
        return f"{answer:g}" if isinstance(answer, float) else str(answer)
    return ", ".join(
        plain(administration.text(option.label_key, {})) if option.label_key else str(option.value)
        for option in item.options
        if option.value in given
    )
