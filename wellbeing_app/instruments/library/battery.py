"""A battery: questionnaires taken one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.compact import worst_size
from wellbeing_app.instruments.model.instrument import Instrument, Key
from wellbeing_app.instruments.model.item import Scalar
from wellbeing_app.instruments.model.values import truth_of

SHUFFLE = "shuffle_questions"
LARGEST = 2_400
"""Bytes of JSON that keys and answers may take: the rest of one sealed cookie is for the visit."""


@dataclass(frozen=True, eq=False)
class Member:
    """One questionnaire of a battery. `dimensions` None: all of them."""

    instrument: Instrument
    parameters: Mapping[str, Scalar] = field(default_factory=dict)
    dimensions: tuple[str, ...] | None = None

    def administered(self, language: str, seed: int = 0) -> Administration:
        """Return the questionnaire as this battery puts it to somebody."""
        return Administration(self.instrument, language, self.parameters, seed, self.dimensions)

    @property
    def randomised(self) -> bool:
        """Whether two people may meet it differently."""
        return self._shuffled or any(
            (
                self.instrument.shuffle_sections,
                any(section.shuffle for section in self.instrument.sections),
                any(item.shuffle_options for item in self.instrument.items),
                any(branch.method == "random" for branch in self.instrument.branches),
            )
        )

    @property
    def _shuffled(self) -> bool:
        defaults = {one.name: one.default for one in self.instrument.parameters}
        return truth_of({**defaults, **self.parameters}.get(SHUFFLE))


@dataclass(frozen=True, eq=False)
class Battery:
    """What a person takes in one go. `minutes` is its stated length, whole and at least 1."""

    key: Key
    name: str
    description: str
    members: tuple[Member, ...]
    minutes: int
    slug: str
    """Its name in an address."""
    measures: str = ""
    """One plain line on what it asks about."""

    @cached_property
    def questions(self) -> int:
        """How many questions it asks, counting all that may show."""
        return sum(
            len(item.answer_ids) for member in self.members for item in member.instrument.asked()
        )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The members' keys, in order."""
        return tuple(str(member.instrument.key) for member in self.members)

    @cached_property
    def randomised(self) -> bool:
        """Whether two people may meet it differently."""
        return any(member.randomised for member in self.members)

    @property
    def worst_size(self) -> int:
        """Bytes of JSON that the members' keys and the longest answers take in the cookie."""
        quotes_and_comma = 3
        return sum(
            len(str(member.instrument.key)) + quotes_and_comma + worst_size(member.instrument) + 1
            for member in self.members
        )
