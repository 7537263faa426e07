"""The noise follows its formula exactly, and samplers that only nearly do are caught (G2, G6)."""

import ast
import inspect
import random
from fractions import Fraction

import pytest

from tests.aggregates.attacks import Sampler, follows_formula, proven_epsilon
from wellbeing_app.aggregates import noise
from wellbeing_app.aggregates.noise import discrete_laplace

EPSILONS = (Fraction(1, 20), Fraction(2, 5), Fraction(1), Fraction(7, 3))
DRAWS = [5_000, pytest.param(100_000, marks=pytest.mark.prove)]
EPSILON = Fraction(2, 5)


def half_scale(epsilon: Fraction) -> int:
    """The canary: it spends twice what the ledger says."""
    return discrete_laplace(2 * epsilon)


def zero_twice(epsilon: Fraction) -> int:
    """A size and a sign drawn apart: zero comes twice as often as it may."""
    size = 0
    while random.random() < 2.718281828459045 ** -float(epsilon):
        size += 1
    return random.choice((-size, size))


def rounded_normal(epsilon: Fraction) -> int:
    """The wrong curve with the right spread."""
    return round(random.gauss(0, 2**0.5 / float(epsilon)))


def draw(sampler: Sampler, epsilon: Fraction, draws: int) -> list[int]:
    return [sampler(epsilon) for _ in range(draws)]


@pytest.mark.parametrize("draws", DRAWS)
@pytest.mark.parametrize("epsilon", EPSILONS, ids=str)
def test_draws_follow_the_formula(epsilon: Fraction, draws: int) -> None:
    assert follows_formula(draw(discrete_laplace, epsilon, draws), epsilon)


@pytest.mark.parametrize("broken", [half_scale, zero_twice, rounded_normal])
def test_a_broken_sampler_does_not_follow_it(broken: Sampler) -> None:
    assert not follows_formula(draw(broken, EPSILON, 20_000), EPSILON)


def proven(sampler: Sampler, draws: int) -> float:
    """Differencing: the same count is released with and without one person."""
    without = draw(sampler, EPSILON, draws)
    return proven_epsilon(without, [1 + number for number in draw(sampler, EPSILON, draws)])


@pytest.mark.parametrize("draws", DRAWS)
def test_no_more_is_spent_than_is_written_down(draws: int) -> None:
    assert proven(discrete_laplace, draws) <= float(EPSILON) * 1.1


@pytest.mark.parametrize("draws", DRAWS)
def test_half_the_scale_is_caught(draws: int) -> None:
    assert proven(half_scale, draws) > float(EPSILON) * 1.1


def test_there_are_no_floats_and_no_seed_in_it() -> None:
    tree = ast.parse(inspect.getsource(noise))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    numbers = {type(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert names & {"float", "math", "random", "round"} == set()
    assert float not in numbers
