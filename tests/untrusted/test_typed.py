"""What programs and keyboards make of codes and digits on their way here."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.untrusted.typed import digit_of, letters_and_digits
from wellbeing_app.vault.codes import read_code, write_code
from wellbeing_app.vault.factor import accepted_step

RFC_SECRET = b"12345678901234567890"
NOW, DIGITS = 1_111_111_109, "081804"
"""A known answer of RFC 6238, the last six digits."""

EVERY = [chr(point) for point in range(0x20000)]
BETWEEN = [
    character
    for character in EVERY
    if unicodedata.category(character)[0] in "PZSCM" or unicodedata.category(character) == "Lm"
    if not letters_and_digits(character)
]
"""Dashes, spaces, quotes, signs, marks and what nobody sees: all that may come between."""
VARIANTS = {
    symbol: [
        character
        for character in EVERY
        if unicodedata.normalize("NFKC", character).upper() == symbol
        or digit_of(character) == symbol
    ]
    for symbol in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
}
"""A letter or digit in other scripts' digits, full width, bold, in a circle, raised."""

between = st.lists(st.sampled_from(BETWEEN), max_size=3).map("".join)

CODE = write_code(bytes(range(15)))


DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u30fc\uff70\uff0d\ufe63\u05be\u2043_~"
SPACES = "\t\n\u00a0\u202f\u2009\u3000\u2028\u2800\u3164\u115f"
INVISIBLE = "\u200b\u200d\ufeff\u2060\u200e\u202a\u2066\ufe0f\U000e0020"
QUOTES = "\"'`*\u2019\u201c\u201e\u00ab\u300c\u2032\u00b4\u02bc"
OTHERS = [" - ", "\r\n> ", "", ".", "/", "|", "\u3002", "\u2022", "\u20e3"]


@pytest.mark.parametrize("mark", [*(DASHES + SPACES + INVISIBLE + QUOTES), *OTHERS])
def test_whatever_stands_between_the_symbols_a_code_and_the_digits_are_read(mark: str) -> None:
    assert read_code(mark + CODE.replace("-", mark) + mark) == bytes(range(15))
    assert accepted_step(RFC_SECRET, mark + mark.join(DIGITS) + mark, NOW, 0)


@pytest.mark.parametrize(
    "zero",
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0\u1810\uff10\U0001d7ce\U0001d7ec\U0001d7f6",
)
def test_digits_of_any_keyboard_are_digits(zero: str) -> None:
    typed = "".join(chr(ord(zero) + int(digit)) for digit in DIGITS)
    assert letters_and_digits(typed) == DIGITS
    assert accepted_step(RFC_SECRET, typed, NOW, 0)


def test_the_table_of_variants_is_what_it_says() -> None:
    assert {"a", "A", "\uff41", "\U0001d400", "\U0001d5ee"} <= set(VARIANTS["A"])
    assert {"7", "\uff17", "\u0667", "\u096d", "\u2466", "\U0001d7f3"} <= set(VARIANTS["7"])
    assert {"-", "\u2011", "\u00a0", "\u00ad", "\u201d", "\u200b"} <= set(BETWEEN)


@given(st.binary(min_size=15, max_size=15), st.data())
def test_a_code_reads_back_however_it_was_disturbed(secret: bytes, data: st.DataObject) -> None:
    disturbed = [
        data.draw(st.sampled_from(VARIANTS[symbol])) + data.draw(between)
        for symbol in write_code(secret).replace("-", "")
    ]
    assert read_code(data.draw(between) + "".join(disturbed)) == secret


@given(st.data())
def test_the_six_digits_are_read_however_they_were_disturbed(data: st.DataObject) -> None:
    disturbed = [
        data.draw(st.sampled_from(VARIANTS[digit])) + data.draw(between) for digit in DIGITS
    ]
    assert accepted_step(RFC_SECRET, "".join(disturbed), NOW, 0)


def test_turkish_and_accented_letters_of_a_keyboard_that_corrects_are_read() -> None:
    code = write_code(b"\x0b" * 15)
    for keyed in ("\u0131", "\u0130"):
        assert read_code(code.replace("1", keyed)) == b"\x0b" * 15
    assert letters_and_digits("\u00e9\u00c0") == "EA"
