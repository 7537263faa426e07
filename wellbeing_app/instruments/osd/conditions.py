"""Reading conditions (OSD S1)."""

import re
from typing import TypeAlias

from wellbeing_app.instruments.engine.conditions import OPERATORS
from wellbeing_app.instruments.model.item import AllOf, AnyOf, Comparison, Condition, Scalar
from wellbeing_app.instruments.model.values import number_of
from wellbeing_app.instruments.osd.names import Names
from wellbeing_app.instruments.osd.raw import IGNORED, a_list, an_object
from wellbeing_app.untrusted.refusal import Refused, inside, shown

Operand: TypeAlias = Scalar | tuple[Scalar, ...] | None

_SOURCES = {
    "item": "item",
    "question": "item",
    "parameter": "parameter",
    "score": "score",
    "computed": "computed",
}
_CONNECTORS = ("all", "any")
_WITHOUT_VALUE = ("is_answered", "is_not_answered")
_NUMERIC = ("greater_than", "less_than")
_LISTS = ("in", "not_in")
_SIGNS = {"==": "equals", "!=": "not_equals", ">": "greater_than", "<": "less_than"}
_SENTENCE = re.compile(
    r"\s*([A-Za-z0-9_.\-]+)\s*(==|!=|>|<)\s*(?:'([^']*)'|\"([^\"]*)\"|([\w.\-]+))\s*"
)


def read_condition(raw: object, path: str, names: Names) -> Condition | None:
    """Read a condition; None where there is none. Raises `Refused`."""
    if raw is None:
        return None
    if isinstance(raw, str):
        return _sentence(raw, path, names)
    parts = {
        key: value
        for key, value in an_object(raw, path).items()
        if key not in IGNORED and not key.startswith("_")
    }
    connectors = [key for key in _CONNECTORS if key in parts]
    if not connectors:
        return _comparison(parts, path, names)
    if len(parts) > 1:
        raise Refused(path, "joins conditions by `all` or `any` and says something else besides")
    return _joined(connectors[0], parts[connectors[0]], inside(path, connectors[0]), names)


def _joined(connector: str, raw: object, path: str, names: Names) -> Condition:
    read = [
        read_condition(part, inside(path, place), names)
        for place, part in enumerate(a_list(raw, path))
    ]
    parts = tuple(part for part in read if part is not None)
    if not parts or len(parts) < len(read):
        raise Refused(path, "should hold conditions")
    return AllOf(parts) if connector == "all" else AnyOf(parts)


def _comparison(parts: dict[str, object], path: str, names: Names) -> Comparison:
    subjects = [key for key in parts if key in _SOURCES]
    strange = next((key for key in parts if key not in (*_SOURCES, "operator", "value")), None)
    if strange is not None:
        raise Refused(inside(path, strange), f"{shown(strange)} is not known in a condition")
    if len(subjects) != 1:
        raise Refused(path, "should name one of item, parameter, score and computed")
    name = parts[subjects[0]]
    if not isinstance(name, str):
        raise Refused(inside(path, subjects[0]), "should be a name")
    source = _SOURCES[subjects[0]]
    names.require(source, name, inside(path, subjects[0]))
    operator = known_operator(parts.get("operator"), inside(path, "operator"))
    value = read_operand(operator, parts.get("value"), inside(path, "value"))
    return Comparison(source, name, operator, value)


def known_operator(raw: object, path: str) -> str:
    """Return the operator if S1 has it. Raises `Refused`."""
    if not isinstance(raw, str) or raw not in OPERATORS:
        raise Refused(path, f"should be one of {', '.join(sorted(OPERATORS))}")
    return raw


def read_operand(operator: str, raw: object, path: str) -> Operand:
    """Return what an operator compares with. Raises `Refused` where it cannot."""
    if operator in _WITHOUT_VALUE:
        return None
    if isinstance(raw, list) and operator in _LISTS:
        return tuple(_scalar(part, inside(path, place)) for place, part in enumerate(raw))
    value = _scalar(raw, path)
    if operator in _NUMERIC and number_of(value) is None:
        raise Refused(path, f"should be a number, as the operator is {operator}")
    return value


def _scalar(raw: object, path: str) -> Scalar:
    if not isinstance(raw, str | int | float | bool):
        raise Refused(path, "should be a text, a number, true or false")
    return raw


def _sentence(text: str, path: str, names: Names) -> Comparison:
    """Read `ITEM == VALUE`: not in the format, but written so in its own files."""
    found = _SENTENCE.fullmatch(text)
    if found is None:
        raise Refused(path, "should be an object; as a text only ITEM == VALUE is understood")
    names.require("item", found[1], path)
    operator = _SIGNS[found[2]]
    value = next(part for part in found.group(3, 4, 5) if part is not None)
    return Comparison("item", found[1], operator, read_operand(operator, value, path))
