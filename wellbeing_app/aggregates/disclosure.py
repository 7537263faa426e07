"""What is done to counts before anybody sees them: noise, or hiding and rounding. Pure.

`noised` is differential privacy: what one submission changes is bounded by epsilon, whatever else
an attacker knows. `rounded` is not: it hides small numbers, and serves inside a clinic alone.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from wellbeing_app.aggregates.noise import discrete_laplace

Published: TypeAlias = tuple[int | None, ...]
"""A number for each cell, or None where it is hidden."""
STEP = 5
"""Published numbers are multiples of it."""
SMALLEST_CELL = 10
SMALLEST_TABLE = 30
LARGEST_SHARE = Fraction(9, 10)
"""A table of which one cell holds more tells something of everybody in it."""
RARE = 0.05
"""How often noise may be larger than `largest_error`."""


def noised(
    counts: Sequence[int],
    epsilon: Fraction,
    draw: Callable[[Fraction], int] = discrete_laplace,
) -> Published:
    """Add noise to each count, hide what is smaller than the noise may be, round the rest.

    The cells must not depend on the counts: each has noise, also where nobody is counted.
    """
    least = hidden_below(epsilon)
    noisy = [count + draw(epsilon) for count in counts]
    return tuple(_to_step(number) if number >= least else None for number in noisy)


def largest_error(epsilon: Fraction) -> int:
    """Return the size that noise passes in fewer than one in twenty cells."""
    ratio = math.exp(-epsilon)
    return math.ceil(math.log(RARE * (1 + ratio) / 2) / -epsilon)


def hidden_below(epsilon: Fraction) -> int:
    """Return the smallest number that is shown: 10 at an epsilon of 0.4, 20 at 0.2."""
    return max(SMALLEST_CELL, STEP * math.ceil(largest_error(epsilon) / STEP))


def rounded(counts: Sequence[int]) -> Published | None:
    """Hide small cells, zeros too, and round the rest; None where nothing may be shown.

    Where one cell alone is hidden, the next smallest goes with it. No total is ever published.
    """
    in_order = sorted(range(len(counts)), key=lambda place: counts[place])
    small = sum(count < SMALLEST_CELL for count in counts)
    hidden = in_order[: 2 if small == 1 else small]
    published = tuple(
        None if place in hidden else _to_step(count) for place, count in enumerate(counts)
    )
    return published if _is_enough([number for number in published if number]) else None


def _is_enough(shown: Sequence[int]) -> bool:
    """Whether the shown cells alone are enough people, and not nearly all of them in one cell.

    Judged by what is published: where hidden counts decided, that a table is shown would tell
    of them.
    """
    surely = sum(number - STEP // 2 for number in shown)
    return surely >= SMALLEST_TABLE and max(shown) + STEP // 2 <= LARGEST_SHARE * surely


def _to_step(number: int) -> int:
    return STEP * ((number + STEP // 2) // STEP)
