"""What one entry of the support directory says: frozen data, checked when it is read."""

import re
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

ANYWHERE = "global"
"""Stands among an entry's countries when people of every country may use it."""


class Kind(StrEnum):
    """What an entry is for: first its main purpose. Here the most urgent comes first."""

    CRISIS = "crisis"
    DOMESTIC_ABUSE = "domestic_abuse"
    TRAFFICKING_AND_COERCION = "trafficking_and_coercion"
    IMAGE_ABUSE = "image_abuse"
    THERAPIST_DIRECTORY = "therapist_directory"
    THERAPY_SERVICE = "therapy_service"
    SELF_HELP = "self_help_programme"
    PEER_SUPPORT = "peer_support"
    SEXUAL_HEALTH = "sexual_health"
    LGBTQ_SUPPORT = "lgbtq_support"
    FAMILY_AND_PARTNERS = "family_and_partners"
    RELATIONSHIP_COUNSELLING = "relationship_counselling"
    DIGITAL_WELLBEING = "digital_wellbeing"
    CHILD_PROTECTION_REPORT = "child_protection_report"
    PREVENTION = "prevention_for_people_worried_about_thoughts"
    RESEARCH = "research_programme"


URGENT = frozenset(
    {Kind.CRISIS, Kind.DOMESTIC_ABUSE, Kind.TRAFFICKING_AND_COERCION, Kind.IMAGE_ABUSE}
)
"""Kinds for a person in danger or under pressure, who is offered that help and nothing beside."""


class Audience(StrEnum):
    """Whom an entry is made for."""

    EVERYONE = "everyone"
    YOUNG = "young"
    LGBTQ = "lgbtq"
    LGBTQ_UNDER_25 = "lgbtq_under_25"
    TRANS = "trans"
    WOMEN = "women"
    WOMEN_AND_NON_BINARY = "women_and_non_binary"
    MEN = "men"
    PARTNERS_AND_FAMILIES = "partners_and_families"
    COUPLES = "couples"


class Cost(StrEnum):
    """What the help itself costs; a call may cost what the telephone company charges."""

    FREE = "free"
    MIXED = "mixed"
    PAID = "paid"


class Approach(StrEnum):
    """How an entry works and what it stands on."""

    ADDICTION_MODEL = "addiction_model"
    ADVOCACY = "advocacy"
    AFFIRMING = "affirming"
    CBT = "cbt"
    CHURCH_RUN = "church_run"
    CLINICAL = "clinical"
    COUNSELLING = "counselling"
    COUPLES_WORK = "couples_work"
    DIRECTORY = "directory"
    FAITH_BASED = "faith_based"
    FIXED_RULE = "fixed_rule"
    LISTENING = "listening"
    MEDICAL = "medical"
    MINDFULNESS = "mindfulness"
    OPEN_TO_ALL = "open_to_all"
    PEER = "peer"
    POLICE = "police"
    PRACTICAL = "practical"
    PREVENTION = "prevention"
    PUBLIC_BODY = "public_body"
    REPORTING = "reporting"
    RESEARCH = "research"
    SECULAR = "secular"
    SEX_POSITIVE = "sex_positive"
    SPIRITUAL = "spiritual"
    TWELVE_STEP = "twelve_step"


FAITH = frozenset({Approach.FAITH_BASED, Approach.SPIRITUAL, Approach.TWELVE_STEP})
"""Approaches that rest on faith. A line that churches run for everybody (`church_run`) does not."""


class Data(BaseModel):
    """Frozen, and refusing a field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def dial(number: str) -> str:
    """Return the address a telephone opens for a printed number (RFC 3966)."""
    return "tel:" + re.sub(r"[^0-9+*#]", "", number).replace("#", "%23")


class Phone(Data):
    """A number as it is printed; `note` says for whom, where there are several."""

    number: str = Field(pattern=r"^[+*#(]?[0-9][0-9 ()#*-]*$")
    note: str | None = None

    @property
    def address(self) -> str:
        """The link that dials the number."""
        return dial(self.number)


class Confirmation(Data):
    """An operator opened the live page, tried the number and stands for the entry."""

    day: date
    by: str = Field(min_length=1)


class Entry(Data):
    """One place of help. `ready`: the organisation and its number were seen in a stored source.

    `about` is one plain line in our words, None where kinds and audience have to say it.
    `anonymous` is None where it is not known. `further_languages` counts languages beyond those
    named, 0 where their number is not known, None where there are none. `asked_only` entries are
    shown only to a person who chose their approach, `for_pornography` ones fit nobody whose answers
    do not speak of control. `url_seen` and `phone_seen` tell operators
    what was never seen in a source.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=1)
    about: str | None
    kinds: tuple[Kind, ...] = Field(min_length=1)
    countries: tuple[str, ...] = Field(min_length=1)
    audience: Audience
    url: str = Field(pattern=r"^https://")
    url_seen: bool
    phones: tuple[Phone, ...]
    phone_seen: bool
    message: str | None
    hours: str | None
    languages: tuple[str, ...] = Field(min_length=1)
    further_languages: int | None
    cost: Cost
    anonymous: bool | None
    approaches: tuple[Approach, ...]
    abstinence_oriented: bool
    asked_only: bool
    for_pornography: bool = False
    caution: str | None
    ready: bool
    source_url: str | None
    checked: Confirmation | None = None

    @property
    def main_kind(self) -> Kind:
        """What the entry is for before anything else."""
        return self.kinds[0]

    @property
    def rests_on_faith_or_abstinence(self) -> bool:
        """Whether it waits behind a secular and a clinical choice."""
        return self.abstinence_oriented or not FAITH.isdisjoint(self.approaches)

    @property
    def counsels_couples(self) -> bool:
        """Whether two people may be asked to talk there together."""
        return Kind.RELATIONSHIP_COUNSELLING in self.kinds

    def serves(self, country: str | None) -> bool:
        """Whether people in `country` may use it; None asks for help that serves everywhere."""
        return ANYWHERE in self.countries or country in self.countries
