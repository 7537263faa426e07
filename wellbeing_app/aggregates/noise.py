"""Exact discrete Laplace noise: whole numbers and fractions only, from the system's random source.

P(noise = k) is proportional to exp(-epsilon * |k|). Floating-point noise has gaps that tell the
number beneath it; here nothing is ever rounded. The method is that of Canonne, Kamath and Steinke,
"The Discrete Gaussian for Differential Privacy" (2020), section 5.
"""

import secrets
from fractions import Fraction


def discrete_laplace(epsilon: Fraction) -> int:
    """Draw noise for a count that one submission changes by one at most; epsilon above 0."""
    scale = 1 / epsilon
    while True:
        size = _geometric(scale.numerator) // scale.denominator
        negative = _happens(Fraction(1, 2))
        if size or not negative:
            # Zero is accepted with one of its two signs alone, or it would come twice as often.
            return -size if negative else size


def _geometric(mean: int) -> int:
    """Draw a number from 0 on, each exp(-1 / mean) times as likely as the one before."""
    while True:
        rest = secrets.randbelow(mean)
        if _happens_exp(Fraction(rest, mean)):
            break
    whole = 0
    while _happens_exp(Fraction(1)):
        whole += 1
    return rest + mean * whole


def _happens_exp(power: Fraction) -> bool:
    """Return True with probability exp(-power), for a power from 0 to 1."""
    trials = 1
    while _happens(power / trials):
        trials += 1
    return trials % 2 == 1


def _happens(chance: Fraction) -> bool:
    return secrets.randbelow(chance.denominator) < chance.numerator
