"""First pass over a definition: the shape of every item and section, and all names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wellbeing_app.instruments.osd.names import Names, unique
from wellbeing_app.instruments.osd.raw import an_object, shape
from wellbeing_app.instruments.osd.raw_definition import DefinitionShape
from wellbeing_app.instruments.osd.raw_items import (
    ITEM_SHAPES,
    UNSUPPORTED_TYPES,
    GridShape,
    InstShape,
    ItemShape,
    QuestionShape,
    SectionShape,
)
from wellbeing_app.untrusted.refusal import Refused, inside, shown

MOST_ITEMS = 1_000
RESERVED_PARAMETERS = frozenset({"shuffle_questions", "show_header"})


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item's shape and where it stands."""

    path: str
    shape: ItemShape


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section's items; `shape` None for the implicit first one. `id` is unique."""

    path: str
    shape: SectionShape | None
    items: tuple[PlacedItem, ...]
    id: str | None = None


def read_structure(definition: DefinitionShape, path: str) -> tuple[PlacedSection, ...]:
    """Read all items, in their sections. Raises `Refused`."""
    if definition.items is not None and definition.questions is not None:
        raise Refused(inside(path, "questions"), "stands beside `items`, of which it is a synonym")
    key = "items" if definition.questions is None else "questions"
    raw = (definition.items if definition.questions is None else definition.questions) or []
    if len(raw) > MOST_ITEMS:
        raise Refused(inside(path, key), f"has more than {MOST_ITEMS} items")
    sections = _sections(raw, inside(path, key))
    unique(_answer_names(sections), "item")
    unique(_aliases(sections), "answer alias")
    return sections


def read_names(
    definition: DefinitionShape, sections: Sequence[PlacedSection], scores: Mapping[str, object]
) -> Names:
    """Return every name the definition declares."""
    dimensions = definition.dimensions or []
    switches = (one.enabled_param or f"enable_{one.id}" for one in dimensions)
    return Names(
        answers=frozenset(
            name for placed in _items(sections) for name in answer_names(placed.shape)
        ),
        parameters=RESERVED_PARAMETERS | set(definition.parameters or ()) | set(switches),
        scores=frozenset(scores),
        computed=frozenset(definition.computed or ()),
        dimensions=frozenset(dimension.id for dimension in dimensions),
        sections=frozenset(section.id for section in sections if section.id is not None),
    )


def answer_names(item: ItemShape) -> tuple[str, ...]:
    """Return the names an item's answers are stored under."""
    match item:
        case InstShape():
            return ()
        case GridShape():
            return tuple(f"{item.id}_{number}" for number in range(1, len(item.rows) + 1))
        case _:
            return (item.id,)


def _sections(raw: list[object], path: str) -> tuple[PlacedSection, ...]:
    sections = [PlacedSection(path, None, ())]
    times: dict[str, int] = {}
    for place, part in enumerate(raw):
        here = inside(path, place)
        read = _item_or_section(part, here)
        if isinstance(read, SectionShape):
            times[read.id] = times.get(read.id, 0) + 1
            name = read.id if times[read.id] == 1 else f"{read.id}~{times[read.id]}"
            sections.append(PlacedSection(here, read, (), name))
        else:
            last = sections[-1]
            sections[-1] = replace(last, items=(*last.items, PlacedItem(here, read)))
    return tuple(section for section in sections if section.shape or section.items)


def _item_or_section(raw: object, path: str) -> ItemShape | SectionShape:
    kind = an_object(raw, path).get("type")
    if kind == "section":
        return shape(SectionShape, raw, path)
    if isinstance(kind, str) and kind in ITEM_SHAPES:
        return shape(ITEM_SHAPES[kind], raw, path)
    here = inside(path, "type")
    if kind is None:
        raise Refused(here, "is missing")
    if isinstance(kind, str) and kind in UNSUPPORTED_TYPES:
        raise Refused(here, f"not supported: {UNSUPPORTED_TYPES[kind]}")
    raise Refused(here, f"{shown(str(kind))} is no type of item")


def _items(sections: Sequence[PlacedSection]) -> Iterator[PlacedItem]:
    return (item for section in sections for item in section.items)


def _answer_names(sections: Sequence[PlacedSection]) -> Iterator[tuple[str, str]]:
    for placed in _items(sections):
        for name in {placed.shape.id, *answer_names(placed.shape)}:
            yield inside(placed.path, "id"), name


def _aliases(sections: Sequence[PlacedSection]) -> Iterator[tuple[str, str]]:
    for placed in _items(sections):
        if isinstance(placed.shape, QuestionShape) and placed.shape.answer_alias:
            yield inside(placed.path, "answer_alias"), placed.shape.answer_alias
