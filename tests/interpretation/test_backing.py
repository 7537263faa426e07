"""Which figures back what: the shipped scales by a table, each rule by a figure that breaks it."""

import json
from typing import Any

import pytest

from tests.instruments.shipped import read as read_file
from tests.records.results import LIBRARY, read, scale
from wellbeing_app.instruments.library.evidence import Evidence, read_evidence
from wellbeing_app.interpretation.backing import (
    change_basis,
    error_basis,
    norm_basis,
    number,
    screen_basis,
    screen_refusal,
    undrawn_line,
    unsized_norms,
)
from wellbeing_app.untrusted.refusal import Refused

TABLE = [
    # code, score, standard error, change beyond error, base rates in %, why no chance, norm
    ("BPS", "total", None, None, [], "accuracy", None),
    ("GAD-7", "total", 1.13, 3.89, [7.6], None, None),
    ("K6", "total", 3.03, 8.47, [], "accuracy", "ca-2007"),
    ("PHQ-4", "total", 0.80, None, [], "accuracy", None),
    ("PHQ-4", "anxiety", None, None, [], "accuracy", None),
    ("PHQ-4", "depression", None, None, [], "accuracy", None),
    ("PHQ-9", "total", 1.31, 4.95, [3.9, 4.7, 12.1], None, None),
    ("PPCS-18", "total", None, None, [], "circular", None),
    ("WHO-5", "raw", 1.90, None, [], "accuracy", None),
    ("WHO-5", "index", 7.57, 23.6, [], "accuracy", None),
]


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


@pytest.mark.parametrize(("code", "score", "error", "change", "rates", "refusal", "norm"), TABLE)
def test_each_shipped_score_has_what_its_sources_back_and_no_more(
    code: str,
    score: str,
    error: float | None,
    change: float | None,
    rates: list[float],
    refusal: str | None,
    norm: str | None,
) -> None:
    evidence = LIBRARY.evidence(code)
    found_error, found_change = error_basis(evidence, score), change_basis(evidence, score)
    screen, sample = screen_basis(evidence, score), norm_basis(evidence, score, "en")
    assert rounded(found_error.error if found_error else None) == error
    assert rounded(found_change.points if found_change else None) == change
    assert [number(rate, "percent") for rate in (screen.rates if screen else ())] == rates
    assert screen_refusal(evidence, score) == refusal
    assert (sample.id if sample else None) == norm


@pytest.mark.parametrize(
    ("code", "score", "known"),
    [
        ("PPCS-18", "total", "passed-on"),
        ("PPCS-6", "total", None),
        ("HBI-19", "total", "published"),
        ("HBI-19", "coping", None),
        ("SCS", "total", "published"),
    ],
)
def test_a_line_that_is_not_drawn_is_known_from_its_source_or_from_others(
    code: str, score: str, known: str | None
) -> None:
    """The line of the short PPCS is only remembered: of that a visitor is told nothing."""
    assert undrawn_line(LIBRARY.evidence(code), score) == known


def test_the_table_names_every_score_a_visitor_can_get() -> None:
    offered = {(one.key.code, rule.id) for one in LIBRARY.instruments() for rule in one.scores}
    assert {(row[0], row[1]) for row in TABLE} == offered


def changed(code: str, figure_id: str, **change: object) -> Evidence:
    document: dict[str, Any] = read_file(f"{code}/evidence.json")
    next(one for one in document["figures"] if one["id"] == figure_id).update(change)
    return read_evidence(json.dumps(document).encode(), origin=code)


@pytest.mark.parametrize(
    ("figure", "change"),
    [
        ("levis-sensitivity", {"seen": "memory"}),
        ("levis-specificity", {"circular": True}),
        ("line-10-levis", {"standard": "questionnaire"}),
        ("line-10-levis", {"window": "12 months"}),
        ("levis-sensitivity", {"target": "any mood or anxiety disorder"}),
        ("levis-specificity", {"value": {"at_or_above": 11, "value": 0.85}}),
        ("levis-specificity", {"population": "others"}),
    ],
)
def test_a_predictive_value_falls_with_any_of_its_pieces(
    figure: str, change: dict[str, object]
) -> None:
    assert screen_basis(LIBRARY.evidence("PHQ-9"), "total")
    assert screen_basis(changed("PHQ-9", figure, **change), "total") is None


@pytest.mark.parametrize(
    "change",
    [{"window": "12 months"}, {"target": "anxiety"}, {"standard": None}, {"seen": "memory"}],
)
def test_a_base_rate_of_another_condition_or_time_is_not_offered(change: dict[str, object]) -> None:
    found = screen_basis(changed("PHQ-9", "rate-de-current", **change), "total")
    assert found is not None
    assert [rate.id for rate in found.rates] == ["rate-world-point", "rate-accuracy-studies"]


def test_a_margin_cannot_be_put_together_from_a_remembered_figure() -> None:
    with pytest.raises(Refused, match="cannot use 'mean-de'"):
        changed("GAD-7", "mean-de", seen="memory")


def test_a_margin_cannot_use_a_figure_of_another_score() -> None:
    with pytest.raises(Refused, match="cannot use 'alpha-thai'"):
        changed("WHO-5", "sem-thai-index", uses=["mean-thai-index", "alpha-thai"])


def test_agreement_on_one_day_backs_no_change_over_time() -> None:
    assert change_basis(LIBRARY.evidence("PHQ-4"), "total") is None
    assert error_basis(LIBRARY.evidence("PHQ-4"), "total") is not None


@pytest.mark.parametrize(
    "change", [{"general": False}, {"language": "es"}, {"sample": None}, {"country": ""}]
)
def test_a_sample_that_does_not_fit_backs_no_comparison(change: dict[str, object]) -> None:
    assert norm_basis(LIBRARY.evidence("K6"), "total", "en")
    assert norm_basis(changed("K6", "ca-2007", **change), "total", "en") is None


@pytest.mark.parametrize(
    ("sizes", "chosen", "unsized"),
    [
        ({}, "ca-2007", ["us-2009-2013", "us-2021"]),
        ({"us-2009-2013": 9}, "us-2009-2013", []),
        ({"us-2009-2013": 9, "us-2021": 9}, "us-2021", []),
    ],
)
def test_a_whole_country_goes_before_a_part_of_it_and_the_newer_before_the_older(
    sizes: dict[str, int], chosen: str, unsized: list[str]
) -> None:
    """The sizes are made up: none was seen, so the shipped file compares with California."""
    document: dict[str, Any] = read_file("K6/evidence.json")
    for figure in document["figures"]:
        figure["sample"] = sizes.get(figure["id"], figure["sample"])
    evidence = read_evidence(json.dumps(document).encode(), origin="K6")
    found = norm_basis(evidence, "total", "en")
    assert found is not None
    assert found.id == chosen
    assert [one.id for one in unsized_norms(evidence, found)] == unsized


def test_a_sample_in_another_language_fits_a_person_who_answers_in_it() -> None:
    found = norm_basis(LIBRARY.evidence("PHQ-9"), "total", "de")
    assert found is not None
    assert found.id == "de-moderate"


def test_every_printed_standard_error_is_the_one_its_figures_give() -> None:
    for code in ("GAD-7", "K6", "PHQ-4", "PHQ-9", "WHO-5"):
        evidence = LIBRARY.evidence(code)
        for figure in evidence.figures:
            if figure.kind == "sem" and figure.uses:
                basis = error_basis(evidence, figure.score)
                assert basis is not None
                assert round(basis.error, 1) == figure.value, (code, figure.id)


@pytest.mark.parametrize(
    ("values", "rate", "of_100"),
    [
        ((2, 2, 2, 2, 2, 0), 1, 19),
        ((2, 2, 2, 2, 2, 0), 2, 22),
        ((2, 2, 2, 2, 2, 0), 3, 45),
        ((2, 2, 2, 2, 2, 0), 4, 19),
        ((2, 2, 2, 2, 2, 0), -1, 19),
        ((2, 2, 2, 2, 1, 0), 1, None),
    ],
)
def test_a_positive_screen_is_right_as_often_as_the_table_says(
    values: tuple[int, ...], rate: int, of_100: int | None
) -> None:
    """PHQ-9, 10 or more: 19.2, 22.4 and 44.7 % at base rates of 3.9, 4.7 and 12.1 %."""
    screen = read(scale("PHQ-9", *values), rate=rate).scales[0].headline.screen
    assert (screen.of_100 if screen else None) == of_100


def test_gad_7_uses_the_rate_of_the_clinics_its_accuracy_was_found_in() -> None:
    """10 or more, 7.6 % in primary care: 28.9 %."""
    screen = read(scale("GAD-7", 2)).scales[0].headline.screen
    assert screen is not None
    assert screen.of_100 == 29
    assert len(screen.basis.rates) == 1


def test_a_change_is_held_against_the_strictest_figure_there_is() -> None:
    """The broken variant took the first: that of people in general, for a therapist's patient."""
    basis = change_basis(LIBRARY.evidence("PHQ-9"), "total")
    assert basis is not None
    assert basis.people == "psychiatric patients with major depression, 2 weeks, China"
