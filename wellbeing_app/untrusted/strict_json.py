"""JSON from outside, read under limits: a hostile file costs a refusal, not memory or time.

One mebibyte, 32 levels, 100,000 values, numbers of 20 digits after leading zeros; no NaN or
Infinity, no name twice in one object, no half of a surrogate pair. A document is gone through
without recursion and without a path for each of its values.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Never, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from wellbeing_app.untrusted.refusal import ROOT, Refused, inside, shown

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


MOST_BYTES = 1024 * 1024
MOST_LEVELS = 32
MOST_VALUES = 100_000
MOST_DIGITS = 20
Read = TypeVar("Read")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Place:
    """Where a value stands; `parent` None: the document itself."""

    parent: "Place | None" = None
    key: str | int = ""

    def path(self, root: str) -> str:
        """Return the JSON path, the document's own path being `root`."""
        keys = []
        place = self
        while place.parent is not None:
            keys.append(place.key)
            place = place.parent
        for key in reversed(keys):
            root = inside(root, key)
        return root


def walk(document: Json) -> Iterator[tuple[Place, int, Json]]:
    """Yield every value with its place and its level, the document itself at level 1."""
    levels = [iter([(Place(), document)])]
    while levels:
        for place, value in levels[-1]:
            yield place, len(levels), value
            if isinstance(value, dict | list):
                levels.append(_parts(place, value))
                break
        else:
            levels.pop()


def _parts(place: Place, value: dict[str, Json] | list[Json]) -> Iterator[tuple[Place, Json]]:
    pairs: Iterable[tuple[str | int, Json]]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return ((Place(place, key), part) for key, part in pairs)


def read_json(data: bytes) -> Json:
    """Read one JSON document, UTF-8 with or without a byte order mark. Raises `Refused`."""
    if len(data) > MOST_BYTES:
        raise Refused(ROOT, f"is larger than {MOST_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(ROOT, f"is not UTF-8 text (byte {error.start})") from None
    try:
        document: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=_constant,
        )
    except RecursionError:
        raise Refused(ROOT, f"is nested more than {MOST_LEVELS} levels deep") from None
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        raise Refused(ROOT, reason) from None
    _measure(document)
    return document


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise Refused(ROOT, f"has the name {shown(twice)} twice in one object")
    return members


def _integer(digits: str) -> int:
    return int(_short(digits))


def _decimal(digits: str) -> float:
    number = float(_short(digits))
    if not math.isfinite(number):
        raise Refused(ROOT, f"has a number too large to hold: {digits}")
    return number


def _short(digits: str) -> str:
    # Zeros in front only place the point: no shorter way to write 0.00012345678901234567.
    if sum(character.isdigit() for character in digits.lstrip("-0.")) > MOST_DIGITS:
        raise Refused(ROOT, f"has a number of more than {MOST_DIGITS} digits")
    return digits


def _constant(name: str) -> Never:
    raise Refused(ROOT, f"has {name}, which is no JSON number")


def _measure(document: Json) -> None:
    """Check the levels, the number of values and every text."""
    for number, (place, level, value) in enumerate(walk(document), start=1):
        if level > MOST_LEVELS:
            raise Refused(ROOT, f"is nested more than {MOST_LEVELS} levels deep")
        if number > MOST_VALUES:
            raise Refused(ROOT, f"has more than {MOST_VALUES} values")
        texts = value if isinstance(value, dict) else (value,)
        if any(isinstance(text, str) and _SURROGATE.search(text) for text in texts):
            raise Refused(place.path(ROOT), "holds half of a surrogate pair")


def read_strictly(shape: TypeAdapter[Read], data: bytes) -> Read:
    """Read JSON from outside that must have this shape. Raises `Refused` as `from_json` does."""
    read_json(data)
    try:
        return shape.validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        path = ROOT
        for part in first["loc"]:
            path = inside(path, part)
        raise Refused(path, first["type"]) from None
