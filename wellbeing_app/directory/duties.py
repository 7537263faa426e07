"""What professionals in a country must, may or must not pass on, as far as a source was seen."""

from enum import StrEnum

from pydantic import Field

from wellbeing_app.directory.entry import Data


class Matter(StrEnum):
    """What a person might tell a professional."""

    CHILD_IN_DANGER = "child_in_danger"
    PAST_ABUSE = "past_abuse"
    PICTURES = "pictures"
    DANGER_TO_SELF = "danger_to_self"
    DANGER_TO_OTHERS = "danger_to_others"


class Duty(StrEnum):
    """What the law asks of the professional."""

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    DEPENDS = "depends"
    UNCLEAR = "unclear"


class Point(Data):
    """One matter. `text` None: no source was seen, so `duty` is a guess and is not shown."""

    matter: Matter
    duty: Duty
    text: str | None
    source_url: str | None


class Rules(Data):
    """The rules of one place. `as_of`: the year of the newest source; they may have changed."""

    id: str
    country: str = Field(pattern=r"^[A-Z]{2}$")
    region: str
    who: str
    points: tuple[Point, ...]
    advice: str
    laws: tuple[str, ...]
    as_of: int
    source_url: str = Field(pattern=r"^https?://")

    @property
    def known(self) -> tuple[Point, ...]:
        """The matters of which a source was seen."""
        return tuple(point for point in self.points if point.text)

    @property
    def unknown(self) -> tuple[Point, ...]:
        """The matters of which we know nothing that we could show."""
        return tuple(point for point in self.points if not point.text)
