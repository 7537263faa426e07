"""What a result says of lines where a site has entered the words of a questionnaire itself."""

import shutil
from html import unescape
from pathlib import Path

import pytest
from flask import Flask, render_template

from tests.instruments.entered import confirmed, highest
from tests.instruments.shipped import FOLDER
from tests.instruments.test_entering_wording import enter, sign
from tests.records.results import DAY, scale
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.report import report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped questionnaires."""
    return Path(shutil.copytree(FOLDER, tmp_path / "questionnaires"))


def page_of(app: Flask, library: Library, code: str) -> str:
    result = report(library, [highest(library, code)], day=DAY)
    with app.test_request_context("/result/print"):
        page = render_template("results/paper.html", result=result, crisis_help=None)
    return " ".join(unescape(page).split())


def test_a_published_line_that_is_not_drawn_is_not_denied(app: Flask, folder: Path) -> None:
    page = page_of(app, confirmed(folder, "HBI-19"), "HBI-19")
    assert "A line has been published, but it is not known to fit here" in page


def test_a_line_of_the_published_wording_is_not_drawn_for_other_words(
    app: Flask, folder: Path
) -> None:
    enter(folder, "HBI-19")
    sign(folder)
    page = page_of(app, Library.load(folder, use="noncommercial"), "HBI-19")
    assert "A line is known for the published wording." in page
    # Of its parts no line at all is known.
    assert "No sourced line was found" in page


def test_a_glance_leads_to_a_line_that_only_the_scale_itself_speaks_of(
    app: Flask, folder: Path
) -> None:
    """The broken variant said that nobody here says what is high, above a line that does."""
    page = page_of(app, confirmed(folder, "PATHOS"), "PATHOS")
    assert "Source of the lines:" in page
    assert "the part where your score lies is named below" in page
    assert "not for this page to say" not in page


def test_a_quiet_scale_does_not_speak_for_one_at_its_line(folder: Path) -> None:
    library = confirmed(folder, "PATHOS")
    result = report(library, [scale("BPS", 0), highest(library, "PATHOS")], day=DAY)
    assert [one.id for one in result.glance] == ["weighs-banded", "step-banded"]
