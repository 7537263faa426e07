"""Dependency order of things that refer to each other; circles are refused."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from wellbeing_app.untrusted.refusal import Refused, inside


def in_dependency_order(uses: Mapping[str, Sequence[str]], path: str) -> tuple[str, ...]:
    """Return the names, each after those it uses. Raises `Refused` at a circle, naming it."""
    try:
        return tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        reason = f"depends on itself: {' -> '.join(reversed(circle[:6]))}"
        raise Refused(inside(path, circle[0]), reason) from None
