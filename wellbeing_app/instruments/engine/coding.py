"""From one answer to the number a score counts with (OSD C3): value map, then reverse coding."""

import math
from typing import NamedTuple

from wellbeing_app.instruments.model.item import Answer, Item
from wellbeing_app.instruments.model.rules import Input
from wellbeing_app.instruments.model.values import number_of, text_of


class Span(NamedTuple):
    """The lowest and highest value possible; infinite where there is no limit."""

    low: float
    high: float

    @property
    def bounded(self) -> bool:
        """Whether both ends are known."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def reversed(self, value: float) -> float | None:
        """Return the value mirrored in the span; None where an end is missing."""
        return self.low + self.high - value if self.bounded else None


UNLIMITED = Span(-math.inf, math.inf)


def response_span(item: Item) -> Span:
    """Return the range of raw answers, as declared, else as options or constraints give it."""
    numbers = [n for option in item.options if (n := number_of(option.value)) is not None]
    limits = {constraint.rule: constraint.limit for constraint in item.constraints}
    low = number_of(limits.get("number_min")) if item.minimum is None else item.minimum
    high = number_of(limits.get("number_max")) if item.maximum is None else item.maximum
    return Span(
        min(numbers, default=-math.inf) if low is None else low,
        max(numbers, default=math.inf) if high is None else high,
    )


def coded_answer(entry: Input, responses: Span, answer: Answer) -> float | None:
    """Return the number an answer counts as; None if it is not a number or cannot be reversed."""
    if entry.accepted is not None:
        return float(_plain(text_of(answer)) in {_plain(right) for right in entry.accepted})
    number = number_of(answer)
    return None if number is None else coded_number(entry, responses, number)


def coded_number(entry: Input, responses: Span, number: float) -> float | None:
    """Return a raw number out of the range of responses, after value map and coding.

    The map's first entry stands for the lowest response; a response outside it stays as it is.
    Reversing always mirrors in the range of raw responses, also after a value map.
    """
    if entry.value_map is None and entry.coding > 0:
        return number
    mapped = _mapped(entry.value_map, responses.low, number)
    return mapped if entry.coding > 0 else responses.reversed(mapped)


def answer_span(entry: Input, item: Item) -> Span:
    """Return the range of an item's coded values; unlimited if no answer to it can be counted."""
    coded = _coded_values(entry, item)
    return Span(min(coded), max(coded)) if coded else UNLIMITED


def answer_values(entry: Input, item: Item) -> tuple[tuple[float, ...], bool]:
    """Return the coded values an item can take, and whether these are all of them.

    Else the lowest and the highest are among them. Empty where no answer can be counted, or where
    one of the two has no bound.
    """
    coded = _coded_values(entry, item)
    values = tuple(sorted(coded)) if all(map(math.isfinite, coded)) else ()
    return values, bool(item.options) or entry.accepted is not None


def _coded_values(entry: Input, item: Item) -> set[float]:
    if entry.accepted is not None:
        return {0, 1}
    numbers = [n for option in item.options if (n := number_of(option.value)) is not None]
    responses = response_span(item)
    if not item.options:
        numbers = [*responses, *_mapped_range(entry.value_map, responses)]
    return {v for n in numbers if (v := coded_number(entry, responses, n)) is not None}


def _mapped(value_map: tuple[float, ...] | None, low: float, number: float) -> float:
    if value_map is None or not math.isfinite(low):
        return number
    place = math.floor(number + 0.5) - low
    return value_map[int(place)] if 0 <= place < len(value_map) else number


def _mapped_range(value_map: tuple[float, ...] | None, span: Span) -> list[float]:
    """Return the responses at which the mapped value may be extreme, beside the ends of the range.

    They are the whole numbers the map names and the first response it no longer covers.
    """
    if value_map is None or not math.isfinite(span.low):
        return []
    after = math.ceil(span.low + len(value_map)) - 0.5
    places = [span.low + place for place in range(len(value_map))]
    return [response for response in (*places, after) if response <= span.high]


def _plain(text: str) -> str:
    return text.strip().casefold()
