"""What an attacker on released numbers can prove, in figures."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate

Sampler = Callable[[Fraction], int]
SURE = 0.99


def share_of(number: int, epsilon: Fraction) -> float:
    """The formula: how often discrete Laplace noise is this number."""
    ratio = math.exp(-float(epsilon))
    return (1 - ratio) / (1 + ratio) * ratio ** abs(number)


def distance(draws: Sequence[int], epsilon: Fraction) -> float:
    """The largest distance of the drawn distribution from the formula's (Kolmogorov-Smirnov)."""
    found = Counter(draws)
    numbers = range(min(found) - 1, max(found) + 2)
    drawn = accumulate(found[number] / len(draws) for number in numbers)
    below = sum(share_of(number, epsilon) for number in range(numbers[0] - 2000, numbers[0]))
    formula = accumulate((share_of(number, epsilon) for number in numbers), initial=below)
    next(formula)
    return max(abs(one - other) for one, other in zip(drawn, formula, strict=True))


def follows_formula(draws: Sequence[int], epsilon: Fraction) -> bool:
    """Whether draws follow the formula; the right sampler fails once in a billion runs."""
    return distance(draws, epsilon) < math.sqrt(math.log(2e9) / (2 * len(draws)))


def proven_epsilon(without: Sequence[int], with_target: Sequence[int]) -> float:
    """The epsilon that draws without and with one person prove to be spent, at 99 % certainty.

    The event is the one that tells the two apart best: the number is at least so large.
    """
    draws = len(without)
    middle = sorted(with_target)[draws // 2]
    often = sum(number >= middle for number in with_target)
    rarely = sum(number >= middle for number in without)
    least = clopper_pearson_low(often, draws)
    most = 1 - clopper_pearson_low(draws - rarely, draws)
    return math.log(least / most) if least > 0 else 0.0


def clopper_pearson_low(hits: int, trials: int) -> float:
    """The lower end of the exact two-sided interval of a share."""
    low, high = 0.0, hits / trials
    for _ in range(40):
        middle = (low + high) / 2
        if at_least(hits, trials, middle) < (1 - SURE) / 2:
            low = middle
        else:
            high = middle
    return low


def at_least(hits: int, trials: int, chance: float) -> float:
    """How likely it is that so many of the trials succeed, or more."""
    if chance <= 0:
        return float(hits == 0)
    total, number = 0.0, hits
    term = math.exp(
        math.lgamma(trials + 1) - math.lgamma(hits + 1) - math.lgamma(trials - hits + 1)
        + hits * math.log(chance) + (trials - hits) * math.log1p(-chance)
    )  # fmt: skip
    while term > total * 1e-12 and number <= trials:
        total += term
        term *= (trials - number) / (number + 1) * chance / (1 - chance)
        number += 1
    return total
