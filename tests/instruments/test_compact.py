"""Compact answers: nothing lost, and never larger than promised."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import (
    grid,
    instrument,
    likert,
    long,
    multi,
    multicheck,
    note,
    short,
    vas,
)
from tests.instruments.random_instruments import taken
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.compact import pack, unpack, worst_size, written
from wellbeing_app.instruments.engine.validation import problem_with, read_answer
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.model.values import as_typed

EVERY_KIND = instrument(
    note("n"),
    likert("a", 1, 5),
    multi("m", *(f"option {n}" for n in range(12))),
    multicheck("c", "x", "y", 3),
    grid("g", 2, 0, 1),
    vas("v", 0, 10),
    short("s", max_length=6),
    short("number", numeric=True),
    long("l", max_length=9),
)


def test_answers_are_packed_as_places_numbers_and_texts() -> None:
    answers: dict[str, Answer] = {
        "a": 5,
        "m": "option 11",
        "c": ("x", 3),
        "g_2": 1,
        "v": 7.0,
        "s": "é",
    }
    packed = pack(EVERY_KIND, answers)
    assert packed == [4, 11, [0, 2], None, 1, 7, "é", None, None]
    assert unpack(EVERY_KIND, json.loads(written(packed))) == answers


def test_what_does_not_fit_is_dropped() -> None:
    assert set(pack(EVERY_KIND, {"a": 99, "c": "x", "zzz": 1, "v": (1,)})) == {None}
    assert unpack(EVERY_KIND, [9, -1, [7], "x", None, [1], [2]]) == {}
    assert unpack(EVERY_KIND, []) == {}


@given(taken())
def test_packing_loses_no_answer(case: tuple[Administration, dict[str, Answer]]) -> None:
    administration, answers = case
    made = administration.instrument
    assert unpack(made, json.loads(written(pack(made, answers)))) == answers


TYPED = st.text(max_size=12) | st.sampled_from(
    [
        '"' * 6,
        "1 000 000,50",
        "\u0661\u066b\u0665",
        "\u0661" * 15,
        "\\" * 6,
        "\U0001f642" * 6,
        "\n" * 9,
        "\x00\x1f\x7f",
        "-1.7976931348623157e+308",
    ]
)


@given(st.data())
def test_no_valid_answers_are_larger_than_the_worst_size(data: st.DataObject) -> None:
    answers: dict[str, Answer] = {}
    for item in EVERY_KIND.asked():
        places = st.sets(st.sampled_from([str(n) for n in range(max(1, len(item.options)))]))
        for name in item.answer_ids:
            raw = sorted(data.draw(places)) if item.options else [data.draw(TYPED)]
            answer, problem = read_answer(item, raw)
            if answer is not None and problem is None and problem_with(item, answer) is None:
                answers[name] = answer
    assert len(written(pack(EVERY_KIND, answers))) <= worst_size(EVERY_KIND)


def test_the_worst_size_is_reached() -> None:
    worst: dict[str, Answer] = {"s": "\U0001f642" * 6, "l": "\U0001f642" * 9, "c": ("x", "y", 3)}
    bound = worst_size(EVERY_KIND)
    numbers = {"v": -1.7976931348623157e308, "number": -1.7976931348623157e308}
    assert len(written(pack(EVERY_KIND, worst | numbers))) == bound


@pytest.mark.parametrize("typed", ["1.50", "1 000", "\u0661\u066b\u0665", "007", "12"])
def test_a_number_keeps_the_way_it_was_written(typed: str) -> None:
    answer, _problem = read_answer(vas("v", 0, 10), [typed])
    assert answer is not None
    kept = unpack(EVERY_KIND, json.loads(written(pack(EVERY_KIND, {"v": answer}))))
    assert (kept, as_typed(kept["v"])) == ({"v": answer}, typed)


def test_a_number_written_longer_than_any_number_is_kept_as_the_number() -> None:
    typed = "\u0661" * 15
    answer, _problem = read_answer(short("n", numeric=True), [typed])
    assert answer is not None
    assert pack(EVERY_KIND, {"number": answer})[-2] == 111111111111111
