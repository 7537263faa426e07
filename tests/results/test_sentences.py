"""The words of a result: true of the answers they speak of, and plain."""

from html import unescape

from flask import Flask, render_template

from tests.instruments.results import context, part_of, read, scale
from wellbeing_app.instruments.context_answers import Taken


def page_of(app: Flask, *taken: Taken) -> str:
    """The result of these answers as it is printed, without help lines."""
    with app.test_request_context("/result/print"):
        page = render_template("results/paper.html", result=read(*taken), crisis_help=None)
    return " ".join(unescape(page).split())


def test_what_somebody_puts_down_to_a_clash_is_told_as_their_own_word(app: Flask) -> None:
    """The broken variant stated it as a finding: "9 of 10 of your distress comes from it"."""
    page = page_of(app, scale("BPS", 0), context("VALUES", c11a="yes", c11b=9))
    assert "Of your distress, you put 9 of 10 down to it." in page
    assert "comes from it" not in page


def test_good_news_of_wellbeing_is_the_name_of_a_sourced_part(app: Flask) -> None:
    """The broken variant called 60 of 100, in the middle range, "the upper half"."""
    assert "lies in the part called “High wellbeing”" in page_of(app, scale("WHO-5", 5))
    assert "On the good side" not in page_of(app, scale("WHO-5", 3))


def test_where_control_is_read_a_missing_score_is_named(app: Flask) -> None:
    page = page_of(app, part_of(scale("BPS", 2), 4), context("VALUES", c11a="yes", c11b=10))
    apart = page[page.index("kept apart</h2>") :]
    assert "Control: no score (Brief Pornography Screen), because an answer is open." in apart
