"""What FHIR says of when a question is shown is what the questionnaire says, or nothing."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from tests.instruments.builders import administered, likert, multicheck, note, short, vas, when
from tests.instruments.random_instruments import taken
from wellbeing_app.exchange.fhir_answers import answers_of
from wellbeing_app.exchange.fhir_conditions import enable_when
from wellbeing_app.exchange.fhir_form import Form
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.conditions import Context, holds
from wellbeing_app.instruments.model.item import AllOf, Answer, AnyOf, Condition


def enabled(form: Form, said: Json, answers: Mapping[str, Answer]) -> bool:
    """Whether R4 shows a question, read from the specification of `enableWhen`."""
    tests: Any = said["enableWhen"]
    found = [_true(form, test, answers) for test in tests]
    return any(found) if said.get("enableBehavior") == "any" else all(found)


def _true(form: Form, test: Mapping[str, Any], answers: Mapping[str, Answer]) -> bool:
    name = test["question"]
    given = answers_of(form, form.items[name], answers[name]) if name in answers else []
    if test["operator"] == "exists":
        return bool(given) == bool(test["answerBoolean"])
    (wanted,) = (value for key, value in test.items() if key.startswith("answer"))
    values: list[Any] = [value for answer in given for value in answer.values()]
    if "answerCoding" in test:
        values = [one["code"] for one in values]
        wanted = wanted["code"]
    match test["operator"]:
        case "=":
            return bool(wanted in values)
        case "!=":
            return bool(wanted not in values)
        case ">":
            return any(one > wanted for one in values)
    return any(one < wanted for one in values)


ANSWERED_BY: dict[str, list[Answer]] = {
    "one": [0, 1, 2, 3],
    "ticks": [(1,), (2,), (1, 2), (2, 3), (1, 2, 3)],
    "point": [0.0, 3.5, 7.0, 10.0],
    "words": ["tea", "Tea", "2"],
}
FORM = Form(
    administered(
        likert("one"),
        likert("two"),
        multicheck("ticks", 1, 2, 3),
        vas("point", 0, 10),
        short("words"),
    )
)
SAYABLE: list[Condition] = [
    when("one", "equals", 2),
    when("one", "not_equals", 2),
    when("one", "greater_than", 0),
    when("one", "less_than", 2),
    when("one", "in", (1, 2)),
    when("one", "in", "1, 2"),
    when("one", "not_in", (1, 2)),
    when("one", "is_answered"),
    when("one", "is_not_answered"),
    when("one", "equals", ""),
    when("one", "not_equals", ""),
    when("one", "not_equals", 7),
    when("ticks", "equals", 2),
    when("ticks", "not_equals", 2),
    when("ticks", "in", (1, 3)),
    when("ticks", "not_in", (1, 3)),
    when("ticks", "is_answered"),
    when("point", "greater_than", 3.5),
    when("point", "less_than", 7),
    when("point", "equals", 7),
    when("point", "not_equals", 7),
    when("point", "is_not_answered"),
    when("words", "equals", "tea"),
    when("words", "not_equals", "tea"),
    when("words", "not_equals", ""),
]


@pytest.mark.parametrize("condition", SAYABLE, ids=lambda one: f"{one.name}-{one.operator}")
def test_what_can_be_said_shows_the_same(condition: Condition) -> None:
    said = enable_when(FORM, (condition,))
    assert said or holds(condition, Context({}))
    name = condition.name  # type: ignore[union-attr]
    every: list[dict[str, Answer]] = [{}, *({name: answer} for answer in ANSWERED_BY[name])]
    for answers in every:
        shown = enabled(FORM, said, answers) if said else True
        assert shown == holds(condition, Context(answers)), answers


ONE, TWO = when("one", "equals", 1), when("two", "greater_than", 1)


@pytest.mark.parametrize(
    "condition", [AllOf((ONE, TWO)), AnyOf((ONE, TWO)), AllOf((ONE, AnyOf((TWO,))))]
)
def test_two_conditions_can_be_said_together(condition: Condition) -> None:
    said = enable_when(FORM, (condition,))
    for one in range(4):
        for two in range(4):
            answers: dict[str, Answer] = {"one": one, "two": two}
            assert enabled(FORM, said, answers) == holds(condition, Context(answers))


@pytest.mark.parametrize(
    "condition",
    [
        when("total", "greater_than", 3, source="score"),
        when("setting", "equals", 1, source="parameter"),
        when("gone", "equals", 1),
        when("one", "equals", 9),
        when("ticks", "greater_than", 1),
        when("words", "greater_than", 1),
        when("point", "in", (1, 2)),
        AllOf((ONE, AnyOf((ONE, TWO)))),
        AnyOf((ONE, AllOf((ONE, TWO)))),
    ],
)
def test_what_cannot_be_said_is_left_out(condition: Condition) -> None:
    assert enable_when(FORM, (condition,)) == {}


@settings(max_examples=60)
@given(taken())
def test_what_is_said_holds_for_any_questionnaire(
    one: tuple[Administration, dict[str, Answer]],
) -> None:
    administration, answers = one
    form = Form(administration)
    for item in administration.instrument.items:
        said = enable_when(form, () if item.visible_when is None else (item.visible_when,))
        if said:
            expected = holds(item.visible_when, Context(answers))
            assert enabled(form, said, answers) == expected


def test_a_text_that_asks_nothing_may_wait_too() -> None:
    form = Form(administered(likert("one"), note("thanks", visible_when=ONE)))
    assert enable_when(form, (ONE,))["enableWhen"]
