"""What an attacker learns of one person, or of a hidden number, from what is published (G2-G6)."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import exp

import pytest

from tests.aggregates.attacks import proven_epsilon
from wellbeing_app.aggregates.disclosure import (
    SMALLEST_CELL,
    SMALLEST_TABLE,
    hidden_below,
    largest_error,
    noised,
    rounded,
)
from wellbeing_app.aggregates.noise import discrete_laplace

EPSILON = Fraction(2, 5)
Rule = Callable[[Sequence[int]], tuple[int | None, ...] | None]


@pytest.mark.parametrize(
    ("thousandths", "error", "least"),
    [(400, 8, 10), (200, 16, 20), (100, 31, 35), (40, 76, 80), (1_000, 4, 10)],
)
def test_what_is_hidden_follows_from_the_noise(thousandths: int, error: int, least: int) -> None:
    epsilon = Fraction(thousandths, 1_000)
    assert largest_error(epsilon) == error
    assert hidden_below(epsilon) == least


def test_noise_is_clamped_hidden_and_rounded() -> None:
    assert noised([0, 7, 9, 12, 13], EPSILON, lambda _: 0) == (None, None, None, 10, 15)
    assert noised([3, 30], EPSILON, lambda _: -20) == (None, 10)


# G3: who knows everybody else wants to know whether one person was counted.

GAMES = [4_000, pytest.param(50_000, marks=pytest.mark.prove)]
OTHERS = (12, 33, 51)


def advantage(publish: Callable[[Sequence[int]], object], games: int) -> float:
    """The best threshold on the cell of the target: right accusations less false ones."""
    with_target = (OTHERS[0] + 1, *OTHERS[1:])

    def cells(counts: Sequence[int]) -> list[int]:
        numbers = (publish(counts) for _ in range(games))
        return [number[0] or 0 for number in numbers]  # type: ignore[index]

    accused, innocent = cells(with_target), cells(OTHERS)
    cuts = {*accused, *innocent}
    return max(
        (sum(one >= cut for one in accused) - sum(one >= cut for one in innocent)) / games
        for cut in cuts
    )


def bound(epsilon: Fraction) -> float:
    return (exp(epsilon) - 1) / (exp(epsilon) + 1)


@pytest.mark.parametrize("games", GAMES)
def test_nobody_can_tell_whether_one_person_was_counted(games: int) -> None:
    slack = 0.02 + 3 / games**0.5  # the attacker picks the best of several cuts of a sample
    assert advantage(lambda counts: noised(counts, EPSILON), games) <= bound(EPSILON) + slack


@pytest.mark.parametrize("games", GAMES)
def test_a_table_without_noise_gives_that_person_away(games: int) -> None:
    assert advantage(lambda counts: noised(counts, EPSILON, lambda _: 0), games) == 1


# G2 and G6 on whole tables: what is published, not the noise alone.


def proven(draw: Callable[[Fraction], int], draws: int) -> float:
    def published(count: int) -> list[int]:
        return [noised([count], EPSILON, draw)[0] or 0 for _ in range(draws)]

    return proven_epsilon(published(17), published(18))


DRAWS = [20_000, pytest.param(100_000, marks=pytest.mark.prove)]


@pytest.mark.parametrize("draws", DRAWS)
def test_a_table_with_and_without_one_person_differs_by_epsilon_at_most(draws: int) -> None:
    assert proven(discrete_laplace, draws) <= float(EPSILON) * 1.1


@pytest.mark.parametrize("draws", DRAWS)
def test_a_table_with_half_the_noise_is_caught(draws: int) -> None:
    assert proven(lambda epsilon: discrete_laplace(2 * epsilon), draws) > float(EPSILON) * 1.1


# G4: why a quarter is drawn once.


def test_noise_that_is_drawn_anew_averages_away() -> None:
    """The broken variant: a view that draws at each look gives the count to whoever looks often."""
    looks = [37 + discrete_laplace(EPSILON) for _ in range(2_000)]
    assert round(sum(looks) / len(looks)) == 37


# G5: every table that could stand behind what is published. Cells may be taken in rising order:
# which of the hidden ones is the smaller is not published.


def narrowest(rule: Rule, cells: int, most: int) -> int:
    """The fewest values that a hidden cell can have, over all that can be published.

    Where a shown number is nearly `most`, not all that could stand behind it was tried.
    """
    behind: dict[tuple[int | None, ...], set[int]] = {}
    for counts in combinations_with_replacement(range(most + SMALLEST_CELL), cells):
        published = rule(counts)
        if published is not None and None in published:
            hidden = (n for n, shown in zip(counts, published, strict=False) if shown is None)
            behind.setdefault(published, set()).update(hidden)
    return min(
        len(values)
        for published, values in behind.items()
        if max(number or 0 for number in published[:cells]) < most
    )


def by_hidden_counts(counts: Sequence[int]) -> tuple[int | None, ...] | None:
    """The rule as it was planned: whether a table is shown depends on what it hides."""
    if sum(counts) < SMALLEST_TABLE or max(counts) > 0.9 * sum(counts):
        return None
    in_order = sorted(range(len(counts)), key=lambda place: counts[place])
    small = sum(count < SMALLEST_CELL for count in counts)
    hidden = in_order[: 2 if small == 1 else small]
    return tuple(
        None if place in hidden else 5 * ((count + 2) // 5) for place, count in enumerate(counts)
    )


def alone(counts: Sequence[int]) -> tuple[int | None, ...] | None:
    """A small cell is hidden alone, and a rounded total stands beside the table."""
    if sum(counts) < SMALLEST_TABLE:
        return None
    cells = (None if count < SMALLEST_CELL else 5 * ((count + 2) // 5) for count in counts)
    return (*cells, 5 * ((sum(counts) + 2) // 5))


FULL_COUNTS = [pytest.param(*size, marks=pytest.mark.prove) for size in ((4, 70), (5, 34))]


@pytest.mark.parametrize(("cells", "most"), [(4, 26), *FULL_COUNTS])
def test_a_hidden_number_can_have_ten_values_at_least(cells: int, most: int) -> None:
    assert narrowest(rounded, cells, most) >= 10


@pytest.mark.parametrize("broken", [by_hidden_counts, alone])
def test_a_rule_that_narrows_a_hidden_number_is_caught(broken: Rule) -> None:
    assert narrowest(broken, 3, 24) < 10


def test_one_more_person_shows_at_most_as_a_step_of_five() -> None:
    """G2 where nothing is noised: no pair of tables tells of a change of one below ten."""
    for counts in product(range(0, 42, 7), repeat=4):
        for place in range(4):
            more = [count + (place == other) for other, count in enumerate(counts)]
            before, after = rounded(counts), rounded(more)
            if before is None or after is None:
                continue
            for old, new in zip(before, after, strict=True):
                assert old is None or new is None or abs(new - old) in (0, 5)


@pytest.mark.parametrize(
    ("counts", "published"),
    [
        ((10, 10, 9), None),
        ((12, 12, 12), None),
        ((13, 13, 13), (15, 15, 15)),
        ((0, 15, 20, 25), (None, None, 20, 25)),
        ((0, 3, 40, 20), (None, None, 40, 20)),
        ((9, 9, 500), None),
        ((90, 10, 10), (90, 10, 10)),
        ((400, 20, 20), None),
        ((0, 0, 0), None),
    ],
)
def test_thresholds_of_a_clinics_table(counts: Sequence[int], published: object) -> None:
    assert rounded(counts) == published
