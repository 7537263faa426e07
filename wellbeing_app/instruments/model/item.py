"""The items of a questionnaire, their response options, and the conditions they wait for.

The shapes follow the Open Scale Definition 1.0.12 (OSD); letters such as C2 or S1 name its
sections.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool
"""A literal in a definition: an option's value, a parameter's value, the operand of a condition."""

Answer: TypeAlias = str | int | float | tuple[str | int | float, ...]
"""One stored answer: an option's value, a number, a text, or the values ticked in a multicheck."""


class Kind(StrEnum):
    """Item types of OSD C2 (a section marker becomes a `Section`)."""

    INST = "inst"
    LIKERT = "likert"
    VAS = "vas"
    GRID = "grid"
    MULTI = "multi"
    MULTICHECK = "multicheck"
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Option:
    """One response option. `label_key` None: the value itself is shown."""

    value: str | int | float
    label_key: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid; its answer is stored under `id` (`{grid}_{1-based index}`, C2)."""

    id: str
    text_key: str
    optional: bool = False
    """May stay open although the grid is required."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named point of a visual analogue scale."""

    value: float
    label_key: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A simple condition (S1). `source` is item, parameter, score or computed."""

    source: str
    name: str
    operator: str
    value: Scalar | tuple[Scalar, ...] | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


Condition: TypeAlias = Comparison | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Constraint:
    """One validation rule of C9 (`min_length`, `number_max`, ...), in the order of checking."""

    rule: str
    limit: int | float | str
    error_key: str | None


@dataclass(frozen=True, slots=True)
class Gate:
    """S8: the answer that lets a person go on; otherwise the scale ends with a message."""

    operator: str
    value: Scalar
    message_key: str | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """S6: texts shown after an answer to an item with right answers."""

    correct: tuple[str | int | float, ...]
    correct_key: str | None
    incorrect_key: str | None
    explanation_key: str | None


@dataclass(frozen=True)
class Item:
    """One item. Fields that do not belong to its kind are empty."""

    id: str
    kind: Kind
    text_key: str
    required: bool = False
    dimension: str | None = None
    random_group: int = 1
    head_key: str | None = None
    """Stem shown above the item (`question_head`), already resolved from the scale's default."""
    visible_when: Condition | None = None
    options: tuple[Option, ...] = ()
    """Closed kinds (likert, multi, multicheck) and the columns of a grid."""
    reverse_display: bool = False
    shuffle_options: bool = False
    rows: tuple[Row, ...] = ()
    minimum: float | None = None
    """Lowest value of a vas, a likert or a grid; with `maximum` the range for reverse coding."""
    maximum: float | None = None
    anchors: tuple[Anchor, ...] = ()
    max_length: int | None = None
    """Characters, for short and long; the loader supplies a default where there is none."""
    numeric: bool = False
    """A short item whose answer must be a number."""
    constraints: tuple[Constraint, ...] = ()
    gate: Gate | None = None
    feedback: Feedback | None = None
    alias: str | None = None

    @cached_property
    def asks(self) -> bool:
        """Whether the item takes an answer at all."""
        return self.kind is not Kind.INST

    @cached_property
    def answer_ids(self) -> tuple[str, ...]:
        """Names under which its answers are stored: one, or one a grid row."""
        if self.kind is Kind.GRID:
            return tuple(row.id for row in self.rows)
        return (self.id,) if self.asks else ()
