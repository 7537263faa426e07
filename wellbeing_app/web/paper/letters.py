"""Which characters the fonts of a PDF have, and what stands for those that none of them has."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
BOX = "\u25a1"
"""Stands for a character that cannot be printed."""
JOINER = "\u200d"
KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
LINES = re.compile(r"[\t\r\n\f]")


@cache
def families() -> dict[str, str]:
    """Return the fonts in the order in which they are tried, each with the characters it has."""
    ranges: dict[str, str] = json.loads((FONTS / "characters.json").read_text("utf-8"))
    return ranges


@cache
def family_has(name: str) -> re.Pattern[str]:
    """Return what matches a text that this font can print."""
    return re.compile(f"[{_ranges(families()[name])}]*")


def printable(text: str) -> str:
    """Return the text with a box for every character that no font has."""
    text = unicodedata.normalize("NFC", text)
    return text if _first_has(text) else "".join(_printed(one) for one in _clusters(text))


def unprintable(texts: Iterable[str]) -> str:
    """Return the characters of these texts that a PDF shows as a box, each once."""
    text = unicodedata.normalize("NFC", LINES.sub(" ", " ".join(texts)))
    if _first_has(text):
        return ""
    return "".join(dict.fromkeys(one for one in _clusters(text) if _printed(one) != one))


def is_simple(text: str) -> bool:
    """Whether each character is set by one glyph of its own, as words inside a drawing must be."""
    marked = (one for one in text if one not in KANA and _has_marks(one))
    return _first_has(text) or next(marked, None) is None


def _has_marks(character: str) -> bool:
    return any(_is_mark(part) for part in unicodedata.normalize("NFD", character))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _printed(cluster: str) -> str:
    return cluster if any(family_has(name).fullmatch(cluster) for name in families()) else BOX


def _first_has(text: str) -> bool:
    return family_has(next(iter(families()))).fullmatch(text) is not None


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with its marks and what is joined to it: one font sets them all."""
    start = 0
    for place in range(1, len(text)):
        if not _joins(text[place - 1], text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _joins(before: str, character: str) -> bool:
    return JOINER in (before, character) or _is_mark(character)


def _ranges(codes: str) -> str:
    spans = (span.split("-") for span in codes.split())
    return "".join(
        f"{re.escape(chr(int(first, 16)))}-{re.escape(chr(int(last, 16)))}" for first, last in spans
    )
