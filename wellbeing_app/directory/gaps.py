"""Where a country has lines for some people only, so that operators can look for one for everyone.

Nobody is asked for a gender, so such a line never stands alone on a page; what stands beside it
knows less about the matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import URGENT, Entry, Kind
from wellbeing_app.directory.ordering import is_for_some
from wellbeing_app.directory.wanted import Wanted, matches


@dataclass(frozen=True, slots=True)
class Gap:
    """An urgent kind of help that a country has for some people only."""

    country: str
    kind: Kind
    entries: tuple[Entry, ...]


def gaps(directory: Directory) -> Iterator[Gap]:
    """Yield every gap of what a visitor may see, by country and kind."""
    for country in directory.countries():
        for kind in Kind:
            entries = _own(directory, country.code, kind) if kind in URGENT else ()
            if entries and all(is_for_some(entry, kind) for entry in entries):
                yield Gap(country.code, kind, entries)


def _own(directory: Directory, country: str, kind: Kind) -> tuple[Entry, ...]:
    wanted = Wanted(country=country, kind=kind)
    return tuple(
        entry for entry in directory.shown if matches(entry, wanted) and country in entry.countries
    )
