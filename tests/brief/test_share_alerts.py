"""An alert looks at what was shared and at nothing else."""

from dataclasses import replace

import pytest

from tests.instruments.builders import instrument, likert, rule, when
from tests.records.client_shares import Shown, share
from tests.records.results import LIBRARY
from wellbeing_app.brief.alerts import SharedAlert, shared_alerts
from wellbeing_app.instruments.model.instrument import Alert, Level
from wellbeing_app.instruments.model.item import AllOf, Answer, AnyOf, Condition
from wellbeing_app.records.by_day import shared_results

A, B = when("a", "greater_than", 0), when("b", "greater_than", 0)


def raised(condition: Condition, **answers: Answer | None) -> tuple[SharedAlert, ...]:
    """What three questions and their sum (one may be missing) raise of these answers."""
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


def test_a_score_that_was_not_shared_is_not_worked_out_from_all_the_answers() -> None:
    """The client saw no such number before they sent it."""
    assert raised(when("s", "greater_than", 5, source="score"), a=3, b=3, c=1) == ()


@pytest.mark.parametrize("shared", [{"index": 16}, {"raw": 4}, {"index": 16, "raw": 4}])
def test_one_score_on_two_scales_raises_its_alert_on_either_and_is_told_on_the_one_that_counts(
    shared: dict[str, float],
) -> None:
    sent = share("2027-03-01", Shown("evenkeel/WHO-5@1.0", shared))
    (one,) = shared_alerts(shared_results(LIBRARY, [sent]))
    assert one.scores == (16,)


def test_a_score_on_the_other_scale_above_the_line_clears_the_alert() -> None:
    sent = [
        share(day, Shown("evenkeel/WHO-5@1.0", {"index": index}))
        for day, index in (("2027-03-01", 28), ("2027-04-01", 32))
    ]
    (one,) = shared_alerts(shared_results(LIBRARY, sent))
    assert str(one.cleared) == "2027-04-01"


def test_what_raises_an_alert_is_told_in_words() -> None:
    (one,) = raised(AllOf((A, B)), a=1, b=2, c=0)
    assert one.answers == ("option 1", "option 2")
    assert one.scores == ()
