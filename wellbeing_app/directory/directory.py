"""The support directory: what may be shown to whom, and what fits a need."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from wellbeing_app.directory.duties import Rules
from wellbeing_app.directory.emergency import EmergencyNumber, shown
from wellbeing_app.directory.entry import (
    ANYWHERE,
    Audience,
    Confirmation,
    Entry,
    Kind,
)
from wellbeing_app.directory.ordering import in_order, is_for_some
from wellbeing_app.directory.reading import Country, Files, read
from wellbeing_app.directory.wanted import Wanted, matches

SHIPPED = Path(__file__).parent / "data"
"""The folder with the entries the app brings along."""

GLOBAL_DIRECTORY = "find-a-helpline"
"""The directory of helplines of many countries that stands in where a country has no line."""

CHILD_HELPLINE = "eu-116111"
"""The harmonised European number, for countries whose own child helpline is not here."""

PICTURES_UNDER_18 = "take-it-down"
"""Blocks copies of a picture taken before the person in it turned 18."""

NOBODY: Mapping[str, Confirmation] = MappingProxyType({})
"""No entry has been confirmed by an operator."""


class Topic(StrEnum):
    """What an urgent page is about."""

    SELF_HARM = "self_harm"
    IMAGE_THREAT = "image_threat"
    COERCION = "coercion"
    FEAR = "fear"
    DISTRESS = "distress"


TOPIC_KINDS: Mapping[Topic, tuple[Kind, ...]] = {
    Topic.IMAGE_THREAT: (Kind.IMAGE_ABUSE,),
    Topic.COERCION: (Kind.TRAFFICKING_AND_COERCION, Kind.DOMESTIC_ABUSE),
    Topic.FEAR: (Kind.DOMESTIC_ABUSE,),
}
"""Kinds that answer a topic, in order; the other topics get the crisis lines."""


@dataclass(frozen=True, slots=True)
class CrisisHelp:
    """Help for one country (None: anywhere): emergency numbers, then places of help.

    `is_global`: no line of that country itself can be shown.
    """

    country: Country | None
    emergency: tuple[EmergencyNumber, ...]
    entries: tuple[Entry, ...]
    is_global: bool


@dataclass(frozen=True, slots=True)
class TopicHelp:
    """Help with one topic of alarming answers: places that know about it, beside the crisis lines.

    Empty where those lines are the help.
    """

    topic: Topic
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Directory:
    """All entries, and the rule which of them a visitor may see.

    An entry is shown when it is `ready` or an operator confirmed it. With `confirmed_only` (in
    production) a crisis entry needs the confirmation; the global directory stands in for it.
    """

    files: Files
    confirmations: Mapping[str, Confirmation]
    confirmed_only: bool

    @classmethod
    def load(
        cls,
        folder: Path = SHIPPED,
        *,
        confirmations: Mapping[str, Confirmation] = NOBODY,
        confirmed_only: bool = False,
    ) -> "Directory":
        """Read and check a folder of entries. Raises BadDirectory naming file and place."""
        return cls(read(folder), confirmations, confirmed_only)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, hidden ones too, each with its confirmation if it has one."""
        return tuple(
            entry.model_copy(update={"checked": self.confirmations.get(entry.id)})
            for entry in self.files.entries
        )

    @cached_property
    def shown(self) -> tuple[Entry, ...]:
        """The entries a visitor may see."""
        return tuple(entry for entry in self.entries if self._is_shown(entry))

    def _is_shown(self, entry: Entry) -> bool:
        needs_confirmation = self.confirmed_only and Kind.CRISIS in entry.kinds
        if needs_confirmation and entry.id != GLOBAL_DIRECTORY:
            return entry.checked is not None
        return entry.ready or entry.checked is not None

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.shown}

    @cached_property
    def _by_code(self) -> Mapping[str, Country]:
        return {country.code: country for country in self.files.countries}

    def entry(self, id_: str) -> Entry:
        """Return an entry a visitor may see. Raises KeyError for any other."""
        return self._by_id[id_]

    def countries(self) -> tuple[Country, ...]:
        """List the countries the directory knows, by English name."""
        return self.files.countries

    def country(self, code: str) -> Country:
        """Return a country by its ISO 3166 code in capitals. Raises KeyError if unknown."""
        return self._by_code[code]

    def emergency(self, country: str | None) -> tuple[EmergencyNumber, ...]:
        """List the numbers of a country that may be shown, else the Union-wide one, else none.

        Without a country it is the Union-wide number; the page has to say where that works.
        Raises KeyError for an unknown country.
        """
        own = self._numbers(country) if country else ()
        covered = country is None or self.country(country).eu
        return own or (self._numbers("EU") if covered else ())

    def _numbers(self, country: str) -> tuple[EmergencyNumber, ...]:
        listed = (n for row in self.files.emergency if row.country == country for n in row.numbers)
        return shown(listed)

    def crisis(self, country: str | None) -> CrisisHelp:
        """Gather emergency numbers and crisis lines; the global directory stands last.

        Raises KeyError for an unknown country.
        """
        place = self.country(country) if country else None
        local = self._local_crisis(place) if place else ()
        return CrisisHelp(
            country=place,
            emergency=self.emergency(country),
            entries=(*local, self.entry(GLOBAL_DIRECTORY)),
            is_global=not local,
        )

    def _local_crisis(self, place: Country) -> tuple[Entry, ...]:
        first = self._visible(place.crisis_first)
        found = self.find(Wanted(country=place.code, kind=Kind.CRISIS))
        return _once(first, (entry for entry in found if ANYWHERE not in entry.countries))

    def _visible(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        return tuple(self._by_id[id_] for id_ in ids if id_ in self._by_id)

    def topic_help(self, topic: Topic, country: str | None) -> tuple[Entry, ...]:
        """Gather help for an urgent page: no couples counselling, nothing resting on faith.

        Raises KeyError for an unknown country.
        """
        if topic not in TOPIC_KINDS:
            return self.crisis(country).entries
        kinds = TOPIC_KINDS[topic]
        found = _once(*(self.find(Wanted(country=country, kind=kind)) for kind in kinds))
        for_some = any(is_for_some(entry, None) for entry in found)
        fitting = (*kinds, Kind.CRISIS) if for_some else kinds
        return tuple(entry for entry in found if _fits_alone(entry, fitting))

    def topics_help(self, topics: Iterable[str], country: str | None) -> tuple[TopicHelp, ...]:
        """Gather help with each of these topics, for the place where the crisis lines stand too.

        Distress is left out: the crisis lines are all there is. Raises KeyError for an unknown
        country.
        """
        held, lines = set(topics), self.crisis(country).entries
        return tuple(
            TopicHelp(topic, _beside(self.topic_help(topic, country), lines))
            for topic in Topic
            if topic in held and topic is not Topic.DISTRESS
        )

    def minors(self, country: str | None) -> CrisisHelp:
        """Gather lines for people under 18; the global directory stands last.

        Raises KeyError for an unknown country.
        """
        place = self.country(country) if country else None
        own = self._young(place) if place else ()
        return CrisisHelp(
            country=place,
            emergency=self.emergency(country),
            entries=(*own, self.entry(GLOBAL_DIRECTORY)),
            is_global=not own,
        )

    def _young(self, place: Country) -> tuple[Entry, ...]:
        lines = [line for line in self.files.young if line.country == place.code]
        first = self._visible(id_ for line in lines for id_ in line.first)
        shared = (e for e in self._visible([CHILD_HELPLINE]) if place.code in e.countries)
        also = self._visible(id_ for line in lines for id_ in line.also)
        return tuple(
            e for e in _once(first or shared, also) if e.checked or not self.confirmed_only
        )

    def rules(self, country: str) -> tuple[Rules, ...]:
        """List what professionals there pass on, a text for each part of the country we know of.

        Raises KeyError for an unknown country.
        """
        place = self.country(country)
        return tuple(rules for rules in self.files.rules if rules.country == place.code)

    def find(self, wanted: Wanted) -> tuple[Entry, ...]:
        """List what answers a search, in order, with what has to stand before some entries.

        Entries for young people are never among them. Raises KeyError for an unknown country.
        """
        if wanted.country is not None:
            self.country(wanted.country)
        found = [entry for entry in self.shown if matches(entry, wanted)]
        return in_order(found, wanted, self.shown)

    def counts(self, country: str | None) -> Mapping[Kind, int]:
        """Count the entries of each kind that a person in `country` can find."""
        asked = {kind: Wanted(country=country, kind=kind) for kind in Kind}
        return {
            kind: sum(matches(entry, wanted) for entry in self.shown)
            for kind, wanted in asked.items()
        }

    def languages(self) -> tuple[str, ...]:
        """List the language codes of everything an adult can find, most frequent first."""
        adult = (entry for entry in self.shown if entry.audience is not Audience.YOUNG)
        spoken = Counter(code for entry in adult for code in entry.languages)
        return tuple(code for code, _ in spoken.most_common())


def _beside(entries: tuple[Entry, ...], lines: Collection[Entry]) -> tuple[Entry, ...]:
    """Leave out what the crisis lines say as well, unless a place for some only needs it here."""
    if any(is_for_some(entry, None) for entry in entries):
        return entries
    return tuple(entry for entry in entries if entry not in lines)


def _fits_alone(entry: Entry, kinds: Iterable[Kind]) -> bool:
    """Whether it is of one of the kinds itself, and needs nothing beside it."""
    return (
        not set(kinds).isdisjoint(entry.kinds)
        and not entry.counsels_couples
        and not entry.rests_on_faith_or_abstinence
    )


def _once(*groups: Iterable[Entry]) -> tuple[Entry, ...]:
    """Join groups of entries, each entry where it stands first."""
    return tuple({entry.id: entry for group in groups for entry in group}.values())
