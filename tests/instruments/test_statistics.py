"""The formulas of a result against closed forms and published worked examples."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.instruments.statistics import (
    Z,
    band_chances,
    change_index,
    margin,
    negative_predictive_value,
    percentile,
    positive_predictive_value,
    reliable_change,
    standard_error,
)

RATES = (1, 3.2, 4.8, 8.6, 20, 50)
DEPRESSION = (3.9, 4.7, 8.8, 12.1)
WORRY = (2.6, 2.7, 7.6, 10.0)

PRINTED = [
    # sensitivity, specificity, base rates in %, printed PPV (NPV) in %
    (0.883, 0.816, RATES, "4.6 (99.9) 13.7 (99.5) 19.5 (99.3) 31.1 (98.7) 54.5 (96.5) 82.8 (87.5)"),
    (0.809, 0.872, RATES, "6.0 (99.8) 17.3 (99.3) 24.2 (98.9) 37.3 (98.0) 61.2 (94.8) 86.3 (82.0)"),
    (0.707, 0.869, RATES, "5.2 (99.7) 15.1 (98.9) 21.4 (98.3) 33.7 (96.9) 57.4 (92.2) 84.4 (74.8)"),
    (0.697, 0.851, RATES, "4.5 (99.6) 13.4 (98.8) 19.1 (98.2) 30.6 (96.8) 53.9 (91.8) 82.4 (73.7)"),
    (0.88, 0.85, RATES, "5.6 (99.9) 16.2 (99.5) 22.8 (99.3) 35.6 (98.7) 59.5 (96.6) 85.4 (87.6)"),
    (0.74, 0.91, RATES, "7.7 (99.7) 21.4 (99.1) 29.3 (98.6) 43.6 (97.4) 67.3 (93.3) 89.2 (77.8)"),
    (0.89, 0.82, RATES, "4.8 (99.9) 14.0 (99.6) 20.0 (99.3) 31.8 (98.8) 55.3 (96.8) 83.2 (88.2)"),
    (0.79, 0.79, RATES, "3.7 (99.7) 11.1 (99.1) 15.9 (98.7) 26.1 (97.6) 48.5 (93.8) 79.0 (79.0)"),
    (0.44, 0.96, RATES, "10.0 (99.4) 26.7 (98.1) 35.7 (97.1) 50.9 (94.8) 73.3 (87.3) 91.7 (63.2)"),
    (0.88, 0.85, DEPRESSION, "19.2 (99.4) 22.4 (99.3) 36.1 (98.7) 44.7 (98.1)"),
    (0.74, 0.91, DEPRESSION, "25.0 (98.9) 28.9 (98.6) 44.2 (97.3) 53.1 (96.2)"),
    (0.86, 0.78, DEPRESSION, "13.7 (99.3) 16.2 (99.1) 27.4 (98.3) 35.0 (97.6)"),
    (0.61, 0.92, DEPRESSION, "23.6 (98.3) 27.3 (98.0) 42.4 (96.1) 51.2 (94.5)"),
    (0.89, 0.71, DEPRESSION, "11.1 (99.4) 13.1 (99.2) 22.8 (98.5) 29.7 (97.9)"),
    (0.89, 0.82, WORRY, "11.7 (99.6) 12.1 (99.6) 28.9 (98.9) 35.5 (98.5)"),
    (0.83, 0.84, WORRY, "12.2 (99.5) 12.6 (99.4) 29.9 (98.4) 36.6 (97.8)"),
    (0.76, 0.81, WORRY, "9.6 (99.2) 10.0 (99.2) 24.8 (97.6) 30.8 (96.8)"),
]
"""Printed tables of predictive values, worked from published accuracy and base rates by others.
They test the formula; they are no licence to show any of them."""

shares = st.floats(0.01, 0.99)
points = st.floats(-50, 150)
errors = st.floats(0.1, 20)


@pytest.mark.parametrize(("sensitivity", "specificity", "rates", "printed"), PRINTED)
def test_predictive_values_equal_the_printed_table(
    sensitivity: float, specificity: float, rates: tuple[float, ...], printed: str
) -> None:
    found = " ".join(
        f"{100 * positive_predictive_value(sensitivity, specificity, rate / 100):.1f} "
        f"({100 * negative_predictive_value(sensitivity, specificity, rate / 100):.1f})"
        for rate in rates
    )
    assert found == printed


def test_predictive_values_equal_a_count_of_people() -> None:
    """Altman and Bland 1994, BMJ 309:102: 231 true positives of 263, 54 true negatives of 81."""
    sensitivity, specificity, rate = 231 / 258, 54 / 86, 258 / 344
    assert positive_predictive_value(sensitivity, specificity, rate) == pytest.approx(231 / 263)
    assert negative_predictive_value(sensitivity, specificity, rate) == pytest.approx(54 / 81)


@pytest.mark.parametrize(
    ("deviation", "reliability", "error", "change"),
    [
        (3.5, 0.86, 1.3, 3.6),  # PHQ-9, community
        (3.5, 0.74, 1.8, 4.9),  # PHQ-9, patients (5.0 where 1.8 is rounded first)
        (3.4, 0.83, 1.4, 3.9),  # GAD-7
        (7.8, 0.76, 3.82, 10.6),  # SCS
    ],
)
def test_the_error_and_the_change_equal_the_printed_ones(
    deviation: float, reliability: float, error: float, change: float
) -> None:
    digits = len(str(error).partition(".")[2])
    found = standard_error(deviation, reliability)
    assert round(found, digits) == error
    assert round(reliable_change(found), 1) == change


def test_the_smallest_detectable_change_of_the_k6_equals_the_published_one() -> None:
    """SD 5.84 and ICC .73 in 3,254 people; the paper prints 8.47 (doi 10.2147/PRBM.S417446)."""
    assert reliable_change(standard_error(5.84, 0.73)) == pytest.approx(8.47, abs=0.1)


def test_the_worked_example_of_the_reliable_change_index() -> None:
    """Jacobson and Truax 1991: SD 7.5, r .80, from 32.5 to 47.5.

    Their S_E is 3.35, the standard error of the difference 4.74, the index 15 / 4.74 = 3.16.
    """
    error = standard_error(7.5, 0.80)
    assert round(error, 2) == 3.35
    assert round(math.sqrt(2) * error, 2) == 4.74
    assert round(change_index(32.5, 47.5, error), 2) == 3.16


def test_the_textbook_margin() -> None:
    """SD 15 and r .89 give an SEM of 4.97 and about 90 to 110 around 100."""
    error = standard_error(15, 0.89)
    assert round(error, 2) == 4.97
    low, high = margin(100, error, 40, 160)
    assert (round(low, 1), round(high, 1)) == (90.2, 109.8)


def test_a_margin_ends_with_the_scale() -> None:
    assert margin(0, 2, 0, 27) == pytest.approx((0, Z * 2))
    assert margin(27, 2, 0, 27) == pytest.approx((27 - Z * 2, 27))


@pytest.mark.parametrize(
    ("value", "below"), [(100, 50), (115, 84.13), (85, 15.87), (130, 97.72), (124.67, 95)]
)
def test_percentiles_equal_the_table_of_the_normal_curve(value: float, below: float) -> None:
    assert percentile(value, 100, 15) == pytest.approx(below, abs=0.01)


def test_a_score_on_the_edge_of_two_bands_is_as_likely_in_either() -> None:
    low, high = band_chances(9.5, 1.5, [(0, 9), (10, 21)])
    assert low == pytest.approx(0.5)
    assert high == pytest.approx(0.5)


def test_band_chances_equal_the_normal_curve() -> None:
    """One SEM above the edge: 15.87 % below it."""
    low, high = band_chances(11.5, 2, [(0, 9), (10, 21)])
    assert low == pytest.approx(0.1587, abs=0.0001)
    assert high == pytest.approx(0.8413, abs=0.0001)


def test_without_error_the_band_of_the_score_has_all_the_chance() -> None:
    assert band_chances(12, 0, [(0, 9), (10, 14), (15, 21)]) == (0, 1, 0)


@pytest.mark.parametrize(("deviation", "reliability"), [(-1, 0.5), (1, 1.1), (1, -0.1)])
def test_impossible_figures_are_refused(deviation: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="reliability"):
        standard_error(deviation, reliability)


@given(points, errors, st.lists(st.integers(0, 100), min_size=2, max_size=7, unique=True))
def test_the_chances_of_all_bands_make_one(value: float, error: float, starts: list[int]) -> None:
    starts.sort()
    bands = [(low, high - 1) for low, high in pairwise(starts)] + [(starts[-1], 100)]
    chances = band_chances(value, error, bands)
    assert sum(chances) == pytest.approx(1)
    assert all(chance >= 0 for chance in chances)


@given(shares, shares, shares)
def test_predictive_values_agree_with_a_table_of_four_fields(
    sensitivity: float, specificity: float, rate: float
) -> None:
    people = 1_000_000
    ill = people * rate
    found, missed = ill * sensitivity, ill * (1 - sensitivity)
    cleared, wrong = (people - ill) * specificity, (people - ill) * (1 - specificity)
    positive = positive_predictive_value(sensitivity, specificity, rate)
    negative = negative_predictive_value(sensitivity, specificity, rate)
    assert positive == pytest.approx(found / (found + wrong))
    assert negative == pytest.approx(cleared / (cleared + missed))


@given(points, points, errors)
def test_a_change_beyond_its_index_is_beyond_its_points(
    before: float, after: float, error: float
) -> None:
    difference, limit = abs(after - before), reliable_change(error)
    if abs(difference - limit) > 1e-9:
        assert (abs(change_index(before, after, error)) > Z) == (difference > limit)
