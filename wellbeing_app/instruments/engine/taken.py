"""A questionnaire as it was put to a person, with the answers that count: the one way to read them.

An answer counts while its question is asked and no gate before it is closed. One that was given and
then hidden by a changed answer stays in the form, should its question come back, and speaks nowhere
else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wellbeing_app.instruments.engine.administration import Administration, Walk
from wellbeing_app.instruments.engine.certainty import is_raised
from wellbeing_app.instruments.engine.circumstances import Circumstances, Standing
from wellbeing_app.instruments.engine.conditions import (
    Context,
    compare,
    holds,
    looks_at_answers_only,
)
from wellbeing_app.instruments.engine.piping import piped
from wellbeing_app.instruments.engine.scoring import Scores, score
from wellbeing_app.instruments.model.instrument import Alert, Instrument, Level
from wellbeing_app.instruments.model.item import Answer, Item
from wellbeing_app.instruments.model.values import as_typed, text_of
from wellbeing_app.untrusted.markup import plain

EMPTY: Collection[Answer] = ("", ())
"""What a form sends for a question left open."""


@dataclass(frozen=True, eq=False)
class Taken:
    """One questionnaire with its answers. All that follows from them is worked out once.

    `stood` tells how each question stood, where all answers here are known to have counted and
    others may have been kept back, as in a share. Without it, that follows from the answers.
    """

    administration: Administration
    _entered: Mapping[str, Answer] = field(repr=False)
    stood: Mapping[str, Standing] | None = None

    @property
    def instrument(self) -> Instrument:
        """The questionnaire itself."""
        return self.administration.instrument

    @property
    def code(self) -> str:
        """The questionnaire's code, the same in all its versions."""
        return self.instrument.key.code

    @property
    def language(self) -> str:
        """The language it was put in."""
        return self.administration.language

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that count, by answer id."""
        return self.circumstances.answers

    @cached_property
    def circumstances(self) -> Circumstances:
        """The answers that count, how each question stands, and what is left out."""
        put = self.administration
        given = {n: answer for n, answer in self._entered.items() if self._counts(n, answer)}
        ended = self.closing_item is not None
        return Circumstances(given, self._standing, put.settings, put.absent, put.disabled, ended)

    @cached_property
    def scores(self) -> Scores:
        """Every score and computed value of these answers."""
        return score(self.instrument, self.circumstances)

    @cached_property
    def context(self) -> Context:
        """All that conditions and texts may look at."""
        values = {name: one.value for name, one in self.scores.values.items()}
        return Context(self.answers, self.administration.settings, values, self.scores.computed)

    @cached_property
    def alerts(self) -> tuple[Alert, ...]:
        """What must be met with help (DESIGN section 4), in the file's order."""
        return tuple(alert for alert in self.instrument.alerts if self._raises(alert))

    @cached_property
    def urgent_alerts(self) -> tuple[Alert, ...]:
        """The alerts that must meet the person before the next question."""
        urgent = (alert for alert in self.instrument.alerts if alert.level is Level.URGENT)
        return tuple(alert for alert in urgent if self._raises(alert))

    @cached_property
    def shown(self) -> frozenset[str]:
        """Ids of the items to show, instructions too; none behind the item that ended it."""
        return self._walk.shown.difference(self._behind)

    @cached_property
    def closing_item(self) -> Item | None:
        """The first item whose answer has ended the questionnaire (OSD S8), if there is one."""
        if self.stood is not None:
            return None
        return next((item for item in self.administration.gates if self._closes(item)), None)

    def asks(self, name: str) -> bool:
        """Whether the question of this answer id is asked, given the answers before it."""
        return self._standing.get(name) is Standing.ASKED

    def text(self, key: str) -> str:
        """Return a text of the definition with values piped in; it is still markup."""
        text = self.instrument.text(self.language, key)
        return piped(text, self.instrument, self.language, lambda: self.context)

    def in_words(self, item: Item, answer: Answer) -> tuple[str, ...]:
        """Return an answer in plain words: of each option ticked, else as it was written."""
        if not item.options:
            return (as_typed(answer),)
        labels = {option.value: option.label_key for option in item.options}
        ticked = answer if isinstance(answer, tuple) else (answer,)
        keys = ((value, labels.get(value)) for value in ticked)
        return tuple(plain(self.text(key)) if key else text_of(value) for value, key in keys)

    @cached_property
    def _walk(self) -> Walk:
        return self.administration.walk(self._entered)

    @cached_property
    def _standing(self) -> Mapping[str, Standing]:
        if self.stood is None:
            return self._walk.standing
        return {**dict.fromkeys(self.instrument.answer_ids, Standing.ASKED), **self.stood}

    @cached_property
    def _behind(self) -> frozenset[str]:
        """Ids of the items that come after the one that ended the questionnaire, and answers."""
        if self.closing_item is None:
            return frozenset()
        items = [item for section in self.administration.sections() for item in section.items]
        behind = items[items.index(self.closing_item) + 1 :]
        return frozenset(name for item in behind for name in (item.id, *item.answer_ids))

    def _raises(self, alert: Alert) -> bool:
        """Whether it holds for the answers; scores are worked out only where it looks at them.

        A score that lacks an answer raises an alert where all it can come to would raise it.
        """
        if looks_at_answers_only(alert.when):
            return holds(alert.when, Context(self.answers, self.administration.settings))
        return is_raised(alert.when, self.instrument, self.circumstances, self.scores)

    def _counts(self, name: str, answer: Answer) -> bool:
        return answer not in EMPTY and self.asks(name) and name not in self._behind

    def _closes(self, item: Item) -> bool:
        asked = (name for name in item.answer_ids if self.asks(name))
        given = (self._entered.get(name, "") for name in asked)
        return item.gate is not None and any(
            not compare(item.gate.operator, answer, item.gate.value)
            for answer in given
            if answer not in EMPTY
        )
