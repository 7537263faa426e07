"""What a questionnaire is once it is loaded: frozen data that is only ever asked.

The shapes follow the Open Scale Definition 1.0.12 (OSD); letters such as C5 or A4 name its
sections. Nothing here reads a file (see `osd`), decides (see `conditions`, `scoring`) or speaks
to a browser.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from wellbeing_app.instruments.model.item import Condition, Item, Scalar
from wellbeing_app.instruments.model.rules import Computed, ScoreRule


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
class Hints:
    """What a file says to this engine alone, beside alerts and missing answers (A7)."""

    recall_period: str = ""
    """The stretch of time asked about, such as "the last 2 weeks"."""
    minutes: float | None = None
    measures: str = ""
    """One plain line on what it asks about."""
    comparable_with: tuple[str, ...] = ()
    """Keys of older versions with which it may share a trend."""
    awaiting_wording: bool = False
    items_digest_id: str | None = None
    """Under which name the digests of the published wording stand."""
    headline: str | None = None
    """The score that stands first in a result."""
    slug: str | None = None
    """Of a battery: its name in an address."""
    exclusive: tuple[str | int | float, ...] = ()
    """Values of ticks that exclude every other tick of their item, as "none of these"."""
    private: bool = False
    """The answers are never counted and leave the visit only by their own tick."""
    unknown: tuple[str, ...] = ()
    """What the encoder could not find out, for staff."""


@dataclass(frozen=True, slots=True)
class Key:
    """What identifies an instrument: `namespace/code@version`."""

    namespace: str
    code: str
    version: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.code}@{self.version}"

    @property
    def age(self) -> tuple[tuple[int, str], ...]:
        """What orders versions as people count them: 1.10 comes after 1.9."""
        parts = re.split(r"[._-]", self.version)
        return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


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
    hints: Hints = Hints()
    warnings: tuple[str, ...] = ()
    """What the file says in vain and is loaded without, each with its place, for its author."""
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
