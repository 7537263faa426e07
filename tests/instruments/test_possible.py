"""What a score can come to while answers are open: never less, never more."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import administered, likert, multi, rule, short, vas, when
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.scoring import Score
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Alert, Level
from wellbeing_app.instruments.model.item import AllOf, Answer, AnyOf, Gate
from wellbeing_app.instruments.model.rules import Computed, Input, ScoreRule, Step

SHIPPED = Library.load(Path(__file__).parents[2] / "questionnaires", use="noncommercial")


def answered(code: str, *values: int | None) -> tuple[Administration, dict[str, Answer]]:
    """A shipped questionnaire with answers in the order of its items; None leaves one open."""
    one = SHIPPED.newest(code)
    given = zip(one.answer_ids, values, strict=False)
    return Administration(one, "en"), {name: value for name, value in given if value is not None}


def reach(one: Score) -> tuple[float, float] | None:
    return (one.possible.low, one.possible.high) if one.possible else None


def scores(administration: Administration, answers: Mapping[str, Answer]) -> Mapping[str, Score]:
    return Taken(administration, answers).scores.values


def topics(administration: Administration, answers: Mapping[str, Answer]) -> list[str]:
    return [alert.topic for alert in Taken(administration, answers).alerts]


@pytest.mark.parametrize(
    ("code", "values", "score_id", "expected"),
    [
        ("PHQ-4", (3, 3, 3), "total", (9, 12)),
        ("PHQ-4", (3, 3, 3), "depression", (3, 6)),
        ("PHQ-9", (3,) * 7, "total", (21, 27)),
        ("WHO-5", (0,) * 4, "raw", (0, 5)),
        ("WHO-5", (0,) * 4, "index", (0, 20)),
        ("PPCS-18", (), "total", (18, 126)),
    ],
)
def test_an_open_answer_gives_a_range(
    code: str, values: tuple[int, ...], score_id: str, expected: tuple[int, int]
) -> None:
    found = scores(*answered(code, *values))[score_id]
    assert found.value is None
    assert reach(found) == expected


def test_a_whole_score_has_no_range() -> None:
    assert reach(scores(*answered("PHQ-4", 3, 3, 3, 3))["total"]) is None


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("PHQ-4", (3, 3, 3), ["distress"]),
        ("PHQ-4", (3, 3, 2), []),
        ("PHQ-9", (3,) * 7, ["distress"]),
        ("PHQ-9", (3,) * 6, []),
        ("WHO-5", (0, 0, 0, 2), ["distress"]),
        ("WHO-5", (0, 0, 0, 3), []),
        ("GAD-7", (3, 3, 3, 3, 3), ["distress"]),
        ("K6", (4, 4, 4, 1), ["distress"]),
    ],
)
def test_help_comes_where_every_possible_score_calls_for_it(
    code: str, values: tuple[int, ...], expected: list[str]
) -> None:
    assert topics(*answered(code, *values)) == expected


def test_a_question_hidden_by_the_form_is_not_open() -> None:
    items = (likert("a"), likert("b"), likert("c", visible_when=when("b", "greater_than", 0)))
    put = administered(*items, scores=(rule("s", "sum_coded", "abc"),))
    assert reach(scores(put, {"b": 0})["s"]) == (0, 3)
    assert reach(scores(put, {"b": 1, "c": 3})["s"]) == (4, 7)


def test_a_question_that_an_open_one_may_bring_counts_both_ways() -> None:
    items = (likert("a", 1, 3), likert("b", 1, 3, visible_when=when("a", "greater_than", 1)))
    put = administered(*items, scores=(rule("s", "sum_coded", "ab"),))
    assert reach(scores(put, {})["s"]) == (1, 6)


def test_nothing_is_open_behind_a_closed_gate() -> None:
    put = administered(
        multi("a", 0, 1, gate=Gate("equals", 1, None)),
        likert("b"),
        scores=(rule("s", "sum_coded", "ab"),),
    )
    assert reach(scores(put, {"a": 0})["s"]) is None


def test_answers_without_bounds_give_no_range() -> None:
    put = administered(
        short("a", numeric=True, max_length=9), likert("b"), scores=(rule("s", "sum_coded", "ab"),)
    )
    assert reach(scores(put, {"b": 1})["s"]) is None


def test_a_line_without_steps_raises_only_what_holds_at_both_ends() -> None:
    high = Alert("high", Level.CARE, "distress", when("s", "greater_than", 4, "score"))
    exact = Alert("exact", Level.CARE, "fear", when("s", "in", (5, 15), "score"))
    put = administered(
        vas("a", 0, 10), likert("b"), likert("c"), scores=(rule("s", "sum_coded", "abc"),),
        alerts=(high, exact),
    )  # fmt: skip
    answers: dict[str, Answer] = {"b": 3, "c": 2}
    assert reach(scores(put, answers)["s"]) == (5, 15)
    assert topics(put, answers) == ["distress"]


def test_any_way_of_saying_what_alarms_is_looked_at_for_every_possible_score() -> None:
    listed = Alert("a", Level.CARE, "fear", when("s", "in", (4, 5, 6, 7), "score"))
    split = AnyOf((when("s", "less_than", 6, "score"), when("s", "greater_than", 5, "score")))
    hard = AllOf((when("s", "greater_than", 3, "score"), when("a", "equals", 2)))
    by_value = Alert("d", Level.CARE, "image_threat", when("hard", "equals", 1, "computed"))
    absent = Alert("e", Level.CARE, "self_harm", when("s", "not_equals", 5, "score"))
    put = administered(
        *(likert(name) for name in "abc"),
        scores=(rule("s", "sum_coded", "abc"),),
        computed=(Computed("hard", "score.s > 3", "boolean"),),
        alerts=(
            listed,
            Alert("b", Level.CARE, "coercion", split),
            Alert("c", Level.CARE, "distress", hard),
            by_value,
            absent,
        ),
    )
    assert topics(put, {"a": 2, "b": 2}) == ["fear", "coercion", "distress", "image_threat"]


# Answers an item may have, and what it weighs: what a range is held against is every completion.
inputs = st.tuples(st.sampled_from([-1, 1]), st.sampled_from([0.5, 1.0, 2.0]))


@given(
    method=st.sampled_from(["sum_coded", "mean_coded", "weighted_sum", "weighted_mean"]),
    made=st.lists(inputs, min_size=2, max_size=4),
    factor=st.sampled_from([-2.0, 4.0, 0.25]),
    values=st.lists(st.sampled_from([None, 0, 1, 2, 3]), min_size=4, max_size=4),
    allowed=st.sampled_from([0, 1]),
    conditional=st.booleans(),
)
def test_a_range_is_what_every_way_to_answer_comes_to(
    method: str,
    made: list[tuple[int, float]],
    factor: float,
    values: list[int | None],
    allowed: int,
    conditional: bool,  # noqa: FBT001 (drawn)
) -> None:
    names = "abcd"[: len(made)]
    waits = when("a", "greater_than", 1) if conditional else None
    items = [likert(name, visible_when=waits if name == "b" else None) for name in names]
    inner = ScoreRule(
        "inner",
        method,
        tuple(Input(n, coding=c, weight=w) for n, (c, w) in zip(names, made, strict=True)),
        missing_allowed=allowed,
    )
    outer = ScoreRule(
        "outer", "sum_coded", (Input("inner", is_score=True),), (Step("multiply", factor),)
    )
    put = administered(*items, scores=(inner, outer))
    given_ = {n: v for n, v in zip(names, values, strict=False) if v is not None}
    found = scores(put, given_)
    open_ = [name for name in names if name not in given_]
    ways = (
        given_ | dict(zip(open_, way, strict=True)) for way in product(range(4), repeat=len(open_))
    )
    every = [scores(put, way) for way in ways]
    for id_ in ("inner", "outer"):
        reached = [value for one in every if (value := one[id_].value) is not None]
        possible = reach(found[id_])
        if not found[id_].missing:
            assert possible is None
        elif possible is not None and conditional:
            # Which inputs take part goes with their answers, which a range does not look at.
            assert possible[0] <= min(reached) + 1e-6
            assert max(reached) - 1e-6 <= possible[1]
        elif reached:
            assert possible == pytest.approx((min(reached), max(reached)))
