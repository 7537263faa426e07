"""What people type or paste, read as they meant it.

Chat programs, word processors, PDF files and phone keyboards turn hyphens into dashes, spaces into
no-break spaces, add quotes and invisible characters, and use bold or full-width letters and the
digits of the person's own script.
"""

import unicodedata

_WRITTEN = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No"})
"""Categories of letters and digits. Modifier letters look like marks: `ー` is a typed hyphen."""
_BLANK = frozenset("\u115f\u1160")
"""Letters by category that nobody sees."""


def letters_and_digits(text: str) -> str:
    """Return the letters and digits of a text, in upper case, digits of any script as 0 to 9.

    Dashes, spaces, quotes, other marks and everything invisible are dropped, accents too.
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(
        digit_of(character) or character.upper()
        for character in plain
        if unicodedata.category(character) in _WRITTEN and character not in _BLANK
    )


def digit_of(character: str) -> str:
    """Return the digit that a character of any script stands for; empty if it is none."""
    value = unicodedata.digit(character, None)
    return "" if value is None else str(value)
