"""The search form of the directory: what may be chosen, and what an address asks for.

An address shows in histories, so kinds and approaches travel as bare letters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Approach
from wellbeing_app.directory.wanted import Wanted
from wellbeing_app.web.words.help import KIND_CODES, KINDS, approach_name, language_name

APPROACH_CODES: Mapping[str, Approach] = {
    "a": Approach.CLINICAL,
    "b": Approach.COUNSELLING,
    "c": Approach.LISTENING,
    "d": Approach.SECULAR,
    "e": Approach.AFFIRMING,
    "f": Approach.SEX_POSITIVE,
    "g": Approach.PEER,
    "h": Approach.TWELVE_STEP,
    "i": Approach.SPIRITUAL,
}
TICKED = "yes"
COUNTRY, KIND, LANGUAGE, APPROACH = "country", "kind", "language", "approach"
TOPIC = "topic"
LABELS: Mapping[str, str] = {
    COUNTRY: lazy_gettext("Country"),
    KIND: lazy_gettext("What you look for"),
    LANGUAGE: lazy_gettext("Language"),
    APPROACH: lazy_gettext("Show this approach first"),
    TOPIC: lazy_gettext("Topic"),
}
ANYTHING: Mapping[str, str] = {
    COUNTRY: lazy_gettext("Help that works in any country"),
    KIND: lazy_gettext("Everything"),
    LANGUAGE: lazy_gettext("Any language"),
    APPROACH: lazy_gettext("No preference"),
    TOPIC: lazy_gettext("All topics"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One list to choose from: its options as (code, text), and what is chosen (None: nothing)."""

    name: str
    options: tuple[tuple[str, str], ...]
    given: str | None

    @property
    def label(self) -> str:
        """What the list asks."""
        return LABELS[self.name]

    @property
    def anything(self) -> str:
        """The text of the empty choice."""
        return ANYTHING[self.name]

    @property
    def chosen(self) -> str | None:
        """The code chosen, or None."""
        return self.given if self.given in dict(self.options) else None

    @property
    def problem(self) -> str | None:
        """What is wrong with what the address holds, or None."""
        if self.given is None or self.chosen:
            return None
        told = gettext("%(label)s: this is not in the list. Choose one that is.", label=self.label)
        return str(told)


def choices(directory: Directory, args: Mapping[str, str]) -> tuple[Choice, ...]:
    """Build the lists of the form with what an address chose in them."""
    options = {
        COUNTRY: _countries(directory),
        KIND: _kinds(directory, args.get(COUNTRY)),
        LANGUAGE: _languages(directory),
        APPROACH: _approaches(),
    }
    return tuple(
        Choice(name, tuple(offered), args.get(name) or None) for name, offered in options.items()
    )


def wanted(lists: tuple[Choice, ...], args: Mapping[str, str]) -> Wanted:
    """Turn the choices made into a search; what is not in its list counts as not chosen."""
    code = {each.name: each.chosen or "" for each in lists}
    return Wanted(
        country=code[COUNTRY].upper() or None,
        kind=KIND_CODES.get(code[KIND]),
        language=code[LANGUAGE] or None,
        approach=APPROACH_CODES.get(code[APPROACH]),
        free=args.get("free") == TICKED,
        anonymous=args.get("anonymous") == TICKED,
    )


def _countries(directory: Directory) -> Iterator[tuple[str, str]]:
    return ((country.code.lower(), country.name) for country in directory.countries())


def _kinds(directory: Directory, country: str | None) -> Iterator[tuple[str, str]]:
    """Each kind with the number of its entries."""
    known = {code for code, _ in _countries(directory)}
    counts = directory.counts(country.upper() if country in known else None)
    return ((code, f"{KINDS[kind]} ({counts[kind]})") for code, kind in KIND_CODES.items())


def _languages(directory: Directory) -> Iterator[tuple[str, str]]:
    named = ((code, language_name(code)) for code in directory.languages())
    return iter(sorted(named, key=lambda each: each[1]))


def _approaches() -> Iterator[tuple[str, str]]:
    return ((code, approach_name(approach)) for code, approach in APPROACH_CODES.items())
