"""The fonts of a PDF: what they have is what we say of them, and what they lack becomes a box."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tests.pdfs import faults
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.web.paper.letters import (
    BOX,
    FONTS,
    families,
    family_has,
    printable,
    unprintable,
)
from wellbeing_app.web.paper.typesetting import typeset

SCRIPTS = (
    "中文筆記 日本語 한국어 हिन्दी ไทย Ελλ Кир עברית العربية فارسی Հայ ქართ አማርኛ বাংলা ਪੰਜਾਬੀ ગુજરાતી"
    " ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ລາວ ខ្មែរ မြန်မာ Tiếng Việt Čeština ☺ ✓ → √ 😀 👩‍👩‍👧 ❤️"
)
UGARITIC = "\U00010380"


def test_each_font_has_what_we_say_of_it() -> None:
    real: dict[str, set[int]] = {}
    for path in FONTS.glob("*.ttf"):
        font = TTFont(path)
        codes = {code for code in font.getBestCmap() if code >= ord(" ")}
        name = font["name"].getDebugName(16) or font["name"].getDebugName(1)
        real[name] = real.get(name, codes) & codes
    assert next(iter(families())) == "Atkinson Hyperlegible Next"
    assert families().keys() == real.keys()
    for name in families():
        has = family_has(name)
        wrong = [
            code
            for code in range(ord(" "), 0x30000)
            if bool(has.fullmatch(chr(code))) != (code in real[name])
        ]
        assert wrong == [], name


def test_living_scripts_print() -> None:
    assert unprintable([SCRIPTS]) == ""
    assert printable(SCRIPTS) == unicodedata.normalize("NFC", SCRIPTS)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"a{UGARITIC}b", f"a{BOX}b"),
        ("\u0e01\u0301.", f"{BOX}."),  # no font has both this letter and this mark
        ("e\u0301", "é"),
    ],
)
def test_what_no_font_has_becomes_a_box(text: str, printed: str) -> None:
    assert printable(text).replace(BOX, "#") == printed.replace(BOX, "#")


def test_they_are_named_once_each() -> None:
    assert unprintable([f"{UGARITIC} and\r\n{UGARITIC}", "x"]) == UGARITIC


@given(st.text(max_size=80))
def test_whatever_is_written_makes_a_sound_pdf(text: str) -> None:
    written = inert(text).replace("&", "&amp;").replace("<", "&lt;")
    page = f"<html lang=en><title>x</title><body><h1>x</h1><p>{written}</p></body></html>"
    assert faults(typeset(page)) == []
