"""Two dates side by side: the scores that both have, and what can be said of the difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.trends import Verdict, basis_of, lines, verdict
from wellbeing_app.records.past import PastScale, past_scale
from wellbeing_app.records.record import Record


@dataclass(frozen=True)
class Pair:
    """One score on two dates; None where it was not worked out that day."""

    name: str
    title: str
    first: float | None
    second: float | None
    minimum: float | None
    maximum: float | None
    verdict: Verdict | None
    """None where there are no two scores to compare."""


def side_by_side(library: Library, first: Record, second: Record) -> tuple[Pair, ...]:
    """Pair the scores of two results; versions that may not be compared stand apart."""
    joined = lines(library)
    left = {joined.get(part.key, part.key): past_scale(library, part) for part in first.parts}
    right = {joined.get(part.key, part.key): past_scale(library, part) for part in second.parts}
    return tuple(
        pair
        for key in dict.fromkeys([*left, *right])
        for pair in _pairs(library, left.get(key), right.get(key))
    )


def _pairs(library: Library, left: PastScale | None, right: PastScale | None) -> Iterator[Pair]:
    before = {one.id: one for one in left.scores} if left else {}
    after = {one.id: one for one in right.scores} if right else {}
    scale = right or left
    for name in dict.fromkeys([*before, *after]):
        shown = after.get(name) or before.get(name)
        if scale is None or shown is None:
            continue
        both = name in before and name in after
        basis = basis_of(library, scale.key, name)
        yield Pair(
            name=scale.name,
            title=shown.title,
            first=before[name].value if name in before else None,
            second=after[name].value if name in after else None,
            minimum=shown.minimum,
            maximum=shown.maximum,
            verdict=verdict(before[name].value, after[name].value, basis) if both else None,
        )
