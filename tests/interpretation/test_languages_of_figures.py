"""One rule of fitness for margins and norms: what was found in another language says so."""

from dataclasses import replace

from flask import Flask

from tests.records.results import DAY, LIBRARY, read, scale
from tests.results.test_sentences import page_of
from wellbeing_app.instruments.library.evidence import Evidence
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.backing import error_basis, norm_basis
from wellbeing_app.interpretation.report import report


def in_language(code: str, language: str) -> Library:
    """The library as if every figure of a scale had been found in this language."""
    evidence = LIBRARY.evidence(code)
    figures = [one.model_dump() | {"language": language or None} for one in evidence.figures]
    known = Evidence.model_validate(evidence.model_dump() | {"figures": figures})
    return replace(LIBRARY, known={**LIBRARY.known, code: known})


def test_a_margin_of_another_language_says_so_and_is_never_certain(app: Flask) -> None:
    """The broken variant claimed more than 99 % at 12 of 12, by a Colombian sample."""
    page = page_of(app, scale("PHQ-4", 3))
    assert "The margin comes from a Spanish-language sample." in page
    assert "about 95 %" in page
    assert "99 %" not in page
    page = page_of(app, scale("PHQ-9", 3, 3, 3, 3, 3, 3, 3, 3, 0))
    assert "from German-language and Chinese-language samples" in page
    assert "99 %" not in page


def test_a_norm_of_another_language_is_refused_by_the_same_rule() -> None:
    evidence = LIBRARY.evidence("PHQ-9")
    assert norm_basis(evidence, "total", "en") is None
    assert norm_basis(evidence, "total", "de") is not None
    basis = error_basis(LIBRARY.evidence("PHQ-4"), "total", "en")
    assert basis is not None
    assert (basis.fits("es"), basis.fits("en")) == (True, False)


def test_a_margin_of_the_person_s_own_language_stands_as_it_is_found() -> None:
    found = report(in_language("PHQ-4", "en"), (scale("PHQ-4", 3),), day=DAY)
    margin = found.scales[0].headline.margin
    assert margin is not None
    assert not margin.translated
    other = read(scale("PHQ-4", 3)).scales[0].headline.margin
    assert other is not None
    assert other.translated


def test_a_figure_of_no_known_language_fits_nobody() -> None:
    evidence = in_language("PHQ-4", "").evidence("PHQ-4")
    basis = error_basis(evidence, "total", "en")
    assert basis is not None
    assert not basis.fits("en")
    assert basis.languages == ()
