"""Published figures are told in words, never by the names they have in the files."""

import pytest
from flask import Flask

from tests.records.results import LIBRARY
from wellbeing_app.instruments.library.evidence import FigureValue
from wellbeing_app.web.words.evidence import value_words
from wellbeing_app.web.words.figures import FIGURE_WORDS

CODES = sorted(LIBRARY.known)
SPAN = {"low", "high"}


def names(value: FigureValue) -> set[str]:
    """The names in a figure's value."""
    return set(value) - SPAN if isinstance(value, dict) else set()


@pytest.mark.parametrize("code", CODES)
def test_every_name_in_a_shipped_figure_has_words(code: str) -> None:
    found = set[str]().union(*(names(one.value) for one in LIBRARY.evidence(code).figures))
    assert found - set(FIGURE_WORDS) == set()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.88, "0.88"),
        ({"at_or_above": 9, "value": 0.8}, "at 9 or above, 0.8"),
        ({"percent": 8, "low": 7, "high": 9, "women": 12}, "8 % (7 to 9), 12 % of women"),
        ({"low": 3.2, "high": 16.6}, "3.2 to 16.6"),
        ({"percent": 5.6, "age_50": 3.4}, "5.6 %, 3.4 % at ages from 50"),
        ({"percent_any_symptoms": 18.2}, "18.2 % had symptoms at all"),
        ({"icc": 0.9, "low": 0.8, "high": 0.95}, "intraclass correlation 0.9 (0.8 to 0.95)"),
        ({"mean": 3.2, "sd": 3.5}, "3.2, spread (SD) 3.5"),
        ({"p10": 13, "p50": 23}, "10 % scored 13 or less, half scored 23 or less"),
    ],
    ids=str,
)
def test_a_figure_is_told_in_words(app: Flask, value: FigureValue, told: str) -> None:
    with app.test_request_context():
        assert value_words(value) == told
