"""The safe subset of regular expressions, read into a small tree (see `patterns`)."""

from dataclasses import dataclass
from typing import TypeAlias

MAX_LENGTH = 500
MAX_DEPTH = 20
MAX_REPEAT = 1000

_DIGITS = ((48, 57),)
_WORD = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACES = ((9, 13), (32, 32))
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACES}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_SPECIAL = frozenset("\\^$.|?*+()[]{}")
_LAST = 0x10FFFF


class BadPattern(ValueError):
    """A pattern outside the safe subset. `position` counts characters from 0."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"character {position + 1}: {reason}")
        self.position = position
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Symbols:
    """One character out of ranges of code points, both ends included."""

    ranges: tuple[tuple[int, int], ...]

    def has(self, character: str) -> bool:
        """Return whether the character is one of them."""
        code = ord(character)
        return any(first <= code <= last for first, last in self.ranges)


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or the end of the text."""

    start: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after the other."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """The part from `least` to `most` times; most None: without end."""

    part: "Node"
    least: int
    most: int | None


Node: TypeAlias = Symbols | Edge | Sequence | Choice | Repeat


def read_pattern(text: str) -> Node:
    """Read a pattern. Raises `BadPattern` for whatever is outside the subset."""
    if len(text) > MAX_LENGTH:
        raise BadPattern(MAX_LENGTH, f"is longer than {MAX_LENGTH} characters")
    return _Reader(text).whole()


class _Reader:
    """Recursive descent: choice < sequence < quantifier < atom."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._choice()
        if self._place < len(self._text):
            raise self._bad("')' closes nothing")
        return node

    def _choice(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._bad(f"groups are nested deeper than {MAX_DEPTH}")
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._here not in ("", "|", ")"):
            parts.append(self._quantified())
        return Sequence(tuple(parts))

    def _quantified(self) -> Node:
        node = self._atom()
        bounds = self._quantifier()
        if bounds is None:
            return node
        if isinstance(node, Edge):
            raise self._bad("an anchor cannot be repeated")
        if self._here in ("*", "+", "?", "{") and self._here:
            raise self._bad("a quantifier cannot follow a quantifier")
        return Repeat(node, *bounds)

    def _quantifier(self) -> tuple[int, int | None] | None:
        if self._take("*"):
            return 0, None
        if self._take("+"):
            return 1, None
        if self._take("?"):
            return 0, 1
        return self._braces() if self._take("{") else None

    def _braces(self) -> tuple[int, int | None]:
        least = self._count()
        most = least
        if comma := self._take(","):
            most = self._count()
        if not self._take("}") or (least is None and most is None):
            raise self._bad("expected a quantifier such as {2}, {2,} or {2,5}")
        if most is not None and most < (least or 0):
            raise self._bad("the quantifier's bounds are the wrong way round")
        return least or 0, most if comma else least

    def _count(self) -> int | None:
        start = self._place
        while self._here and self._here in "0123456789":
            self._place += 1
        digits = self._text[start : self._place]
        if len(digits) > len(str(MAX_REPEAT)) or int(digits or 0) > MAX_REPEAT:
            raise self._bad(f"repeats more than {MAX_REPEAT} times")
        return int(digits) if digits else None

    def _atom(self) -> Node:
        character = self._advance()
        match character:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case ".":
                return Symbols(_others(((10, 10),)))
            case "^" | "$":
                return Edge(start=character == "^")
            case "\\":
                return Symbols(self._escape())
        if character in _SPECIAL:
            self._place -= 1
            raise self._bad(f"{character!r} must be written with a backslash here")
        return Symbols(_one(character))

    def _group(self) -> Node:
        if self._take("?") and not self._take(":"):
            raise self._bad("only plain groups are supported")
        node = self._choice()
        if not self._take(")"):
            raise self._bad("a group is not closed")
        return node

    def _class(self) -> Node:
        negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            ranges.extend(self._class_part())
        if not ranges:
            raise self._bad("a class is empty")
        return Symbols(_others(tuple(ranges)) if negated else tuple(ranges))

    def _class_part(self) -> tuple[tuple[int, int], ...]:
        first = self._class_character()
        if self._here != "-" or self._text[self._place + 1 : self._place + 2] in ("]", ""):
            return first
        self._place += 1
        last = self._class_character()
        if not _single(first) or not _single(last) or last[0][0] < first[0][0]:
            raise self._bad("a class has an impossible range")
        return ((first[0][0], last[0][0]),)

    def _class_character(self) -> tuple[tuple[int, int], ...]:
        character = self._advance()
        if character == "[":
            raise self._bad("'[' in a class must be written with a backslash")
        return self._escape() if character == "\\" else _one(character)

    def _escape(self) -> tuple[tuple[int, int], ...]:
        character = self._advance()
        if character in _CONTROLS:
            return _one(_CONTROLS[character])
        if character.lower() in _CLASSES:
            ranges = _CLASSES[character.lower()]
            return ranges if character.islower() else _others(ranges)
        if not character.isascii() or character.isalnum() or character == "_":
            raise self._bad(f"'\\{character}' is not supported")
        return _one(character)

    @property
    def _here(self) -> str:
        return self._text[self._place : self._place + 1]

    def _advance(self) -> str:
        if not self._here:
            raise self._bad("ends too early")
        self._place += 1
        return self._text[self._place - 1]

    def _take(self, character: str) -> bool:
        found = self._here == character
        self._place += found
        return found

    def _bad(self, reason: str) -> BadPattern:
        return BadPattern(self._place, reason)


def _one(character: str) -> tuple[tuple[int, int], ...]:
    return ((ord(character), ord(character)),)


def _single(ranges: tuple[tuple[int, int], ...]) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


def _others(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return every code point that is in none of the ranges."""
    found: list[tuple[int, int]] = []
    free = 0
    for first, last in sorted(ranges):
        if free < first:
            found.append((free, first - 1))
        free = max(free, last + 1)
    if free <= _LAST:
        found.append((free, _LAST))
    return tuple(found)
