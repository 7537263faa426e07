"""Characters that deceive the eye: what a file may not hold and what never reaches a page.

Direction overrides can make a text read differently from what it says, invisible characters hide
differences, and a flood of combining marks covers the lines around it. Joiners and direction marks
that Persian, Hindi or Hebrew need are left alone.
"""

import re
import unicodedata
from collections.abc import Iterator

MOST_MARKS = 8
"""Combining marks in a row; living scripts need four at the most."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, except tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # direction embeddings, overrides, isolates
    "\u200b\u2060-\u2065\u206a-\u206f\u180e\ufeff\ufff9-\ufffb\u115f\u1160\u3164\uffa0"  # invisible
    "\u2028\u2029\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff]"
)


def objection(text: str) -> str | None:
    """Say what in a text deceives the eye; None if nothing does."""
    if text.isascii() and text.isprintable():
        return None
    found = _FORBIDDEN.search(text)
    if found:
        return f"holds the invisible or direction-changing character U+{ord(found[0]):04X}"
    if any(run > MOST_MARKS for run in _runs_of_marks(text)):
        return f"holds more than {MOST_MARKS} combining marks in a row"
    return None


def inert(text: str) -> str:
    """Return the text without what `objection` objects to; marks beyond `MOST_MARKS` are cut."""
    if text.isascii() and text.isprintable():
        return text
    visible = _FORBIDDEN.sub("", text)
    runs = _runs_of_marks(visible)
    return "".join(
        character for character, run in zip(visible, runs, strict=True) if run <= MOST_MARKS
    )


def _runs_of_marks(text: str) -> Iterator[int]:
    """Yield for each character how many combining marks stand in a row up to and with it."""
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        yield run
