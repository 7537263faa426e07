"""Results of the shipped questionnaires for tests: every item of a scale answered alike."""

from collections.abc import Mapping
from datetime import date

from tests.instruments.shipped import FOLDER
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.interpretation.report import Report, report

LIBRARY = Library.load(FOLDER, use="noncommercial")
DAY = date(2026, 11, 23)


def scale(code: str, *values: int) -> Taken:
    """A scale whose items are answered with these values in turn, the last one again and again."""
    administration = Administration(LIBRARY.newest(code), "en")
    names = administration.instrument.answer_ids
    last = len(values) - 1
    return Taken(administration, {name: values[min(n, last)] for n, name in enumerate(names)})


def context(code: str, **answers: Answer) -> Taken:
    """A context questionnaire with these answers."""
    return Taken(Administration(LIBRARY.newest(code), "en"), answers)


def part_of(taken: Taken, count: int) -> Taken:
    """The same with only the first answers given."""
    return Taken(taken.administration, dict(list(taken.answers.items())[:count]))


def read(*taken: Taken, rate: int = 1, notes: Mapping[str, str] | None = None) -> Report:
    """The whole result."""
    return report(LIBRARY, taken, day=DAY, notes=notes, rate=rate)


def spoken(result: Report) -> set[str]:
    """The ids of every sentence a result says."""
    sentences = (
        *result.care,
        *result.glance,
        *result.apart,
        *(one for agreement in result.agreements for one in agreement.sentences),
    )
    return {sentence.id for sentence in sentences}
