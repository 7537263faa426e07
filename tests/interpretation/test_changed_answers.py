"""Whoever took answers back, by changing an earlier one, reads what they read who never gave them.

(`tests/test_journeys_changed_answers.py` walks the same way through the pages.)
"""

from datetime import date

import pytest

from tests.records.results import LIBRARY, context, read
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.facts import facts
from wellbeing_app.interpretation.own_questions import OwnQuestion, given, values_words
from wellbeing_app.interpretation.rules import INTERPRETATION
from wellbeing_app.records.past import past_result
from wellbeing_app.records.record import Record, record_of

DAY = date(2026, 11, 23)
TAKEN_BACK = (
    (context("MONEY", c10a="nothing", c10b="yes"), context("MONEY", c10a="nothing"), "c10b"),
    (context("AGREEMENT", c5a="no", c5b="broken"), context("AGREEMENT", c5a="no"), "c5b"),
    (context("VALUES", c11a="no", c11b=10), context("VALUES", c11a="no"), "c11b"),
)
"""What was taken, the same without the answer that is hidden, and its question."""


@pytest.mark.parametrize(("changed", "never", "item"), TAKEN_BACK)
def test_a_result_reads_alike_and_does_not_name_the_question(
    changed: Taken, never: Taken, item: str
) -> None:
    result = read(changed)
    assert result == read(never)
    assert facts((), [changed], None, (), INTERPRETATION, whole=True) == facts(
        (), [never], None, (), INTERPRETATION, whole=True
    )
    assert given([changed], OwnQuestion(changed.code, item)) is None
    assert item not in {row.reference.partition("#")[2] for row in result.answers[0].rows}


def test_a_share_of_distress_is_not_said_where_there_is_no_clash() -> None:
    words = values_words([context("VALUES", c11a="no", c11b=10)])
    assert words is not None
    assert words.share is None


@pytest.mark.parametrize(("changed", "never", "item"), TAKEN_BACK)
def test_a_record_and_what_is_read_from_it_later_are_alike(
    changed: Taken, never: Taken, item: str
) -> None:
    kept = record(changed)
    assert kept == record(never)
    assert kept.parts[0].unanswered[item] == "hidden"
    (later,) = past_result(LIBRARY, kept).taken
    assert read(later) == read(never)


def record(taken: Taken) -> Record:
    """What is kept of it."""
    return record_of([taken], day=DAY, battery="full", language="en", revision=lambda _code: 1)
