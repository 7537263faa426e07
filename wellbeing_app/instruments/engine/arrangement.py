"""What one administration puts to a person, and in which order, before any answer is known.

Branches choose sections (OSD A1), dimensions switched off take their items away (C7), then
sections, items and options are shuffled where the definition says so (S4, S5).

One seed gives the same order on every machine: what sorting by a SHA-256 of seed and name gives. It
depends on no generator's state, no version of Python and no hash randomisation, and one part's
place tells nothing about another's.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from wellbeing_app.instruments.engine.dependencies import triggers
from wellbeing_app.instruments.model.instrument import Branch, Dimension, Instrument, Section
from wellbeing_app.instruments.model.item import Item, Option
from wellbeing_app.instruments.model.values import Value, same, truth_of

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


def disabled_dimensions(
    instrument: Instrument, parameters: Mapping[str, Value], chosen: tuple[str, ...] | None
) -> frozenset[str]:
    """Return the ids of dimensions that are switched off.

    `chosen` names those a battery asks for (A4); None leaves it to each dimension's own switch.
    """
    return frozenset(
        dimension.id
        for dimension in instrument.dimensions
        if not (_enabled(dimension, parameters) if chosen is None else dimension.id in chosen)
    )


def _enabled(dimension: Dimension, parameters: Mapping[str, Value]) -> bool:
    switch = dimension.enabled_param or f"enable_{dimension.id}"
    if parameters.get(switch) is not None:
        return truth_of(parameters[switch])
    return dimension.default_enabled or not dimension.selectable


def arranged_sections(
    instrument: Instrument,
    parameters: Mapping[str, Value],
    disabled: frozenset[str],
    seed: int,
) -> tuple[Section, ...]:
    """Return the sections that apply, with the items that apply, in this seed's order.

    A follow-up that a shuffle puts before the question it waits for is moved behind it.
    """
    left_out = _left_out(instrument, parameters, seed)
    sections = tuple(s for s in instrument.sections if s.id is None or s.id not in left_out)
    if instrument.shuffle_sections:
        sections = _shuffled_sections(instrument, sections, seed)
    mixed = truth_of(parameters.get("shuffle_questions"))
    return tuple(_arranged(instrument, s, disabled, seed, mixed=mixed) for s in sections)


def arranged_options(
    instrument: Instrument, item: Item, seed: int
) -> tuple[tuple[int, Option], ...]:
    """Return an item's options in the order shown, each with its place in the file (from 0)."""
    numbered = tuple(enumerate(item.options))
    if item.shuffle_options:
        return shuffled(
            numbered,
            name=lambda entry: str(entry[0]),
            pool=lambda _: 0,
            drawn=lambda place: draw(seed, str(instrument.key), "option", item.id, place),
            needs={},
        )
    return numbered[::-1] if item.reverse_display else numbered


def _left_out(instrument: Instrument, parameters: Mapping[str, Value], seed: int) -> set[str]:
    left_out: set[str] = set()
    for branch in instrument.branches:
        arm = branch.arms[_arm(instrument, branch, parameters, seed)]
        named = {section for other in branch.arms for section in other.sections}
        left_out |= named.difference(arm.sections)
    return left_out


def _arm(instrument: Instrument, branch: Branch, parameters: Mapping[str, Value], seed: int) -> int:
    """Return the place of the arm taken; a parameter that names no arm takes the first."""
    if branch.method == "parameter":
        chosen = parameters.get(branch.parameter or "")
        return next((n for n, arm in enumerate(branch.arms) if same(arm.id, chosen)), 0)
    return draw(seed, str(instrument.key), "branch", branch.id) % len(branch.arms)


def _shuffled_sections(
    instrument: Instrument, sections: tuple[Section, ...], seed: int
) -> tuple[Section, ...]:
    return shuffled(
        sections,
        name=_name,
        pool=lambda s: None if s.id is None or s.id in instrument.fixed_sections else 0,
        drawn=lambda name: draw(seed, str(instrument.key), "section", name),
        needs=_section_needs(instrument, sections),
    )


def _section_needs(
    instrument: Instrument, sections: tuple[Section, ...]
) -> Mapping[str, frozenset[str]]:
    needs: dict[str, frozenset[str]] = {}
    homes: dict[str, str] = {}
    for section in sections:
        wanted = (name for item in section.items for name in triggers(instrument)[item.id])
        needs[_name(section)] = frozenset(homes[name] for name in wanted if name in homes)
        homes |= {item.id: _name(section) for item in section.items}
    return needs


def _name(section: Section) -> str:
    return section.id or ""


def _arranged(
    instrument: Instrument, section: Section, disabled: frozenset[str], seed: int, *, mixed: bool
) -> Section:
    items = tuple(item for item in section.items if item.dimension not in disabled)
    if section.shuffle or mixed:
        items = _shuffled_items(instrument, section, items, seed)
    return section if items == section.items else replace(section, items=items)


def _shuffled_items(
    instrument: Instrument, section: Section, items: tuple[Item, ...], seed: int
) -> tuple[Item, ...]:
    """Shuffle all free items together if the section says so, else within their groups (S4)."""

    def pool(item: Item) -> int | None:
        if item.random_group == 0 or (section.shuffle and item.id in section.fixed):
            return None
        return 0 if section.shuffle else item.random_group

    needs: dict[str, frozenset[str]] = {}
    for item in items:
        needs[item.id] = triggers(instrument)[item.id].intersection(needs)
    return shuffled(
        items,
        name=lambda item: item.id,
        pool=pool,
        drawn=lambda name: draw(seed, str(instrument.key), "item", name),
        needs=needs,
    )
