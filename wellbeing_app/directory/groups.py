"""A search without a kind, laid out kind by kind: each place once, where it fits first.

Who counsels couples in the main stands under that kind alone, behind the words about fear.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Entry, Kind
from wellbeing_app.directory.wanted import Wanted, matches


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind.

    A place of which `beside` is true is of another kind and stands there as another choice.
    `elsewhere`: what is of this kind as well, and stands under another one.
    """

    kind: Kind
    places: tuple[tuple[Entry, bool], ...]
    elsewhere: tuple[Entry, ...]

    @property
    def number(self) -> int:
        """How many places are of this kind."""
        return len(self.elsewhere) + sum(not beside for _, beside in self.places)


def grouped(directory: Directory, wanted: Wanted) -> Iterator[Group]:
    """Yield the kinds of which something was found, the most urgent first.

    Each kind keeps its own order, and what has to stand before a place stands in the same group
    or in one above. Raises KeyError for an unknown country.
    """
    told: set[str] = set()
    for kind in Kind:
        asked = replace(wanted, kind=kind)
        found = directory.find(asked)
        here = [entry for entry in found if entry.id not in told and not _waits(entry, kind)]
        told |= {entry.id for entry in here}
        if found:
            yield Group(
                kind,
                places=tuple((entry, not matches(entry, asked)) for entry in here),
                elsewhere=tuple(e for e in found if e not in here and matches(e, asked)),
            )


def _waits(entry: Entry, kind: Kind) -> bool:
    """Whether it is for couples, and this is not the place for them."""
    return entry.main_kind is Kind.RELATIONSHIP_COUNSELLING and kind is not entry.main_kind
