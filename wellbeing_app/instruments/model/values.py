"""Answers and literals read as text and as numbers, the same way for every rule of a definition.

A condition compares as text (OSD S1) and a score counts with numbers (C3), whatever the answer was
stored as: the option value 3, the number 3.0 and the text "3" are one thing to both.
"""

import math
import re
from decimal import Decimal
from typing import Self, TypeAlias

from wellbeing_app.instruments.model.item import Answer, Scalar

Value: TypeAlias = Answer | Scalar | tuple[Scalar, ...] | None
"""Anything a definition may refer to; None where there is no answer, score or value."""

LONGEST_NUMBER = 60
FIGURES = 6
"""Figures of a number on a page; the whole part is always there, and two decimals."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


class TypedNumber(float):
    """A number that remembers how it was written, to be shown again just so."""

    text: str

    @classmethod
    def of(cls, number: float, text: str) -> Self:
        """Return the number with its text."""
        made = cls(number)
        made.text = text
        return made


def text_of(value: Value) -> str:
    """Return the value as the format compares it: numbers in plain figures, lists by commas."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case float() if math.isfinite(value):
            return format(Decimal(repr(float(value))), "f")
        case tuple():
            return ",".join(text_of(part) for part in value)
        case _:
            return str(value)


def as_typed(value: Value) -> str:
    """Return the value as the person wrote it, where that is known."""
    return value.text if isinstance(value, TypedNumber) else text_of(value)


def in_figures(number: float) -> str:
    """Return a number as a page shows it: never with an exponent, `2` rather than `2.0`."""
    size = math.floor(math.log10(abs(number))) + 1 if number else 0
    return text_of(round(float(number), max(2, FIGURES - size)))


def number_of(value: Value) -> float | None:
    """Return a finite number, or None where the value is not one ("7" and True are, "7 kg" not)."""
    match value:
        case bool() | int() | float():
            return _finite(value)
        case str() if len(value) <= LONGEST_NUMBER and _NUMBER.fullmatch(value.strip()):
            return _finite(float(value))
        case _:
            return None


def truth_of(value: Value) -> bool:
    """Return whether a switch is on: any number or text but 0, false and the empty text."""
    return _TRUTH.get(text_of(value).strip().lower(), bool(text_of(value)))


def same(left: Value, right: Value) -> bool:
    """Return whether two values are equal as S1 says: as text, a boolean also equal to 1 or 0."""
    if isinstance(left, bool) or isinstance(right, bool):
        known = _TRUTH.get(text_of(left).lower())
        return known is not None and known is _TRUTH.get(text_of(right).lower())
    return text_of(left) == text_of(right)


def _finite(number: float) -> float | None:
    try:
        found = float(number)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None
