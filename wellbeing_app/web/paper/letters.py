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
LINES = re.compile(r"[\t\r\n\f]")


@cache
def families() -> dict[str, re.Pattern[str]]:
    """Return the fonts in the order in which they are tried, each with what it can print."""
    names = json.loads((FONTS / "characters.json").read_text("utf-8"))
    return {name: re.compile(f"[{_ranges(codes)}]*") for name, codes in names.items()}


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


def _printed(cluster: str) -> str:
    return cluster if any(font.fullmatch(cluster) for font in families().values()) else BOX


def _first_has(text: str) -> bool:
    return next(iter(families().values())).fullmatch(text) is not None


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with its marks and what is joined to it: one font sets them all."""
    start = 0
    for place in range(1, len(text)):
        if not _joins(text[place - 1], text[place]):
            yield text[start:place]
            start = place
    yield text[start:]


def _joins(before: str, character: str) -> bool:
    return JOINER in (before, character) or unicodedata.category(character).startswith("M")


def _ranges(codes: str) -> str:
    spans = (span.split("-") for span in codes.split())
    return "".join(
        f"{re.escape(chr(int(first, 16)))}-{re.escape(chr(int(last, 16)))}" for first, last in spans
    )
