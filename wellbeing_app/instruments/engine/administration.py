"""One questionnaire as one person meets it: language, parameters and random order are settled.

Which of its items are asked follows from the answers so far (OSD S1, C5, C7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from wellbeing_app.instruments.engine.arrangement import (
    arranged_options,
    arranged_sections,
    disabled_dimensions,
)
from wellbeing_app.instruments.engine.circumstances import Circumstances, Standing
from wellbeing_app.instruments.engine.conditions import Context, holds, looks_at_answers_only
from wellbeing_app.instruments.engine.dependencies import conditional_items, item_conditions
from wellbeing_app.instruments.engine.reckoning import computed_values, tallies
from wellbeing_app.instruments.model.instrument import Instrument, Section
from wellbeing_app.instruments.model.item import Answer, Condition, Item, Option, Scalar
from wellbeing_app.instruments.model.values import Value


class Settled(Protocol):
    """What is remembered of how an instrument was put: a part of a record, share or inbox row."""

    @property
    def language(self) -> str:
        """The language it was put in."""

    @property
    def parameters(self) -> Mapping[str, Scalar | tuple[Scalar, ...]]:
        """The parameters given."""

    @property
    def seed(self) -> int:
        """The seed of its order."""

    @property
    def dimensions(self) -> tuple[str, ...] | None:
        """The dimensions wanted; None: each by its own switch."""


class Walk:
    """One pass over the items in the order they are put, with what is known at each.

    `around` brings the answers given and the standing of what is not applicable.

    An item that comes later in that order has no answer yet, and the answer of an item that turns
    out hidden does not count, so changing an early answer hides all that followed from it.
    """

    def __init__(
        self,
        instrument: Instrument,
        sections: Sequence[Section],
        around: Circumstances,
    ) -> None:
        self._instrument = instrument
        self._around = around
        self._known: dict[str, Answer] = {}
        self._items: dict[str, Standing] = {}
        self.standing: dict[str, Standing] = dict(around.standing)
        """How each answer id stands."""
        self._over(sections)

    @cached_property
    def shown(self) -> frozenset[str]:
        """Ids of the items to show, instructions too."""
        return frozenset(name for name, how in self._items.items() if how is Standing.ASKED)

    def _over(self, sections: Sequence[Section]) -> None:
        """Walk over sections; a section's own condition is looked at once, at its start."""
        conditions = item_conditions(self._instrument)
        for section in sections:
            opened = self._holds(section.visible_when)
            for item in section.items:
                shown = opened and all(self._holds(condition) for condition in conditions[item.id])
                self._note(item, Standing.ASKED if shown else Standing.HIDDEN)

    def _note(self, item: Item, standing: Standing) -> None:
        self._items[item.id] = standing
        for name in item.answer_ids:
            self.standing[name] = standing
            if standing is Standing.ASKED and name in self._around.answers:
                self._known[name] = self._around.answers[name]

    def _holds(self, condition: Condition | None) -> bool:
        return condition is None or holds(condition, self._context(condition))

    def _context(self, condition: Condition) -> Context:
        """Return what is known here; scores only where the condition looks at them."""
        parameters = self._around.parameters
        if looks_at_answers_only(condition):
            return Context(self._known, parameters)
        around = replace(self._around, answers=self._known, standing=self.standing)
        scores = tallies(self._instrument, around)
        computed = computed_values(self._instrument, scores, around)
        values = {name: tally.value for name, tally in scores.items()}
        return Context(self._known, parameters, values, computed)


@dataclass(frozen=True, eq=False)
class Administration:
    """An instrument with everything that is settled before the first answer.

    `parameters` overrides the definition's defaults; `dimensions` names the only ones wanted (None:
    each by its own switch); the same `seed` gives the same order on every machine.
    """

    instrument: Instrument
    language: str
    parameters: Mapping[str, Scalar | tuple[Scalar, ...]] = field(default_factory=dict)
    seed: int = 0
    dimensions: tuple[str, ...] | None = None

    @classmethod
    def again(cls, instrument: Instrument, by: Settled) -> "Administration":
        """Return the instrument as it was put when this was remembered."""
        return cls(instrument, by.language, by.parameters, by.seed, by.dimensions)

    def sections(self) -> tuple[Section, ...]:
        """Return the sections and items that apply, in the order they are put."""
        return self._sections

    def options(self, item: Item) -> tuple[tuple[int, Option], ...]:
        """Return (place in the file from 0, option) in the order shown; forms post the place."""
        return arranged_options(self.instrument, item, self.seed)

    def walk(self, answers: Mapping[str, Answer]) -> Walk:
        """Return how every question stands once these answers are given."""
        return self._walk(answers) if self._conditional else self._all_asked

    @cached_property
    def settings(self) -> Mapping[str, Value]:
        """Every parameter's value: the one given here, else the definition's default (C8)."""
        defaults = {p.name: p.default for p in self.instrument.parameters}
        return {**defaults, **self.parameters}

    @cached_property
    def disabled(self) -> frozenset[str]:
        """Ids of the dimensions switched off; their items and scores are left out (C7)."""
        return disabled_dimensions(self.instrument, self.settings, self.dimensions)

    @cached_property
    def absent(self) -> frozenset[str]:
        """Answer ids that are not applicable: of other arms, or of dimensions switched off."""
        present = {n for s in self._sections for item in s.items for n in item.answer_ids}
        return frozenset(self.instrument.answer_ids).difference(present)

    @cached_property
    def gates(self) -> tuple[Item, ...]:
        """The items whose answer can end the questionnaire (OSD S8), in the order they are put."""
        return tuple(item for s in self._sections for item in s.items if item.gate is not None)

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return arranged_sections(self.instrument, self.settings, self.disabled, self.seed)

    @cached_property
    def _conditional(self) -> bool:
        return bool(conditional_items(self.instrument))

    @cached_property
    def _all_asked(self) -> Walk:
        return self._walk({})

    def _walk(self, answers: Mapping[str, Answer]) -> Walk:
        standing = MappingProxyType(dict.fromkeys(self.absent, Standing.NOT_APPLICABLE))
        around = Circumstances(answers, standing, self.settings, self.absent, self.disabled)
        return Walk(self.instrument, self._sections, around)
