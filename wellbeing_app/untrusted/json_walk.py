"""Going through a JSON document without recursion and without a path for each of its values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from wellbeing_app.untrusted.refusal import inside

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


@dataclass(slots=True)
class Place:
    """Where a value stands; `parent` None: the document itself."""

    parent: "Place | None" = None
    key: str | int = ""

    def path(self, root: str) -> str:
        """Return the JSON path, the document's own path being `root`."""
        keys = []
        place = self
        while place.parent is not None:
            keys.append(place.key)
            place = place.parent
        for key in reversed(keys):
            root = inside(root, key)
        return root


def walk(document: Json) -> Iterator[tuple[Place, int, Json]]:
    """Yield every value with its place and its level, the document itself at level 1."""
    levels = [iter([(Place(), document)])]
    while levels:
        for place, value in levels[-1]:
            yield place, len(levels), value
            if isinstance(value, dict | list):
                levels.append(_parts(place, value))
                break
        else:
            levels.pop()


def _parts(place: Place, value: dict[str, Json] | list[Json]) -> Iterator[tuple[Place, Json]]:
    pairs: Iterable[tuple[str | int, Json]]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return ((Place(place, key), part) for key, part in pairs)
