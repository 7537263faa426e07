"""What people type or paste, read as they meant it.

Chat programs, word processors, PDF files and phone keyboards turn hyphens into dashes, spaces into
no-break spaces, add quotes and invisible characters, and use bold or full-width letters and the
digits of the person's own script.
"""

import re
import unicodedata

_WRITTEN = frozenset({"Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No"})
"""Categories of letters and digits. Modifier letters look like marks: `ー` is a typed hyphen."""
_BLANK = frozenset("\u115f\u1160")
"""Letters by category that nobody sees."""

MOST_FIGURES = 15
"""Figures after leading zeros: so many are the same number in every program."""
_LONGEST_TYPED = 60
_PLUS = "+\uff0b\ufe62\u2795"
_MINUS = "-\u2212\u2796\u30fc\uff70"
_POINTS = ".\uff0e\ufe52\u3002\uff61\u00b7"
_COMMAS = ",\uff0c\ufe50\ufe51\uff64\u3001\u060c"
_DECIMAL = "\u066b"
_THOUSANDS = "'\u2019\u02bc\uff07\u066c"
_MARKS = {
    **dict.fromkeys(_PLUS, "+"),
    **dict.fromkeys(_MINUS, "-"),
    **dict.fromkeys(_POINTS, "."),
    **dict.fromkeys(_COMMAS, ","),
    **dict.fromkeys(_DECIMAL, "d"),
    **dict.fromkeys(_THOUSANDS, " "),
}
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_GROUPED = r"(?:[0-9]{1,3}(?:G[0-9]{3})+|[0-9]{1,2}(?:G[0-9]{2})*G[0-9]{3})"
_WHOLE = re.compile(
    "|".join(["[0-9]+", *(_GROUPED.replace("G", mark) for mark in (" ", ",", r"\."))])
)
_EITHER = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")


class NotANumber(ValueError):
    """The text is no number in figures."""


class TooManyFigures(ValueError):
    """The number has more figures than are kept exactly."""


class TwoReadings(ValueError):
    """The text may be thousands or a decimal; `readings` are both, each in a form that is clear."""

    def __init__(self, whole: str, decimal: str) -> None:
        super().__init__("may be read in two ways")
        self.readings = whole, decimal


def read_number(text: str) -> str:
    """Read a typed number: figures and signs of any keyboard, either decimal mark, thousands apart.

    Returns it as `-1234.5`. Raises `NotANumber`, `TooManyFigures` or `TwoReadings`.
    """
    given = text.strip()
    written = "".join(map(_figure, given)).strip() if len(given) <= _LONGEST_TYPED else ""
    sign, figures = (
        (written[:1], written[1:].strip()) if written.startswith(("+", "-")) else ("", written)
    )
    minus = "-" if sign == "-" else ""
    either = _EITHER.fullmatch(figures)
    if either:
        raise TwoReadings(
            minus + "".join(either.groups()), minus + _clear_decimal(*either.groups())
        )
    whole, fraction = _split(figures)
    if not (whole or fraction) or not (not whole or _WHOLE.fullmatch(whole)):
        raise NotANumber("no number in figures")
    digits = re.sub("[^0-9]", "", whole)
    if len((digits + fraction).lstrip("0")) > MOST_FIGURES:
        raise TooManyFigures(f"more than {MOST_FIGURES} figures")
    return f"{minus}{digits or '0'}{'.' if fraction else ''}{fraction}"


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


def _figure(character: str) -> str:
    """Return what a character does in a number; an unknown one stays and makes it none."""
    if character in _MARKS:
        return _MARKS[character]
    value = unicodedata.decimal(character, None)
    if value is not None:
        return str(value)
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return ""
    if category == "Zs" or character == "\t":
        return " "
    return "-" if category == "Pd" else "x"


def _split(figures: str) -> tuple[str, str]:
    """Part the whole from the fraction: at the last mark, unless it stands there twice."""
    marks = re.sub("[0-9]", "", figures)
    last = marks[-1:]
    if last not in ("d", ".", ",") or not last or (last != "d" and marks.count(last) > 1):
        return figures, ""
    whole, _, fraction = figures.rpartition(last)
    return whole, fraction


def _clear_decimal(whole: str, fraction: str) -> str:
    """Return a decimal with no or four places, so that it is not taken for thousands."""
    return f"{whole}.{fraction}0" if fraction.strip("0") else whole
