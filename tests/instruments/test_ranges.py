"""Ranges: exact where every input counts, and reached by some answers."""

from itertools import product

import pytest

from tests.instruments.builders import administered, likert, multi, rule, short, vas, when
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Item
from wellbeing_app.instruments.model.rules import Input, Step

ITEMS = (likert("a", 1, 3), multi("m", 0, 2), likert("b", 0, 2))
INPUTS = (
    Input("a", coding=-1, weight=2.0),
    Input("m", weight=-1.0, value_map=(5.0, 0.0, -4.0)),
    Input("b", weight=0.5),
)


@pytest.mark.parametrize("method", ["sum_coded", "mean_coded", "weighted_sum", "weighted_mean"])
@pytest.mark.parametrize("inputs", [INPUTS, INPUTS[:1], INPUTS[::2]])
@pytest.mark.parametrize("steps", [(), (Step("multiply", -2), Step("add", 1))])
def test_the_range_is_what_all_answers_together_reach(
    method: str, inputs: tuple[Input, ...], steps: tuple[Step, ...]
) -> None:
    administration = administered(*ITEMS, scores=(rule("s", method, inputs, transform=steps),))
    found = [
        Taken(administration, {"a": a, "m": m, "b": b}).scores.values["s"]
        for a, m, b in product((1, 2, 3), (0, 2), (0, 1, 2))
    ]
    values = [one.value for one in found if one.value is not None]
    assert found[0].minimum == pytest.approx(min(values))
    assert found[0].maximum == pytest.approx(max(values))


@pytest.mark.parametrize("method", ["max", "min"])
def test_the_range_of_extremes_respects_inputs_that_always_count(method: str) -> None:
    items = (likert("a", 0, 2), likert("b", 1, 5))
    found = Taken(administered(*items, scores=(rule("s", method, "ab"),)), {"a": 0, "b": 1}).scores
    ends = {"max": (1, 5), "min": (0, 2)}[method]
    assert (found.values["s"].minimum, found.values["s"].maximum) == ends


def follow_up(low: int, high: int) -> tuple[Item, Item]:
    return likert("a", 1, 4), likert("b", low, high, visible_when=when("a", "equals", 1))


def test_an_input_that_may_be_hidden_may_add_nothing() -> None:
    items = follow_up(2, 5)
    rules = (rule("sum", "sum_coded", "ab"), rule("mean", "mean_coded", "ab"))
    found = Taken(administered(*items, scores=rules), {"a": 4}).scores.values
    assert (found["sum"].value, found["sum"].minimum, found["sum"].maximum) == (4, 1, 9)
    assert (found["mean"].value, found["mean"].minimum, found["mean"].maximum) == (4, 1, 5)


def test_pro_rating_may_go_beyond_the_plain_sum() -> None:
    items = (likert("a", 0, 1), likert("b", 0, 4))
    allowing = rule("s", "sum_coded", "ab", missing_allowed=1)
    found = Taken(administered(*items, scores=(allowing,)), {"b": 4}).scores.values["s"]
    assert (found.value, found.maximum) == (8, 8)


def test_a_score_nobody_can_have_has_no_range() -> None:
    worded = multi("m", "yes", "no")
    rules = (
        rule("s", "sum_coded", "m"),
        rule("by nought", "sum_coded", "a", transform=(Step("divide", 0),)),
    )
    found = Taken(
        administered(worded, likert("a"), scores=rules), {"m": "yes", "a": 1}
    ).scores.values
    assert [(one.value, one.minimum, one.maximum) for one in found.values()] == [(None,) * 3] * 2


def test_a_short_value_map_leaves_the_responses_beyond_it() -> None:
    mapped = rule("s", "sum_coded", [Input("v", value_map=(3.0, 3.0))])
    found = Taken(administered(vas("v", 0, 9), scores=(mapped,)), {"v": 1.5}).scores.values["s"]
    assert (found.value, found.minimum, found.maximum) == (1.5, 1.5, 9)


def test_an_input_that_cannot_be_reversed_leaves_no_range() -> None:
    turned = rule("s", "sum_coded", ["a", Input("t", coding=-1)], missing_allowed=1)
    found = Taken(
        administered(likert("a"), short("t"), scores=(turned,)), {"a": 2, "t": "1"}
    ).scores
    assert found.values["s"].value == 4
    assert (found.values["s"].minimum, found.values["s"].maximum) == (None, None)
