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
    pool: Callable[[Part], Hashable | None],
    drawn: Callable[[Part], int],
) -> tuple[Part, ...]:
    """Shuffle the parts of each pool among their own places; a part of pool None stays."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        name = pool(part)
        if name is not None:
            places[name].append(place)
    result = list(parts)
    for several in places.values():
        in_order = sorted((parts[place] for place in several), key=drawn)
        for place, part in zip(several, in_order, strict=True):
            result[place] = part
    return tuple(result)


def after_needs(
    parts: Sequence[Part], name: Callable[[Part], str], needs: Mapping[str, frozenset[str]]
) -> tuple[Part, ...]:
    """Move each part behind the parts it needs; `needs` has no circle and names only these parts.

    A shuffle may put a follow-up question before the question it follows up.
    """
    result: list[Part] = []
    placed: set[str] = set()
    held: list[Part] = []
    for part in parts:
        held.append(part)
        while ready := [other for other in held if needs[name(other)] <= placed]:
            result.append(ready[0])
            placed.add(name(ready[0]))
            held.remove(ready[0])
    return tuple(result)
