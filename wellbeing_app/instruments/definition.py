"""What a questionnaire is once it is loaded: frozen data that is only ever asked.

The shapes follow the Open Scale Definition 1.0.12 (OSD); letters such as C2 or S1 name its
sections. Nothing here reads a file (see `osd`), decides (see `conditions`, `scoring`) or speaks
to a browser.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
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

    @property
    def asks(self) -> bool:
        """Whether the item takes an answer at all."""
        return self.kind is not Kind.INST

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """Names under which its answers are stored: one, or one a grid row."""
        if self.kind is Kind.GRID:
            return tuple(row.id for row in self.rows)
        return (self.id,) if self.asks else ()


@dataclass(frozen=True, slots=True)
class Section:
    """A run of items (C5). The first may be implicit: `id` None."""

    id: str | None
    items: tuple[Item, ...]
    title_key: str | None = None
    revisable: bool = True
    visible_when: Condition | None = None
    shuffle: bool = False
    """`randomize.method = shuffle` on this section (S4)."""
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dimension:
    """A subscale's display data and its switch (C3, C7)."""

    id: str
    name: str
    abbreviation: str | None = None
    description: str | None = None
    selectable: bool = False
    default_enabled: bool = True
    enabled_param: str | None = None
    visible_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """A band of a score, both ends included."""

    minimum: float
    maximum: float
    label: str | None
    label_key: str | None


@dataclass(frozen=True, slots=True)
class Norms:
    """S10: bands and the source the file names for them."""

    thresholds: tuple[Threshold, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a score: an item's (or grid row's) answer, or another score."""

    id: str
    is_score: bool = False
    coding: int = 1
    weight: float | None = None
    value_map: tuple[float, ...] | None = None
    accepted: tuple[str, ...] | None = None
    """`sum_correct`: the answers counted as right, compared without case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One affine step of a transform: `operand` is a number or a named statistic."""

    operation: str
    operand: float | str


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How one score is computed (C3)."""

    id: str
    method: str
    inputs: tuple[Input, ...]
    transform: tuple[Step, ...] = ()
    description: str | None = None
    norms: Norms | None = None
    missing_allowed: int = 0
    """How many item inputs may be missing and be pro-rated: 0 unless the authors allow it
    (`runner_hints.evenkeel.missing`)."""


@dataclass(frozen=True, slots=True)
class Computed:
    """S7: a named expression over answers, parameters, scores and other computed values."""

    name: str
    expression: str
    type: str
    norms: Norms | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """C8: a value that a battery or a clinic may set."""

    name: str
    type: str
    default: Scalar | tuple[Scalar, ...] | None
    options: tuple[Scalar, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a branch: the sections it shows."""

    id: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A1: `random` draws an arm by the submission's seed, `parameter` takes the named one."""

    id: str
    method: str
    arms: tuple[Arm, ...]
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Include:
    """A4: one member of a battery. `scale` is CODE or CODE@VERSION; dimensions None: all."""

    scale: str
    parameters: Mapping[str, Scalar] = field(default_factory=dict)
    dimensions: tuple[str, ...] | None = None


class Level(StrEnum):
    """How an alert meets the person (DESIGN section 4)."""

    URGENT = "urgent"
    """A full page right after the answer."""
    CARE = "care"
    """Help stands above the scores of the result."""


@dataclass(frozen=True, slots=True)
class Alert:
    """An answer or score that must be met with help (`runner_hints.evenkeel.alerts`).

    `topic` chooses words and kinds of help: self_harm, image_threat, coercion, fear, distress.
    """

    id: str
    level: Level
    topic: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Key:
    """What identifies an instrument: `namespace/code@version`."""

    namespace: str
    code: str
    version: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.code}@{self.version}"


@dataclass(frozen=True, eq=False)
class Instrument:
    """A loaded questionnaire, or a battery when `includes` is not empty.

    Equal only to itself, so that what follows from it can be worked out once and remembered.
    """

    key: Key
    name: str
    abbreviation: str
    sections: tuple[Section, ...]
    texts: Mapping[str, Mapping[str, str]]
    """BCP 47 language -> translation key -> plain text or inline allow-list markup."""
    description: str = ""
    citation: str = ""
    license: str = ""
    license_explanation: str = ""
    license_url: str = ""
    url: str = ""
    domain: str = ""
    dimensions: tuple[Dimension, ...] = ()
    scores: tuple[ScoreRule, ...] = ()
    """In dependency order: a score comes after the scores it uses."""
    computed: tuple[Computed, ...] = ()
    """In dependency order."""
    parameters: tuple[Parameter, ...] = ()
    branches: tuple[Branch, ...] = ()
    shuffle_sections: bool = False
    fixed_sections: frozenset[str] = frozenset()
    includes: tuple[Include, ...] = ()
    alerts: tuple[Alert, ...] = ()
    hints: Mapping[str, object] = field(default_factory=dict)
    """The rest of `runner_hints.evenkeel`, as plain JSON (recall period, minutes, ...)."""
    digest: str = ""
    """SHA-256 of the file's bytes, hex."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages with a translation, the file's order."""
        return tuple(self.texts)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in file order."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def answer_ids(self) -> tuple[str, ...]:
        """Every name an answer may be stored under, file order."""
        return tuple(name for item in self.items for name in item.answer_ids)

    @cached_property
    def scored_ids(self) -> frozenset[str]:
        """The answers that enter a score."""
        return frozenset(one.id for rule in self.scores for one in rule.inputs if not one.is_score)

    def asked(self) -> Iterator[Item]:
        """Return the items that take an answer."""
        return (item for item in self.items if item.asks)

    def text(self, language: str, key: str) -> str:
        """Return a text in the language, else English, else the first one, else the key (C4)."""
        for candidate in (language, "en", *self.texts):
            found = self.texts.get(candidate, {}).get(key)
            if found is not None:
                return found
        return key
