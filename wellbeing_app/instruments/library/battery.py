"""A battery: questionnaires taken one after the other, and what it may ask of each (OSD A4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.compact import worst_size
from wellbeing_app.instruments.model.instrument import Include, Instrument, Key, Parameter
from wellbeing_app.instruments.model.item import Scalar
from wellbeing_app.instruments.model.values import number_of, truth_of
from wellbeing_app.instruments.osd.names import known_name
from wellbeing_app.instruments.osd.structure import RESERVED_PARAMETERS
from wellbeing_app.untrusted.refusal import Refused, inside

SHUFFLE = "shuffle_questions"
LARGEST = 2_400
"""Bytes of JSON that keys and answers may take: the rest of one sealed cookie is for the visit."""


_SWITCHES = (True, False, "0", "1", "true", "false")


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


def read_member(instrument: Instrument, include: Include, path: str, origin: str) -> Member:
    """Return an instrument as a battery includes it. Raises `Refused`."""
    try:
        _check(instrument, include, path)
    except Refused as refusal:
        raise Refused(refusal.path, refusal.reason, origin) from None
    return Member(instrument, include.parameters, include.dimensions)


def _check(instrument: Instrument, include: Include, path: str) -> None:
    dimensions = {one.id for one in instrument.dimensions}
    for place, name in enumerate(include.dimensions or ()):
        known_name(name, dimensions, "dimension", inside(inside(path, "dimensions"), place))
    declared = {one.name: one for one in instrument.parameters}
    switches = {one.enabled_param or f"enable_{one.id}" for one in instrument.dimensions}
    for name, value in include.parameters.items():
        here = inside(inside(path, "parameters"), name)
        known_name(name, {*declared, *switches, *RESERVED_PARAMETERS}, "parameter", here)
        if not _fits(declared.get(name, Parameter(name, "boolean", None)), value):
            raise Refused(here, "does not fit the parameter's type")


def _fits(parameter: Parameter, value: Scalar) -> bool:
    match parameter.type:
        case "choice":
            return value in parameter.options
        case "boolean":
            return value in _SWITCHES
        case "integer" | "number":
            return not isinstance(value, bool) and number_of(value) is not None
        case _:
            return isinstance(value, str)
