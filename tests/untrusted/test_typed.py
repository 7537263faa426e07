"""What programs and keyboards make of codes and digits on their way here."""

import math
import unicodedata
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.untrusted.typed import (
    NotANumber,
    TooManyFigures,
    TwoReadings,
    digit_of,
    letters_and_digits,
    read_number,
)
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


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"), (" 12 ", "12"), ("+12", "12"),
        ("-12", "-12"), ("007", "007"), ("1.50", "1.50"),
        (".5", "0.5"), (",5", "0.5"), ("5.", "5"),
        ("3,5", "3.5"), ("0,500", "0.500"), ("1234,567", "1234.567"),
        ("1,000,000", "1000000"), ("1.000.000", "1000000"),
        ("1,00,000", "100000"), ("1 000", "1000"),
        ("1\u202f000,5", "1000.5"), ("1\u00a0000\u00a0000", "1000000"),
        ("1'000", "1000"), ("1\u2019000.50", "1000.50"),
        ("1,000.5", "1000.5"), ("1.000,50", "1000.50"),
        ("1.234.567,8", "1234567.8"), ("12.3456", "12.3456"),
        ("\u22125", "-5"), ("\u20135", "-5"), ("\uff0d5", "-5"),
        ("\u30fc5", "-5"), ("\uff0b5", "5"), ("- 5", "-5"),
        ("\u0661\u066c\u0660\u0660\u0660\u066b\u0665", "1000.5"), ("\u06f1\u06f2", "12"),
        ("\u0967\u0968", "12"),
        ("\uff11\uff0e\uff15", "1.5"), ("1\ufe0f\u20e32\ufe0f\u20e3", "12"),
        ("\u200e12\u200f", "12"), ("5\u00b75", "5.5"),
    ],
)  # fmt: skip
def test_numbers_of_any_keyboard_are_read(typed: str, number: str) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "-", ".", "x", "7 kg", "1e5",
     "5\u00b2", "\u00bd", "1,2,3", "1.2.3", "1 2", "12 34", "0x1", "1_000", "nan",
     "--5", "5-", "1,000.000.000", "1,0000,000", "1" * 61, "\u4e94"],
)  # fmt: skip
def test_what_is_no_number_in_figures_is_refused(typed: str) -> None:
    with pytest.raises(NotANumber):
        read_number(typed)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1,000", ("1000", "1")),
        ("1.000", ("1000", "1")),
        ("-1,234", ("-1234", "-1.2340")),
        ("\uff11\uff0c\uff15\uff10\uff10", ("1500", "1.5000")),
        ("999.999", ("999999", "999.9990")),
    ],
)
def test_one_mark_before_three_figures_is_asked_about(
    typed: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(TwoReadings) as asked:
        read_number(typed)
    assert asked.value.readings == readings
    assert [float(read_number(one)) for one in readings] == [float(one) for one in readings]


def test_more_figures_than_every_program_keeps_are_refused() -> None:
    assert read_number("0.00000012345678901234") == "0.00000012345678901234"
    with pytest.raises(TooManyFigures):
        read_number("1234567890123456")


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12), st.data())
def test_a_number_reads_back_in_the_figures_of_any_script(
    number: int, places: int, data: st.DataObject
) -> None:
    plain = f"{Decimal(number).scaleb(-places):f}"
    zero = ord(data.draw(st.sampled_from("0\u0660\u06f0\u0966\u09e6\u0e50\uff10")))
    mark = data.draw(st.sampled_from(".\u066b\uff0e,"))
    figures = str.maketrans("0123456789", "".join(chr(zero + digit) for digit in range(10)))
    typed = plain.translate(figures).replace("-", "\u2212").replace(".", mark)
    with suppress(TwoReadings):
        assert Decimal(read_number(typed)) == Decimal(plain)


@given(st.text(max_size=70) | st.text("0123456789.,' -+", max_size=20))
def test_any_text_is_a_number_or_a_plain_refusal(typed: str) -> None:
    with suppress(NotANumber, TooManyFigures, TwoReadings):
        assert math.isfinite(float(read_number(typed)))
