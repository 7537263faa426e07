"""Which sentences a result may say: rules kept as data beside this file, with a version.

`interpretation.json` says what each scale speaks of and how its sourced bands are graded, which
words a fact may take, and for every place of the report the rules in order: the first whose facts
all hold speaks there. Where help is called for, each of the first few does. The words themselves
are the web floor's; here a sentence is an id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from wellbeing_app.untrusted.strict_json import read_json

GLANCE = ("safety", "gives", "costs", "money", "weighs", "own", "clash", "step")
"""At first glance: safety, what it gives beside what worries, money, what the scores say, what the
person said of control themselves, a clash of values apart from them, the next sensible step. None
of them keeps another from being said."""
CARE = "care"
"""Why help stands above the scores: one sentence for each thing that calls for it."""
MOST_CARE = 3
"""How many of them are said, the most urgent first."""
APART = ("control", "control_open", "tried", "took", "values", "icd", "others", "fits")
"""Loss of control, values and other people, kept apart, and which help fits."""
AGREEMENT = ("agreement", "reasons")

Value = str | int | tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence by its id, and what is put into it. A tuple of texts becomes a list in words."""

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ScaleMeaning(_Record):
    """What a scale speaks of. `levels`: grade -> the lowest score of the sourced band it begins at.

    `turned`: a higher score is better, so it is turned round beside scales of signs. `good_from`:
    the lowest score of the sourced band that is good news by its own name; None: no band is.
    `only`: the one form of online sexual activity it asks about; None: any.
    """

    about: str
    only: Literal["pornography"] | None = None
    turned: bool = False
    good_from: float | None = None
    levels: dict[str, float] = {}

    def grade(self, lowest: float) -> str | None:
        """Return the grade of a band that begins at `lowest`; None where no grade begins below."""
        begun = [(start, grade) for grade, start in self.levels.items() if start <= lowest]
        return max(begun)[1] if begun else None


class Rule(_Record):
    """A sentence and the facts it needs: for each fact the words that let it speak."""

    id: str
    place: Literal[
        "care", "safety", "gives", "costs", "money", "weighs", "own", "clash", "step", "control",
        "control_open", "tried", "took", "values", "icd", "others", "fits", "agreement",
        "reasons",
    ]  # fmt: skip
    when: dict[str, list[str]]

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Return whether every fact has one of the words named."""
        return all(facts.get(name) in words for name, words in self.when.items())


class Interpretation(_Record):
    """The rules, whole."""

    version: int
    scales: dict[str, ScaleMeaning]
    quiet: dict[str, dict[str, list[str]]]
    """Code -> question -> the answers that name no harm, fear, crime or worry (see `quiet`)."""
    share_is_most_from: int
    """From which share (0 to 10) of their distress "most of it" is said to be a clash of values."""
    apart_from: float
    """How far apart (of 100) two scales without margins lie before it is remarked on: our own
    rule of thumb, no finding."""
    facts: dict[str, list[str]]
    rules: list[Rule]

    @model_validator(mode="after")
    def _words_are_known(self) -> Self:
        for rule in self.rules:
            for name, words in rule.when.items():
                if not set(words) <= set(self.facts.get(name, [])):
                    raise ValueError(f"the rule {rule.id!r} waits for an unknown {name!r}")
        if len({rule.id for rule in self.rules}) < len(self.rules):
            raise ValueError("two rules have one id")
        return self

    def is_turned(self, code: str) -> bool:
        """Return whether a higher score of this scale is better."""
        meaning = self.scales.get(code)
        return meaning is not None and meaning.turned

    def sentences(
        self, places: Sequence[str], facts: Mapping[str, str], values: Mapping[str, Value]
    ) -> tuple[Sentence, ...]:
        """Return what is said at these places: at each the first rule that holds, if one does."""
        spoken = (
            next((rule for rule in self.rules if rule.place == place and rule.holds(facts)), None)
            for place in places
        )
        return tuple(Sentence(rule.id, values) for rule in spoken if rule)

    def care(self, facts: Mapping[str, str], values: Mapping[str, Value]) -> tuple[Sentence, ...]:
        """Return why help is called for: every rule that holds, the first few in order."""
        holding = (rule for rule in self.rules if rule.place == CARE and rule.holds(facts))
        return tuple(Sentence(rule.id, values) for rule in islice(holding, MOST_CARE))


def read_interpretation(data: bytes) -> Interpretation:
    """Read the rules. Raises `Refused` for bad JSON, pydantic's ValidationError for a misfit."""
    return Interpretation.model_validate(read_json(data))


INTERPRETATION = read_interpretation(Path(__file__).with_suffix(".json").read_bytes())
