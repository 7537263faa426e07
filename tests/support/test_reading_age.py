"""Articles are written for a reading age of about 12."""

import pytest
from markupsafe import Markup

from bench.reading_age import REPORT, Ease, ease, report, syllables
from tests.server import ROOT
from wellbeing_app.support.shelf import shelf

AIM = 8


def test_every_article_suits_a_reader_of_about_twelve() -> None:
    grades = {article.number: ease(article.html).grade for article in shelf().articles.values()}
    assert {number: grade for number, grade in grades.items() if grade > AIM} == {}


def test_the_paper_says_what_is_measured() -> None:
    assert (ROOT / REPORT).read_text("utf-8") == report()


def test_the_grade_is_computed_as_published() -> None:
    assert Ease(words=100, sentences=5, syllables=150).grade == pytest.approx(9.91)


def test_a_text_for_scholars_would_be_found() -> None:
    text = Markup(
        "<p>The operationalisation of compulsivity necessitates multidimensional consideration of "
        "psychological, interpersonal and socioeconomic circumstances characterising individual "
        "experience throughout longitudinal observation.</p>"
    )
    assert ease(text).grade > AIM


def test_sentences_end_at_marks_and_with_points_of_lists() -> None:
    found = ease(Markup("<p>One word. Is it? 4.8% is.</p><ul><li>A point</li></ul>"))
    assert (found.words, found.sentences) == (8, 4)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sex", 1), ("used", 1), ("wanted", 2), ("people", 2), ("pages", 2), ("being", 2),
        ("client", 2), ("video", 3), ("sexual", 3), ("violence", 3), ("relationship", 4), ("42", 1),
    ],
)  # fmt: skip
def test_syllables_are_estimated(word: str, count: int) -> None:
    assert syllables(word) == count
