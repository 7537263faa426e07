"""Random orders that one seed makes the same on every machine (OSD S4, S5, A1).

An order is what sorting by a SHA-256 of seed and name gives: it depends on no generator's state, no
version of Python and no hash randomisation, and one part's place tells nothing about another's.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

Part = TypeVar("Part")


def draw(seed: int, *names: str) -> int:
    """Return an even random number of 256 bits for a seed and the names of what is drawn."""
    material = "\x1f".join((str(seed), *names)).encode()
    return int.from_bytes(hashlib.sha256(material).digest())


def shuffled(
    parts: Sequence[Part],
    *,
    name: Callable[[Part], str],
    pool: Callable[[Part], Hashable | None],
    drawn: Callable[[str], int],
    needs: Mapping[str, frozenset[str]],
) -> tuple[Part, ...]:
    """Shuffle the parts of each pool among their own places; a part of pool None stays.

    `drawn` gives the random number of a name. `needs` names, without a circle, the parts that one
    must come after: a shuffle may not put a follow-up before the question it follows up. Where
    only moving a part that stays can hold that, it is moved back.
    """
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        kept_with = pool(part)
        if kept_with is not None:
            places[kept_with].append(place)
    result = list(parts)
    for several in places.values():
        in_order = sorted((parts[place] for place in several), key=lambda part: drawn(name(part)))
        for place, part in zip(several, _after_needs(in_order, name, needs), strict=True):
            result[place] = part
    return tuple(_after_needs(result, name, needs))


def _after_needs(
    parts: Sequence[Part], name: Callable[[Part], str], needs: Mapping[str, frozenset[str]]
) -> list[Part]:
    """Move each part behind those of the parts that it needs."""
    missing = {name(part) for part in parts}
    result: list[Part] = []
    held: list[Part] = []
    for part in parts:
        held.append(part)
        while ready := [other for other in held if missing.isdisjoint(needs.get(name(other), ()))]:
            result.append(ready[0])
            missing.remove(name(ready[0]))
            held.remove(ready[0])
    return result
