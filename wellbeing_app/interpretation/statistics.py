"""The few formulas that a result rests on, by the normal model of classical test theory.

A score is taken as the true score plus an error that is normal with the standard error of
measurement (SEM) as its spread (Lord and Novick 1968, "Statistical Theories of Mental Test
Scores"). Whether published figures may be put into a formula is not decided here: see `backing`.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist

CERTAINTY = 0.95
Z = NormalDist().inv_cdf((1 + CERTAINTY) / 2)
"""1.96: how many standard errors a margin of 95 % reaches to each side."""


def standard_error(deviation: float, reliability: float) -> float:
    """Return the SEM in points: SD * sqrt(1 - r).

    `deviation` is the SD of the scores in a sample (points, 0 or more), `reliability` the
    coefficient found for the same score (0 to 1). ValueError outside these. Source: Lord and
    Novick 1968; Harvill 1991, Educational Measurement: Issues and Practice 10(2):33-41.
    """
    if deviation < 0 or not 0 <= reliability <= 1:
        raise ValueError("a deviation is 0 or more, a reliability lies between 0 and 1")
    return deviation * math.sqrt(1 - reliability)


def margin(value: float, error: float, minimum: float, maximum: float) -> tuple[float, float]:
    """Return where the score lies with 95 % certainty: value +- 1.96 * SEM.

    All in points, cut at the scale's ends; `error` is the SEM. Source: as `standard_error`.
    """
    reach = Z * error
    return max(minimum, value - reach), min(maximum, value + reach)


def band_chances(
    value: float, error: float, bands: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """Return the chance (0 to 1, together 1) of each band to hold the true score.

    `bands` are (lowest, highest) score, lowest band first; neighbours meet half-way, the outer ones
    are open to the outside. The true score is taken as normal around `value` with the SEM `error`;
    without error the band that holds the value has all of it. Source: as `standard_error`.
    """
    edges = [(below[1] + above[0]) / 2 for below, above in pairwise(bands)]
    reached = [0.0, *(_share_below(edge, value, error) for edge in edges), 1.0]
    return tuple(high - low for low, high in pairwise(reached))


def _share_below(edge: float, value: float, error: float) -> float:
    if error == 0:
        return float(value < edge)
    return NormalDist(value, error).cdf(edge)


def reliable_change(error: float) -> float:
    """Return the smallest difference of two scores beyond error at 95 %: 1.96 * sqrt(2) * SEM.

    In points; `error` is the SEM, from a test-retest coefficient where time passed. Source:
    Jacobson and Truax 1991, J Consult Clin Psychol 59(1):12-19.
    """
    return Z * math.sqrt(2) * error


def percentile(value: float, mean: float, deviation: float) -> float:
    """Return how many of 100 people of a sample lie below a score: 100 * Phi((x - M) / SD).

    `deviation` is above 0. Only as good as the sample is normal: for a lopsided score the
    published table is better.
    """
    return 100 * NormalDist(mean, deviation).cdf(value)


def positive_predictive_value(sensitivity: float, specificity: float, rate: float) -> float:
    """Return the share (0 to 1) of positives who have the condition: Bayes' rule.

    se*p / (se*p + (1-sp)*(1-p)), all shares from 0 to 1; `rate` is the base rate p. Source: Altman
    and Bland 1994, BMJ 309:102. ZeroDivisionError where nobody can be positive.
    """
    true, false = sensitivity * rate, (1 - specificity) * (1 - rate)
    return true / (true + false)
