"""Which items are asked, given the answers so far (OSD S1, C5, C7)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.conditions import Context, comparisons, holds
from wellbeing_app.instruments.engine.dependencies import item_conditions
from wellbeing_app.instruments.engine.reckoning import Circumstances, computed_values, tallies
from wellbeing_app.instruments.model.instrument import Instrument, Section
from wellbeing_app.instruments.model.item import Answer, Condition, Item


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
        if all(c.source in ("item", "parameter") for c in comparisons(condition)):
            return Context(self._known, parameters)
        around = replace(self._around, answers=self._known, standing=self.standing)
        scores = tallies(self._instrument, around)
        computed = computed_values(self._instrument, scores, around)
        values = {name: tally.value for name, tally in scores.items()}
        return Context(self._known, parameters, values, computed)
