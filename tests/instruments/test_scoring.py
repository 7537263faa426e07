"""Scores: methods, coding, what is missing, hidden or not applicable, ranges and bands."""

import math
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import (
    administered,
    grid,
    instrument,
    likert,
    multi,
    rule,
    short,
    vas,
    when,
)
from tests.instruments.random_instruments import taken
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.methods import LARGEST, METHODS, STATISTICS
from wellbeing_app.instruments.engine.scoring import Score, Scores
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Dimension
from wellbeing_app.instruments.model.item import Answer, Constraint, Item
from wellbeing_app.instruments.model.rules import Computed, Input, Norms, ScoreRule, Step, Threshold

THREE = (likert("a"), likert("b"), likert("c"))


def scored(items: tuple[Item, ...], one: ScoreRule, answers: Mapping[str, Answer]) -> Score:
    """The score of one rule."""
    return Taken(administered(*items, scores=(one,)), answers).scores.values[one.id]


@pytest.mark.parametrize(
    ("method", "value", "low", "high"),
    [
        ("sum_coded", 6, 0, 9),
        ("mean_coded", 2, 0, 3),
        ("sd", math.sqrt(2 / 3), 0, 1.5),
        ("max", 3, 0, 3),
        ("min", 1, 0, 3),
        ("weighted_sum", 1 + 4 + 9, 0, 18),
        ("weighted_mean", 14 / 6, 0, 3),
    ],
)
def test_each_method_combines_as_the_format_says(
    method: str, value: float, low: float, high: float
) -> None:
    weighted = [Input(name, weight=n) for n, name in enumerate("abc", start=1)]
    found = scored(THREE, rule("s", method, weighted), {"a": 1, "b": 2, "c": 3})
    assert found.value == pytest.approx(value)
    assert [found.minimum, found.maximum] == pytest.approx([low, high])
    assert found.missing == ()


def test_a_weighted_method_leaves_out_what_has_no_weight() -> None:
    inputs = [Input("a", weight=2), Input("b")]
    assert scored(THREE, rule("s", "weighted_mean", inputs), {"a": 3}).value == 3


def test_reverse_coding_mirrors_in_the_range_of_responses() -> None:
    items = (likert("a", 1, 5), vas("v", 0, 10), multi("m", 1, 2, 3), grid("g", 1, 0, 1))
    inputs = [Input(name, coding=-1) for name in ("a", "v", "m", "g_1")]
    found = scored(items, rule("s", "sum_coded", inputs), {"a": 1, "v": 2.5, "m": 3, "g_1": 0})
    assert found.value == 5 + 7.5 + 1 + 1
    assert (found.minimum, found.maximum) == (2, 19)


def test_a_value_map_starts_at_the_lowest_response_and_comes_before_coding() -> None:
    item = likert("a", 1, 3)
    mapped = Input("a", value_map=(0.0, 0.0, 7.0))
    values = [scored((item,), rule("s", "sum_coded", [mapped]), {"a": n}).value for n in (1, 2, 3)]
    assert values == [0, 0, 7]
    turned = Input("a", coding=-1, value_map=(0.0, 0.0, 7.0))
    found = scored((item,), rule("s", "sum_coded", [turned]), {"a": 3})
    assert (found.value, found.minimum, found.maximum) == (-3, -3, 4)


def test_a_response_outside_the_value_map_stays_as_it_is() -> None:
    mapped = Input("v", value_map=(50.0,))
    found = scored((vas("v", 0, 10),), rule("s", "sum_coded", [mapped]), {"v": 7})
    assert (found.value, found.minimum, found.maximum) == (7, 0.5, 50)


def test_right_answers_are_matched_without_case_or_outer_space() -> None:
    inputs = [
        Input("a", accepted=("5", "five")),
        Input("b", accepted=("Emily",)),
        Input("c"),
    ]
    items = (short("a"), short("b"), short("c"))
    found = scored(items, rule("s", "sum_correct", inputs), {"a": " FIVE ", "b": "june", "c": "x"})
    assert (found.value, found.minimum, found.maximum) == (1, 0, 2)
    numeric = scored(items, rule("s", "sum_correct", inputs[:1]), {"a": 5.0})
    assert numeric.value == 1


def test_one_missing_answer_leaves_no_score() -> None:
    found = scored(THREE, rule("s", "sum_coded", "abc"), {"a": 1, "c": 3})
    assert (found.value, found.missing) == (None, ("b",))
    assert (found.minimum, found.maximum) == (0, 9)


def test_as_many_as_the_authors_allow_are_prorated() -> None:
    items = tuple(likert(name) for name in "abcd")
    allowing = rule("s", "sum_coded", "abcd", missing_allowed=1)
    found = scored(items, allowing, {"a": 1, "b": 2, "c": 3})
    assert (found.value, found.missing) == (8, ("d",))
    assert scored(items, allowing, {"a": 1, "b": 2}).value is None
    weighted = rule("s", "weighted_sum", [Input(n, weight=1) for n in "abcd"], missing_allowed=4)
    assert scored(items, weighted, {"a": 1}).value is None


def test_a_hidden_item_is_not_missing_and_is_left_out() -> None:
    items = (likert("a"), likert("b", visible_when=when("a", "equals", 3)), likert("c"))
    for method, value in (("sum_coded", 3), ("mean_coded", 1.5)):
        found = scored(items, rule("s", method, "abc"), {"a": 1, "b": 3, "c": 2})
        assert (found.value, found.missing) == (value, ())
    all_hidden = scored(items, rule("s", "sum_coded", "b"), {"a": 1, "b": 3})
    assert (all_hidden.value, all_hidden.missing) == (None, ())


def test_a_dimension_switched_off_has_no_score_and_its_items_are_left_out() -> None:
    made = instrument(
        likert("a", dimension="A"),
        likert("b", dimension="B"),
        dimensions=(Dimension("A", "A"), Dimension("B", "B", selectable=True)),
        scores=(
            rule("A", "sum_coded", "a"),
            rule("B", "sum_coded", "b"),
            rule("both", "sum_coded", "ab"),
            rule("of scores", "sum_coded", [Input("A", is_score=True), Input("B", is_score=True)]),
        ),
    )
    found = Taken(Administration(made, "en", dimensions=("A",)), {"a": 2, "b": 3}).scores.values
    assert set(found) == {"A", "both", "of scores"}
    assert [one.value for one in found.values()] == [2, 2, 2]
    assert [one.maximum for one in found.values()] == [3, 3, 3]
    assert found["A"].dimension == Dimension("A", "A")


def test_a_gate_that_closed_leaves_later_scores_missing() -> None:
    items = (likert("a"), likert("b"))
    found = scored(items, rule("s", "sum_coded", "ab"), {"a": 1})
    assert found.missing == ("b",)


def test_scores_of_scores_use_transformed_values_and_pass_on_what_is_missing() -> None:
    times_ten = (Step("subtract", 1), Step("multiply", 10))
    rules = (
        rule("x", "sum_coded", "a", transform=times_ten),
        rule("y", "sum_coded", "b"),
        rule("total", "sum_coded", [Input("x", is_score=True), Input("y", is_score=True)]),
        rule("turned", "sum_coded", [Input("x", is_score=True, coding=-1)]),
    )
    administration = administered(likert("a"), likert("b"), scores=rules)
    found = Taken(administration, {"a": 3, "b": 2}).scores.values
    assert (found["x"].value, found["x"].minimum, found["x"].maximum) == (20, -10, 20)
    assert (found["total"].value, found["total"].minimum, found["total"].maximum) == (22, -10, 23)
    assert found["turned"].value == -10
    missing = Taken(administration, {"a": 3}).scores.values["total"]
    assert (missing.value, missing.missing) == (None, ("b",))


def test_transforms_with_named_statistics_have_no_fixed_range() -> None:
    standardised = (Step("subtract", "mean"), Step("divide", "sd"))
    found = scored(THREE, rule("s", "max", "abc", transform=standardised), {"a": 0, "b": 1, "c": 2})
    assert found.value == pytest.approx(1 / math.sqrt(2 / 3))
    assert (found.minimum, found.maximum) == (None, None)
    flat = scored(THREE, rule("s", "max", "abc", transform=standardised), dict.fromkeys("abc", 1))
    assert flat.value is None


def test_an_answer_that_is_no_number_gives_no_score() -> None:
    items = (likert("a"), multi("m", 0, 1, "rather not say"), short("t"))
    found = scored(items, rule("s", "sum_coded", "am"), {"a": 1, "m": "rather not say"})
    assert (found.value, found.missing) == (None, ("m",))
    assert scored(items, rule("s", "mean_coded", "t"), {"t": "lots"}).value is None
    assert scored(items, rule("s", "sum_coded", "t"), {"t": "12"}).value == 12


HUGE: tuple[Answer, ...] = (1e308, "1e308", -1e308)


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("answers", [HUGE[:2], HUGE[1:], HUGE[2:]], ids=["up", "apart", "down"])
def test_a_score_too_large_to_count_with_is_none(method: str, answers: Sequence[Answer]) -> None:
    """Such numbers cannot be told from others where they are read: they stand in texts too."""
    given = dict(zip("abc", answers, strict=False))
    inputs = [Input(name, weight=1e308) for name in given]
    found = scored(tuple(map(short, given)), rule("s", method, inputs), given)
    assert found.value is None or abs(found.value) <= LARGEST


@pytest.mark.parametrize("statistic", sorted(STATISTICS))
def test_a_statistic_too_large_to_count_with_gives_no_score(statistic: str) -> None:
    steps = (Step("multiply", 0), Step("add", statistic))
    given = dict(zip("abc", HUGE, strict=True))
    found = scored(tuple(map(short, given)), rule("s", "max", "abc", transform=steps), given)
    assert found.value is None or abs(found.value) <= LARGEST


def test_free_numbers_have_no_range_unless_the_definition_limits_them() -> None:
    assert scored((short("t"),), rule("s", "sum_coded", "t"), {"t": 2}).maximum is None
    limits = (Constraint("number_min", 0, None), Constraint("number_max", 24, None))
    found = scored((short("t", constraints=limits),), rule("s", "sum_coded", "t"), {"t": 2})
    assert (found.minimum, found.maximum) == (0, 24)


def test_the_noise_of_binary_fractions_moves_nobody_to_another_band() -> None:
    norms = Norms((Threshold(0, 0.29, "below", None), Threshold(0.3, 1, "reached", None)), None)
    thirds = (Step("multiply", 0.1), Step("add", 0.2))
    one = rule("s", "sum_coded", "a", transform=thirds, norms=norms)
    found = scored((likert("a"),), one, {"a": 1})
    assert found.value == 0.3
    assert found.band == norms.thresholds[1]


def test_computed_values_have_types() -> None:
    found = Taken(
        administered(
            *THREE,
            scores=(rule("s", "sum_coded", "ab"),),
            computed=(
                Computed("double", "score.s * 2", "number"),
                Computed("high", "computed.double > 10", "boolean"),
                Computed("word", "'yes'", "string"),
                Computed("gone", "answer.c + 1", "number"),
            ),
        ),
        {"a": 1, "b": 1},
    ).scores
    assert found.computed == {"double": 4, "high": False, "word": "yes", "gone": None}
    assert found.missing == ("c",)


def test_scoring_nothing_is_no_error() -> None:
    assert Taken(administered(short("t")), {}).scores == Scores({}, {}, ("t",))


@given(taken())
def test_every_score_lies_in_its_range(case: tuple[Administration, dict[str, Answer]]) -> None:
    for one in Taken(*case).scores.values.values():
        if one.value is not None:
            assert one.minimum is None or one.minimum - 1e-6 <= one.value
            assert one.maximum is None or one.value <= one.maximum + 1e-6


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=12),
    st.lists(st.sampled_from([1, -1]), min_size=12, max_size=12),
)
def test_sums_and_means_agree_with_the_obvious_arithmetic(
    values: list[int], codings: list[int]
) -> None:
    items = tuple(likert(f"q{n}") for n in range(len(values)))
    inputs = [Input(item.id, coding=c) for item, c in zip(items, codings, strict=False)]
    expected = sum(v if c > 0 else 3 - v for v, c in zip(values, codings, strict=False))
    answers = {f"q{n}": value for n, value in enumerate(values)}
    assert scored(items, rule("s", "sum_coded", inputs), answers).value == expected
    mean = scored(items, rule("s", "mean_coded", inputs), answers).value
    assert mean == pytest.approx(expected / len(values))
