"""An alert looks at what was shared and at nothing else."""

from dataclasses import replace

import pytest

from tests.instruments.builders import instrument, likert, rule, when
from tests.instruments.client_shares import Shown, share
from tests.instruments.results import LIBRARY
from wellbeing_app.instruments.definition import Alert, Level
from wellbeing_app.instruments.item import AllOf, Answer, AnyOf, Condition
from wellbeing_app.instruments.share_alerts import SharedAlert, shared_alerts
from wellbeing_app.instruments.share_results import shared_results

A, B = when("a", "greater_than", 0), when("b", "greater_than", 0)


def raised(condition: Condition, **answers: Answer | None) -> tuple[SharedAlert, ...]:
    """What three questions and their mean (one may be missing) raise of these answers."""
    made = instrument(
        likert("a"),
        likert("b"),
        likert("c"),
        scores=(rule("s", "sum_coded", ("a", "b", "c"), missing_allowed=1),),
        alerts=(Alert("alert", Level.CARE, "distress", condition),),
    )
    library = replace(LIBRARY, shelf={str(made.key): made})
    shown = Shown(str(made.key), {}, answers)
    return shared_alerts(shared_results(library, [share("2027-03-01", shown)]))


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (AnyOf((A, B)), {"a": 1}, True),
        (AnyOf((A, B)), {"a": 0}, False),
        (AllOf((A, B)), {"a": 1}, False),
        (AllOf((A, B)), {"a": 1, "b": 2}, True),
    ],
)
def test_one_shared_answer_is_enough_where_one_is(
    condition: Condition, answers: dict[str, Answer], *, expected: bool
) -> None:
    assert bool(raised(condition, **answers)) is expected


@pytest.mark.parametrize(
    ("operator", "value"), [("not_equals", 0), ("not_in", (0, 1)), ("is_not_answered", None)]
)
def test_what_was_not_shared_raises_nothing(operator: str, value: int | None) -> None:
    """The format lets such a condition hold for a question without an answer."""
    assert raised(when("a", operator, value), b=1) == ()


def test_a_score_is_worked_out_only_where_every_answer_was_shared() -> None:
    """Of two answers a score could be pro-rated, but not the one of that day."""
    high = when("s", "greater_than", 5, source="score")
    assert raised(high, a=3, b=3) == ()
    assert [one.scores for one in raised(high, a=3, b=3, c=1)] == [(7,)]
    assert [one.scores for one in raised(high, a=3, b=3, c=None)] == [(9,)]


def test_what_raises_an_alert_is_told_in_words() -> None:
    (one,) = raised(AllOf((A, B)), a=1, b=2, c=0)
    assert one.answers == ("option 1", "option 2")
    assert one.scores == ()
