"""Which contradictions a brief may speak of: rules kept as data (`brief.json`), with a version.

A rule waits for facts of one day and is silent where one of them was not shared. Lines and bands
are those of the sources; what is a rule of thumb of our own says so (`own_rule`). The words are the
web floor's; here a sentence is an id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from wellbeing_app.untrusted.strict_json import read_json

UNKNOWN = "none"
"""The word of a fact that was not shared."""

Told: TypeAlias = str | float | date | tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """One sentence of a brief by its id, and what is put into it."""

    id: str
    values: Mapping[str, Told] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    """Where the published figures and lines stand on which it rests."""
    own_rule: bool = False
    """Whether it is said follows a rule of thumb of our own, backed by no study."""
    then: "Finding | None" = None
    """A second sentence that belongs to it."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Longest(_Record):
    """How many points of each part stand in the brief itself; the others follow below it."""

    moved: Annotated[int, Field(ge=1)]
    contradictions: Annotated[int, Field(ge=1)]
    open: Annotated[int, Field(ge=1)]


class AnswerFact(_Record):
    """A fact of one answer: yes where it is one of `ticked`, or a number above `above`."""

    fact: str
    code: str
    item: str
    ticked: list[str] = []
    above: float | None = None


class NamedAnswer(_Record):
    """An answer of our own questions that is told as it was given, as no score speaks of it."""

    id: str
    code: str
    item: str
    ticked: Annotated[list[str], Field(min_length=1)]


class SameQuestions(_Record):
    """Questions that stand word for word in two questionnaires: code, item, code, item."""

    fact: str
    pairs: list[tuple[str, str, str, str]]


class Forms(_Record):
    """A short and a long form that ask about one thing: code and score of each."""

    fact: str
    short: tuple[str, str]
    long: tuple[str, str]


class BriefRule(_Record):
    """A sentence and the facts of one day it needs: for each fact the words that let it speak."""

    id: str
    place: str
    """At each place the first rule that holds speaks, and no other."""
    when: Annotated[dict[str, list[str]], Field(min_length=1)]
    own_rule: bool = False

    def is_known(self, facts: Mapping[str, str]) -> bool:
        """Return whether all it needs was shared."""
        return all(facts.get(name, UNKNOWN) != UNKNOWN for name in self.when)

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Return whether every fact has one of the words named."""
        return all(facts.get(name) in words for name, words in self.when.items())


class BriefRules(_Record):
    """The rules, whole."""

    version: int
    longest: Longest
    swift_within_days: int
    """At most so many days between two scores whose difference is remarked on as sudden."""
    apart_from: float
    """How far apart (of 100) two scores are remarked on where no margin is published."""
    answers: list[AnswerFact]
    named: list[NamedAnswer]
    grades: dict[str, str]
    """Fact -> the questionnaire whose headline's grade it is."""
    same_questions: list[SameQuestions]
    same_question_steps: int
    """From how many steps on two answers to one question are remarked on."""
    forms: list[Forms]
    facts: dict[str, list[str]]
    rules: list[BriefRule]

    @property
    def places(self) -> tuple[str, ...]:
        """Every place, the most important first."""
        return tuple(dict.fromkeys(rule.place for rule in self.rules))

    @model_validator(mode="after")
    def _words_are_known(self) -> Self:
        for rule in self.rules:
            for name, words in rule.when.items():
                if not set(words) <= set(self.facts.get(name, [])) - {UNKNOWN}:
                    raise ValueError(f"the rule {rule.id!r} waits for an unknown {name!r}")
        if len({rule.id for rule in self.rules}) < len(self.rules):
            raise ValueError("two rules have one id")
        for name in self._named():
            if name not in self.facts:
                raise ValueError(f"the fact {name!r} is not listed")
        return self

    def _named(self) -> Iterator[str]:
        yield from self.grades
        yield from (one.fact for one in self.answers)
        yield from (one.fact for one in self.same_questions)
        yield from (one.fact for one in self.forms)


def read_brief_rules(data: bytes) -> BriefRules:
    """Read the rules. Raises `Refused` for bad JSON, pydantic's ValidationError for a misfit."""
    return BriefRules.model_validate(read_json(data))


BRIEF_RULES = read_brief_rules(Path(__file__).with_suffix(".json").read_bytes())
