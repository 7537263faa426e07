"""Reading what is sent, and saying what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import grid, likert, long, multi, multicheck, short, vas
from wellbeing_app.instruments.engine.validation import Problem, problem_with, read_answer
from wellbeing_app.instruments.model.item import Answer, Constraint, Item, Kind, Row

KINDS = (
    likert("a"),
    multi("m", "x", 2),
    multicheck("c", "x", "y", 3),
    grid("g", 2, 0, 1),
    vas("v", 0, 10),
    short("s", max_length=5),
    short("n", numeric=True, constraints=(Constraint("number_min", 0, "too_low"),)),
    long("l", max_length=20),
)


@pytest.mark.parametrize(
    ("item", "raw", "answer"),
    [
        (likert("a", 1, 5), ["0"], 1),
        (multi("m", "x", 2), ["1"], 2),
        (multicheck("c", "x", "y", 3), ["2", "0"], ("x", 3)),
        (multicheck("c", "x", "y"), ["1", "1"], ("y",)),
        (grid("g", 2, 0, 1), ["1"], 1),
        (vas("v"), ["37.5"], 37.5),
        (vas("v"), ["37,5"], 37.5),
        (short("n", numeric=True), [" 12 "], 12),
        (short("s"), ["  two\r\nlines "], "two lines"),
        (long("l"), [" two\r\nlines\n"], "two\nlines"),
        (short("s"), ["a\u202eb\x00"], "ab"),
    ],
)
def test_what_a_form_sends_becomes_an_answer(item: Item, raw: list[str], answer: Answer) -> None:
    assert read_answer(item, raw) == (answer, None)


@pytest.mark.parametrize("item", KINDS, ids=lambda item: item.id)
@pytest.mark.parametrize("raw", [[], [""], ["  "]])
def test_a_blank_is_no_answer(item: Item, raw: list[str]) -> None:
    assert read_answer(item, raw) == (None, None)
    assert problem_with(item, None) is None


@pytest.mark.parametrize("raw", [["9"], ["-1"], ["x"], ["01"], ["0", "1"], ["٣"], ["0 "]])
def test_a_place_that_is_none_of_the_options_is_said(raw: list[str]) -> None:
    assert read_answer(likert("a"), raw) == (None, Problem("not_an_option"))


@pytest.mark.parametrize("raw", ["seven", "nan", "1e999", "7 kg"])
def test_a_number_must_be_one(raw: str) -> None:
    assert read_answer(vas("v"), [raw]) == (None, Problem("not_a_number"))


@given(st.sampled_from(KINDS), st.lists(st.text(max_size=8) | st.sampled_from("0123"), max_size=3))
def test_reading_and_judging_never_fail(item: Item, raw: list[str]) -> None:
    answer, problem = read_answer(item, raw)
    assert answer is None or problem is None
    found = problem_with(item, answer, answer_id=item.answer_ids[0])
    assert found is None or found.code


def test_a_required_answer_is_asked_for_except_in_an_optional_row() -> None:
    assert problem_with(likert("a", required=True), None) == Problem("required")
    rows = (Row("g_1", "g_1"), Row("g_2", "g_2", optional=True))
    item = Item("g", Kind.GRID, "g", rows=rows, required=True)
    assert problem_with(item, None, answer_id="g_1") == Problem("required")
    assert problem_with(item, None, answer_id="g_2") is None


def text_item(*rules: tuple[str, int | float | str]) -> Item:
    constraints = tuple(Constraint(rule, limit, f"{rule}_error") for rule, limit in rules)
    return short("s", constraints=constraints, max_length=50)


@pytest.mark.parametrize(
    ("rule", "limit", "good", "bad"),
    [
        ("min_length", 3, "abc", "ab"),
        ("max_length", 3, "abc", "abcd"),
        ("min_words", 2, "a  b", "ab"),
        ("max_words", 2, "a b", "a b c"),
        ("number_min", 18, "18", "17.9"),
        ("number_max", 99, 99.0, 100.0),
        ("pattern", r"^\d{4}$", "1234", "12345"),
        ("min_selected", 2, ("a", "b"), ("a",)),
        ("max_selected", 2, ("a", "b"), ("a", "b", "c")),
    ],
)
def test_each_constraint_is_held_with_its_own_message(
    rule: str, limit: float | str, good: Answer, bad: Answer
) -> None:
    item = text_item((rule, limit))
    assert problem_with(item, good) is None
    assert problem_with(item, bad) == Problem(rule, limit, f"{rule}_error")
    assert problem_with(item, None) is None


def test_constraints_are_judged_in_the_formats_order() -> None:
    item = text_item(("pattern", "^x"), ("min_words", 2), ("min_length", 4))
    codes = [problem_with(item, text) for text in ("a", "abcd", "ab cd", "xb cd")]
    assert [found and found.code for found in codes] == ["min_length", "min_words", "pattern", None]


def test_a_text_under_a_number_constraint_must_be_a_number() -> None:
    assert problem_with(text_item(("number_min", 1)), "many") == Problem("not_a_number")


def test_limits_hold_without_being_written_as_constraints() -> None:
    assert problem_with(short("s", max_length=3), "abcd") == Problem("max_length", 3)
    assert problem_with(short("s"), "x" * 1001) == Problem("max_length", 1000)
    assert problem_with(vas("v", 0, 10), 10.5) == Problem("number_max", 10)
    assert problem_with(vas("v", 0, 10), -1) == Problem("number_min", 0)


def test_none_of_these_goes_with_no_other_tick() -> None:
    item = multicheck("c", "x", "none")
    assert problem_with(item, ("x", "none"), exclusive=["none"]) == Problem("exclusive")
    assert problem_with(item, ("none",), exclusive=["none"]) is None
