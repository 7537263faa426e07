"""One questionnaire as one person meets it: language, parameters and random order are settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from wellbeing_app.instruments.engine.arrangement import (
    arranged_options,
    arranged_sections,
    disabled_dimensions,
)
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.conditions import Context, compare
from wellbeing_app.instruments.engine.dependencies import conditional_items
from wellbeing_app.instruments.engine.piping import piped
from wellbeing_app.instruments.engine.reckoning import Circumstances, computed_values, tallies
from wellbeing_app.instruments.engine.visibility import Walk
from wellbeing_app.instruments.model.instrument import Instrument, Section
from wellbeing_app.instruments.model.item import Answer, Item, Option, Scalar
from wellbeing_app.instruments.model.values import Value

__all__ = ["Administration", "Standing"]


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

    def sections(self) -> tuple[Section, ...]:
        """Return the sections and items that apply, in the order they are put."""
        return self._sections

    def options(self, item: Item) -> tuple[tuple[int, Option], ...]:
        """Return (place in the file from 0, option) in the order shown; forms post the place."""
        return arranged_options(self.instrument, item, self.seed)

    def standing(self, answers: Mapping[str, Answer]) -> Mapping[str, Standing]:
        """Return how every answer id of the instrument stands, given the answers so far."""
        return self._walk(answers).standing if self._conditional else self._all_asked.standing

    def shown(self, answers: Mapping[str, Answer]) -> frozenset[str]:
        """Return the ids of the items to show, instructions too, given the answers so far."""
        return self._walk(answers).shown if self._conditional else self._all_asked.shown

    def closed_by_gate(self, answers: Mapping[str, Answer]) -> Item | None:
        """Return the first item whose answer ends the questionnaire (OSD S8), if there is one."""
        if not self._gates:
            return None
        return self._closed_gate(self._asked(answers, self.standing(answers)))

    def text(self, key: str, answers: Mapping[str, Answer]) -> str:
        """Return a text of the definition in this language, values piped in; it is still markup."""
        text = self.instrument.text(self.language, key)
        return piped(text, self.instrument, self.language, lambda: self.context(answers))

    def context(self, answers: Mapping[str, Answer]) -> Context:
        """Return all that conditions and texts may look at, given the answers so far."""
        around = self.circumstances(answers)
        scores = tallies(self.instrument, around)
        values = {name: tally.value for name, tally in scores.items()}
        computed = computed_values(self.instrument, scores, around)
        return Context(around.answers, self.settings, values, computed)

    def circumstances(self, answers: Mapping[str, Answer]) -> Circumstances:
        """Return what scoring starts from: the answers to items asked, not beyond a closed gate."""
        standing = self.standing(answers)
        asked = self._asked(answers, standing)
        gate = self._closed_gate(asked)
        if gate is not None:
            before = self._answer_ids_until(gate)
            asked = {name: answer for name, answer in asked.items() if name in before}
        return Circumstances(asked, standing, self.settings, self._absent, self.disabled)

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
    def _sections(self) -> tuple[Section, ...]:
        return arranged_sections(self.instrument, self.settings, self.disabled, self.seed)

    @cached_property
    def _absent(self) -> frozenset[str]:
        present = {n for s in self._sections for item in s.items for n in item.answer_ids}
        return frozenset(self.instrument.answer_ids).difference(present)

    @cached_property
    def _conditional(self) -> bool:
        return bool(conditional_items(self.instrument))

    @cached_property
    def _all_asked(self) -> Walk:
        return self._walk({})

    @cached_property
    def _gates(self) -> tuple[Item, ...]:
        return tuple(item for s in self._sections for item in s.items if item.gate is not None)

    def _walk(self, answers: Mapping[str, Answer]) -> Walk:
        standing = MappingProxyType(dict.fromkeys(self._absent, Standing.NOT_APPLICABLE))
        around = Circumstances(answers, standing, self.settings, self._absent, self.disabled)
        return Walk(self.instrument, self._sections, around)

    def _asked(
        self, answers: Mapping[str, Answer], standing: Mapping[str, Standing]
    ) -> dict[str, Answer]:
        return {
            name: answer
            for name, answer in answers.items()
            if answer not in ("", ()) and standing.get(name) is Standing.ASKED
        }

    def _closed_gate(self, counted: Mapping[str, Answer]) -> Item | None:
        for item in self._gates:
            given = [counted[name] for name in item.answer_ids if name in counted]
            if item.gate and any(
                not compare(item.gate.operator, answer, item.gate.value) for answer in given
            ):
                return item
        return None

    def _answer_ids_until(self, last: Item) -> frozenset[str]:
        found: set[str] = set()
        for item in (item for section in self._sections for item in section.items):
            found.update(item.answer_ids)
            if item.id == last.id:
                break
        return frozenset(found)
