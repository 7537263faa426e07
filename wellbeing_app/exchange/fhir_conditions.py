"""When a question is shown, as far as FHIR can say it: `enableWhen`.

FHIR knows tests on the answers to other questions, and either all of them or any of them must hold.
So a condition is tried as "all" and as "any". What fits neither is left out: conditions on scores,
computed values and settings, and any-of inside all-of. Such a question is then always shown.
"""

from wellbeing_app.exchange.fhir_answers import coding, is_number
from wellbeing_app.exchange.fhir_form import Form
from wellbeing_app.exchange.fhir_json import Json, filled, number
from wellbeing_app.instruments.engine.conditions import compare
from wellbeing_app.instruments.model.item import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Item,
    Kind,
    Option,
)
from wellbeing_app.instruments.model.values import number_of, text_of

_SIGNS = {"equals": "=", "not_equals": "!=", "greater_than": ">", "less_than": "<"}
_TICKED = {"equals": "equals", "in": "in", "not_equals": "equals", "not_in": "in"}
"""What a multicheck's condition asks of each tick."""


def enable_when(form: Form, conditions: tuple[Condition, ...]) -> Json:
    """Return the fields `enableWhen` and `enableBehavior`; empty where nothing can be said."""
    tried = {
        behaviour: _tests(form, AllOf(conditions), every=behaviour == "all")
        for behaviour in ("any", "all")
    }
    said = {behaviour: tests for behaviour, tests in tried.items() if tests}
    if not said:
        return {}
    shortest = min(said, key=lambda behaviour: len(said[behaviour]))
    several = len(said[shortest]) > 1
    return filled(enableWhen=said[shortest], enableBehavior=shortest if several else None)


def _tests(form: Form, condition: Condition, *, every: bool) -> list[Json] | None:
    """Return tests of which all (`every`) or any must hold; None if that cannot be said."""
    match condition:
        case Comparison(source, name) if source in ("item", "answer") and name in form.items:
            return _comparison(form, condition, form.items[name], every=every)
        case AllOf(parts) if every or len(parts) == 1:
            found = [_tests(form, part, every=every) for part in parts]
        case AnyOf(parts) if not every or len(parts) == 1:
            found = [_tests(form, part, every=every) for part in parts]
        case _:
            return None
    if any(tests is None for tests in found):
        return None
    return [test for tests in found for test in tests or ()]


def _comparison(form: Form, asked: Comparison, item: Item, *, every: bool) -> list[Json] | None:
    if asked.operator in ("is_answered", "is_not_answered"):
        return [_exists(asked, there=asked.operator == "is_answered")]
    if item.kind is Kind.MULTICHECK:
        return _of_ticks(form, asked, item, every=every)
    if item.options:
        return _of_choice(form, asked, item, every=every)
    return _of_open(asked, item)


def _of_choice(form: Form, asked: Comparison, item: Item, *, every: bool) -> list[Json] | None:
    """Name the options for which it holds, or those for which it does not."""
    wanted = [one for one in item.options if compare(asked.operator, one.value, asked.value)]
    others = [one for one in item.options if one not in wanted]
    blank = compare(asked.operator, None, asked.value)
    if not wanted:
        return [_exists(asked, there=False)] if blank else None
    if not others:
        return None if blank else [_exists(asked, there=True)]
    positive = [_coded(form, asked, item, "=", one) for one in wanted]
    negative = [_coded(form, asked, item, "!=", one) for one in others]
    if len(wanted) == 1 and not blank:
        return positive
    if len(others) == 1 and blank:
        return negative
    if every:
        return negative if blank else [_exists(asked, there=True), *negative]
    return [_exists(asked, there=False), *positive] if blank else positive


def _of_ticks(form: Form, asked: Comparison, item: Item, *, every: bool) -> list[Json] | None:
    """A condition that wants a tick is an any, one that forbids ticks an all."""
    operator = _TICKED.get(asked.operator)
    if operator is None:
        return None
    named = [one for one in item.options if compare(operator, (one.value,), asked.value)]
    forbids = asked.operator != operator
    if not named or (len(named) > 1 and every != forbids):
        return None
    return [_coded(form, asked, item, "!=" if forbids else "=", one) for one in named]


def _of_open(asked: Comparison, item: Item) -> list[Json] | None:
    sign = _SIGNS.get(asked.operator)
    if sign in ("=", "!=") and text_of(asked.value) == "":
        return [_exists(asked, there=sign == "!=")]
    if is_number(item):
        limit = number_of(asked.value)
        if sign is None or limit is None:
            return None
        return [{"question": asked.name, "operator": sign, "answerDecimal": number(limit)}]
    if sign not in ("=", "!=") or isinstance(asked.value, tuple):
        return None
    return [{"question": asked.name, "operator": sign, "answerString": text_of(asked.value)}]


def _exists(asked: Comparison, *, there: bool) -> Json:
    return {"question": asked.name, "operator": "exists", "answerBoolean": there}


def _coded(form: Form, asked: Comparison, item: Item, sign: str, option: Option) -> Json:
    return {
        "question": asked.name,
        "operator": sign,
        "answerCoding": coding(form, item, option),
    }
