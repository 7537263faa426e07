"""Items laid out on pages of a few questions, the same for everybody with the same seed.

Which items of a page show is another matter (`Administration.shown`); the layout does not depend on
answers, so a page's number stays true while a person goes back and forth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.dependencies import owners, triggers
from wellbeing_app.instruments.model.instrument import Instrument, Level
from wellbeing_app.instruments.model.item import Item, Kind

ALIKE = 5
"""Most closed items on a page that share stem and options: read as one list."""
UNLIKE = 3
"""Most items on a page otherwise."""
_ALONE = frozenset({Kind.LONG, Kind.GRID})


@dataclass(frozen=True, slots=True)
class Block:
    """One item on a page, of the battery's member at that place (from 0)."""

    member: int
    item: Item


@dataclass(frozen=True, slots=True)
class Page:
    """What is put to a person at once."""

    blocks: tuple[Block, ...]


def pages(administrations: Sequence[Administration]) -> tuple[Page, ...]:
    """Lay out the members of a battery.

    A section starts a page, and so do an instruction, another stem, and an item that waits for an
    answer given on the page before. A gate or an item with an urgent alert is the last of its page.
    A long text or a grid stands alone.
    """
    return tuple(
        Page(tuple(Block(member, item) for item in items))
        for member, administration in enumerate(administrations)
        for section in administration.sections()
        for items in _pages(administration.instrument, section.items)
    )


def _pages(instrument: Instrument, items: Iterable[Item]) -> list[list[Item]]:
    waits, last = triggers(instrument), _last_of_page(instrument)
    found: list[list[Item]] = [[]]
    for item in items:
        page = found[-1]
        asked = [other for other in page if other.asks]
        if asked and (asked[-1].id in last or not _fits(item, asked, waits)):
            found.append([])
        found[-1].append(item)
    return [page for page in found if page]


def _fits(item: Item, asked: Sequence[Item], waits: Mapping[str, frozenset[str]]) -> bool:
    if not item.asks or item.head_key != asked[0].head_key:
        return False
    if item.kind in _ALONE or asked[0].kind in _ALONE:
        return False
    if any(other.id in waits[item.id] or item.id in waits[other.id] for other in asked):
        return False
    alike = item.options and all(other.options == item.options for other in asked)
    return len(asked) < (ALIKE if alike else UNLIKE)


def _last_of_page(instrument: Instrument) -> frozenset[str]:
    gates = {item.id for item in instrument.items if item.gate is not None}
    alarming = {
        owners(instrument)[comparison.name].id
        for alert in instrument.alerts
        if alert.level is Level.URGENT
        for comparison in comparisons(alert.when)
        if comparison.source == "item" and comparison.name in owners(instrument)
    }
    return frozenset(gates | alarming)
