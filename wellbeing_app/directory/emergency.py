"""Emergency numbers by country, and which of them may be shown."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from wellbeing_app.directory.entry import Data, Phone


class Use(StrEnum):
    """What a number is for."""

    ANY = "any"
    MOBILE = "mobile"
    AMBULANCE = "ambulance"
    POLICE = "police"
    TEXT = "text"
    AMBULANCE_SOME_REGIONS = "ambulance_some_regions"
    CHILD = "child"
    CRISIS = "crisis"
    FIRE = "fire"
    HEALTH_ADVICE = "health_advice"
    NOT_URGENT = "not_urgent"
    RURAL_POLICE = "rural_police"
    TEXT_REGISTERED = "text_registered"
    TEXT_RELAY = "text_relay"


SHOWN = (Use.ANY, Use.MOBILE, Use.AMBULANCE, Use.POLICE, Use.TEXT)
"""What a person in danger needs. Crisis lines are entries, so that a confirmation covers them."""


class EmergencyNumber(Data):
    """One use and its numbers. `seen`: read in a source; `doubt`: why it must not be shown yet."""

    use: Use
    numbers: tuple[str, ...]
    seen: bool
    doubt: str | None = None
    source_url: str | None = None

    @property
    def phones(self) -> tuple[Phone, ...]:
        """The numbers, each with the address that dials it."""
        return tuple(Phone(number=number) for number in self.numbers)


class CountryNumbers(Data):
    """The numbers of one country, in the order they are to be shown ("EU": the Union-wide one)."""

    id: str
    country: str
    numbers: tuple[EmergencyNumber, ...]


def shown(numbers: Iterable[EmergencyNumber]) -> tuple[EmergencyNumber, ...]:
    """Keep what was seen, is not in doubt and is for an emergency, naming each number once."""
    usable = [n for n in numbers if n.seen and not n.doubt and n.use in SHOWN]
    general = {number for n in usable if n.use is Use.ANY for number in n.numbers}
    return tuple(_without(usable, general))


def _without(usable: Iterable[EmergencyNumber], general: set[str]) -> Iterator[EmergencyNumber]:
    for number in usable:
        rest = tuple(n for n in number.numbers if number.use is Use.ANY or n not in general)
        if rest:
            yield number.model_copy(update={"numbers": rest})
