"""Small questionnaires built in a line, for tests of what follows from answers."""

from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.model.instrument import (
    Alert,
    Branch,
    Dimension,
    Instrument,
    Key,
    Parameter,
    Section,
)
from wellbeing_app.instruments.model.item import (
    Comparison,
    Condition,
    Constraint,
    Feedback,
    Gate,
    Item,
    Kind,
    Option,
    Row,
    Scalar,
)
from wellbeing_app.instruments.model.rules import Computed, Input, Norms, ScoreRule, Step


class ItemFields(TypedDict, total=False):
    """What an item may have beside its kind's own fields."""

    required: bool
    dimension: str | None
    random_group: int
    head_key: str | None
    visible_when: Condition | None
    reverse_display: bool
    shuffle_options: bool
    max_length: int | None
    numeric: bool
    constraints: tuple[Constraint, ...]
    gate: Gate | None
    feedback: Feedback | None
    alias: str | None


class RuleFields(TypedDict, total=False):
    """What a score may have beside its inputs."""

    transform: tuple[Step, ...]
    norms: Norms | None
    missing_allowed: int | None


class InstrumentFields(TypedDict, total=False):
    """What an instrument may have beside its items."""

    dimensions: tuple[Dimension, ...]
    scores: tuple[ScoreRule, ...]
    computed: tuple[Computed, ...]
    parameters: tuple[Parameter, ...]
    branches: tuple[Branch, ...]
    shuffle_sections: bool
    fixed_sections: frozenset[str]
    alerts: tuple[Alert, ...]
    sections: tuple[Section, ...]
    texts: Mapping[str, Mapping[str, str]]


def options(*values: str | int | float) -> tuple[Option, ...]:
    """Options whose label keys are `option VALUE`."""
    return tuple(Option(value, f"option {value}") for value in values)


AGREEMENT = options(0, 1, 2, 3)


def likert(name: str, low: int = 0, high: int = 3, **more: Unpack[ItemFields]) -> Item:
    """A likert item with whole values from low to high."""
    scale = AGREEMENT if (low, high) == (0, 3) else options(*range(low, high + 1))
    return Item(name, Kind.LIKERT, name, options=scale, minimum=low, maximum=high, **more)


def multi(name: str, *values: str | int | float, **more: Unpack[ItemFields]) -> Item:
    """A choice of one."""
    return Item(name, Kind.MULTI, name, options=options(*values), **more)


def multicheck(name: str, *values: str | int | float, **more: Unpack[ItemFields]) -> Item:
    """A choice of several."""
    return Item(name, Kind.MULTICHECK, name, options=options(*values), **more)


def vas(name: str, low: float = 0, high: float = 100, **more: Unpack[ItemFields]) -> Item:
    """A visual analogue scale."""
    return Item(name, Kind.VAS, name, minimum=low, maximum=high, **more)


def short(name: str, **more: Unpack[ItemFields]) -> Item:
    """A line of text."""
    return Item(name, Kind.SHORT, name, **more)


def long(name: str, **more: Unpack[ItemFields]) -> Item:
    """A text of several lines."""
    return Item(name, Kind.LONG, name, **more)


def note(name: str, **more: Unpack[ItemFields]) -> Item:
    """A text that asks nothing."""
    return Item(name, Kind.INST, name, **more)


def grid(name: str, rows: int, *values: str | int | float, **more: Unpack[ItemFields]) -> Item:
    """A grid; row ids are `NAME_1` and on."""
    ids = [f"{name}_{place}" for place in range(1, rows + 1)]
    lines = tuple(Row(row, row) for row in ids)
    return Item(name, Kind.GRID, name, options=options(*values), rows=lines, **more)


def when(
    name: str, operator: str, value: Scalar | tuple[Scalar, ...] | None = None, source: str = "item"
) -> Comparison:
    """A simple condition."""
    return Comparison(source, name, operator, value)


def rule(
    name: str, method: str, inputs: Iterable[Input | str], **more: Unpack[RuleFields]
) -> ScoreRule:
    """A score; a text among the inputs is a forward-coded item."""
    entries = tuple(Input(entry) if isinstance(entry, str) else entry for entry in inputs)
    return ScoreRule(name, method, entries, **more)


def instrument(*items: Item, **more: Unpack[InstrumentFields]) -> Instrument:
    """An instrument of these items in an unnamed section, then the sections given."""
    first = (Section(None, items),) if items else ()
    more["sections"] = (*first, *more.get("sections", ()))
    more.setdefault("texts", {"en": {}})
    return Instrument(Key("test", "TINY", "1"), "Tiny", "T", **more)


def administered(*items: Item, seed: int = 0, **more: Unpack[InstrumentFields]) -> Administration:
    """An administration of `instrument(*items, **more)` in English, with defaults."""
    return Administration(instrument(*items, **more), "en", seed=seed)


def ids(administration: Administration) -> list[list[str]]:
    """Item ids by section, in the order put."""
    return [[item.id for item in section.items] for section in administration.sections()]


def shuffling(seed: int) -> Administration:
    """A questionnaire whose sections and items are shuffled, some of them pinned."""
    sections = (
        Section("one", tuple(likert(f"a{n}") for n in range(6)), shuffle=True),
        Section("two", (likert("b0"), likert("b1"), likert("b2", random_group=0))),
        Section("last", (likert("c0", visible_when=when("a0", "equals", 1)), likert("c1"))),
    )
    return administered(
        likert("first"),
        sections=sections,
        shuffle_sections=True,
        fixed_sections=frozenset({"two"}),
        parameters=(Parameter("shuffle_questions", "boolean", 1),),
        seed=seed,
    )
