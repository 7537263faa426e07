"""A clinic's colour can be read wherever our pages put it, in the light and in the dark."""

import re
from pathlib import Path

import pytest

from tests.server import ROOT
from wellbeing_app.web.colours import AA, LOOKS, accent_css, contrast, nearest, readable

SHEET = (Path(ROOT) / "static" / "app.css").read_text("utf-8")
GROUNDS = ("--paper", "--raised", "--tint", "--sand")
COLOURS = [
    f"#{red:02x}{green:02x}{blue:02x}"
    for red in (0, 90, 180, 255)
    for green in (0, 90, 180, 255)
    for blue in (0, 90, 180, 255)
]


def values(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", sheet))


def test_the_grounds_are_those_of_the_sheet() -> None:
    light, dark = SHEET.split("prefers-color-scheme: dark", 1)
    for look, sheet in (("light", light), ("dark", dark.split("/* Ground */")[0])):
        known = values(sheet)
        assert LOOKS[look].grounds == tuple(known[name] for name in GROUNDS)
        assert LOOKS[look].words == known["--on-teal"]


def test_contrast_is_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("look", LOOKS)
def test_the_nearest_colour_can_be_read_and_one_that_can_stays(colour: str, look: str) -> None:
    offered = nearest(colour, LOOKS[look])
    beside = (*LOOKS[look].grounds, LOOKS[look].words)
    assert min(contrast(offered, each) for each in beside) >= AA
    assert (offered == colour) is readable(colour, LOOKS[look])


def test_the_offer_is_no_further_than_it_has_to_be() -> None:
    """The broken variant: black can always be read, and is nobody's colour."""
    offered = nearest("#ffb000", LOOKS["light"])
    assert offered != "#000000"
    assert min(contrast(offered, each) for each in LOOKS["light"].grounds) < AA + 0.15


def test_the_sheet_has_a_counterpart_for_the_dark() -> None:
    light, dark = re.findall(r"--teal: (#[0-9a-f]{6})", accent_css("#0f3c57"))
    assert light == "#0f3c57"
    assert readable(dark, LOOKS["dark"])
