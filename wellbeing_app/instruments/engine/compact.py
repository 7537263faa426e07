"""Answers as small JSON values, for the cookie: one an answer id, in the file's order."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TypeAlias

from wellbeing_app.instruments.engine.validation import is_number, longest_text, typed_number
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer, Item, Kind
from wellbeing_app.instruments.model.values import TypedNumber

Packed: TypeAlias = int | float | str | list[int] | None
"""An option's place (from 0), the places ticked, a number, a text, or None without an answer.

A number that was written in a way of its own is that text, where it is no longer than any number.
"""

_EXACT = 2**53
_LONGEST_NUMBER = len("-1.7976931348623157e+308")
_BYTES_A_CHARACTER = 4
"""UTF-8's most; what JSON escapes (quotes, line ends) takes two, other controls are not kept."""


def pack(instrument: Instrument, answers: Mapping[str, Answer]) -> list[Packed]:
    """Return the answers as a list; an answer that is none of the item's options is dropped."""
    return [_packed(item, answers.get(name)) for name, item in _places(instrument)]


def unpack(instrument: Instrument, packed: Sequence[Packed]) -> dict[str, Answer]:
    """Return the answers of a packed list; what is of another shape is dropped."""
    found: dict[str, Answer] = {}
    for (name, item), value in zip(_places(instrument), packed, strict=False):
        answer = _unpacked(item, value)
        if answer is not None:
            found[name] = answer
    return found


def written(packed: Sequence[Packed]) -> bytes:
    """Return packed answers as the JSON whose size counts: UTF-8, no spaces."""
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def worst_size(instrument: Instrument) -> int:
    """Return how many bytes of JSON the valid answers to an instrument can take at the most."""
    sizes = [_worst(item) for _, item in _places(instrument)]
    return len("[]") + sum(sizes) + max(0, len(sizes) - 1)


def _places(instrument: Instrument) -> Iterator[tuple[str, Item]]:
    return ((name, item) for item in instrument.items for name in item.answer_ids)


def _packed(item: Item, answer: Answer | None) -> Packed:
    if item.kind is Kind.MULTICHECK:
        ticked = answer if isinstance(answer, tuple) else ()
        places = [n for n, option in enumerate(item.options) if option.value in ticked]
        return places or None
    if item.options:
        places = [n for n, option in enumerate(item.options) if option.value == answer]
        return places[0] if places else None
    if isinstance(answer, TypedNumber) and len(written([answer.text])) <= _LONGEST_NUMBER:
        return answer.text
    if isinstance(answer, float) and answer.is_integer() and abs(answer) < _EXACT:
        return int(answer)
    return None if isinstance(answer, tuple) else answer


def _unpacked(item: Item, value: Packed) -> Answer | None:
    if not item.options:
        return _open(item, value)
    places = value if isinstance(value, list) else [value]
    if not all(isinstance(place, int) and 0 <= place < len(item.options) for place in places):
        return None
    chosen = tuple(item.options[place].value for place in places if isinstance(place, int))
    return chosen if isinstance(value, list) else chosen[0]


def _open(item: Item, value: Packed) -> Answer | None:
    if isinstance(value, str) and is_number(item):
        with suppress(ValueError):
            number = typed_number(value)
            return number if isinstance(number, TypedNumber) else value
    return None if isinstance(value, list) else value


def _worst(item: Item) -> int:
    if item.kind is Kind.MULTICHECK:
        places = list(range(len(item.options)))
        return max(len(written(places)), len("null"))
    if item.options:
        return max(len(str(len(item.options) - 1)), len("null"))
    if is_number(item):
        return _LONGEST_NUMBER
    return len('""') + _BYTES_A_CHARACTER * longest_text(item)
