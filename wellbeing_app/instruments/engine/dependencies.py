"""Which items wait for which answers: for their visibility, or for a word in their text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.expressions import parse
from wellbeing_app.instruments.model.instrument import Instrument, Section
from wellbeing_app.instruments.model.item import Condition, Item

PIPED = re.compile(r"\{([A-Za-z0-9_.-]{1,100})\}")
"""A value piped into a text (OSD S2, S3): `{parameter}`, `{answer.ID}`, `{score.ID}`, ..."""


@lru_cache(maxsize=512)
def owners(instrument: Instrument) -> Mapping[str, Item]:
    """Return the item behind each answer id: itself, or the grid of a row."""
    return {name: item for item in instrument.items for name in item.answer_ids}


@lru_cache(maxsize=512)
def conditional_items(instrument: Instrument) -> frozenset[str]:
    """Return the ids of the items that a condition may hide."""
    return frozenset(
        item.id
        for section in instrument.sections
        for item in section.items
        if any(_conditions(instrument, section, item))
    )


@lru_cache(maxsize=512)
def triggers(instrument: Instrument) -> Mapping[str, frozenset[str]]:
    """Return, by item id, the ids of other items whose answers decide its visibility or words."""
    return {
        item.id: frozenset(_triggers(instrument, section, item)) - {item.id}
        for section in instrument.sections
        for item in section.items
    }


@lru_cache(maxsize=512)
def decided_by(instrument: Instrument) -> Mapping[str, frozenset[str]]:
    """Return, by id of an item with a condition, the ids of other items whose answers decide it."""
    found: dict[str, frozenset[str]] = {}
    for section in instrument.sections:
        for item in section.items:
            named = _looked_at(instrument, section, item)
            found[item.id] = frozenset(_owners_of(instrument, named)) - {item.id}
    return found


@lru_cache(maxsize=512)
def item_conditions(instrument: Instrument) -> Mapping[str, tuple[Condition, ...]]:
    """Return, by item id, the conditions on the item itself and on its dimension (OSD S1, C7)."""
    of_dimension = {dimension.id: dimension.visible_when for dimension in instrument.dimensions}
    conditions = {
        item.id: (of_dimension.get(item.dimension or ""), item.visible_when)
        for item in instrument.items
    }
    return {name: tuple(c for c in both if c is not None) for name, both in conditions.items()}


def _conditions(instrument: Instrument, section: Section, item: Item) -> Iterator[Condition]:
    if section.visible_when is not None:
        yield section.visible_when
    yield from item_conditions(instrument)[item.id]


def _triggers(instrument: Instrument, section: Section, item: Item) -> Iterator[str]:
    named = _looked_at(instrument, section, item)
    return _owners_of(instrument, {*named, *_piped(instrument, item)})


def _looked_at(instrument: Instrument, section: Section, item: Item) -> set[tuple[str, str]]:
    return {
        (comparison.source, comparison.name)
        for condition in _conditions(instrument, section, item)
        for comparison in comparisons(condition)
    }


def _owners_of(instrument: Instrument, named: Iterable[tuple[str, str]]) -> Iterator[str]:
    for source, name in spread(instrument, named):
        owner = owners(instrument).get(name)
        if source in ("item", "answer") and owner is not None:
            yield owner.id


def spread(instrument: Instrument, named: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Follow scores and computed values down to the answers they are made of."""
    scores = {rule.id: rule for rule in instrument.scores}
    computed = {value.name: value for value in instrument.computed}
    waiting, seen = list(named), set[tuple[str, str]]()
    while waiting:
        source, name = entry = waiting.pop()
        if entry in seen:
            continue
        seen.add(entry)
        if source == "score" and name in scores:
            inputs = scores[name].inputs
            waiting.extend(("score" if part.is_score else "item", part.id) for part in inputs)
        elif source == "computed" and name in computed:
            references = parse(computed[name].expression).references
            waiting.extend((reference.source, reference.name) for reference in references)
    return seen


def _piped(instrument: Instrument, item: Item) -> Iterator[tuple[str, str]]:
    aliases = {other.alias: other.id for other in instrument.items if other.alias}
    keys = (item.text_key, item.head_key, *(row.text_key for row in item.rows))
    for texts in instrument.texts.values():
        for key in keys:
            for name in PIPED.findall(texts.get(key or "", "")):
                source, _, reference = name.partition(".")
                yield source, aliases.get(reference, reference)
