"""Help that fits a person's answers, each kind with the reasons why it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import URGENT, Entry, Kind
from wellbeing_app.directory.fitting import AGAINST_JOINT_TALKS, FITS, Pattern
from wellbeing_app.directory.wanted import Wanted, matches

FIRST = Kind.DOMESTIC_ABUSE
"""Comes before everything else that fits; the other kinds follow in their own order."""


@dataclass(frozen=True, slots=True)
class Match:
    """One kind of help: why it is shown (sentences to translate), and its places in order.

    A place of which `beside` is true is of another kind and stands there as another choice; no
    urgent kind has such.
    """

    kind: Kind
    reasons: tuple[str, ...]
    places: tuple[tuple[Entry, bool], ...]


def matched(
    directory: Directory,
    patterns: Iterable[Pattern],
    country: str | None,
    *,
    safe_together: bool,
) -> tuple[Match, ...]:
    """List the kinds of help that fit, the most urgent first.

    `safe_together`: the safety questions (C9, C14) were asked and both answers leave no doubt.
    Without it, where answers tell of fear, pressure or misused images, or where they do not speak
    of a relationship, nothing that counsels couples is listed. A kind without places is left out.
    Raises KeyError for an unknown country.
    """
    held = frozenset(patterns)
    together = safe_together and Pattern.RELATIONSHIP in held
    alone = not together or not held.isdisjoint(AGAINST_JOINT_TALKS)
    found = (
        Match(kind, reasons, _places(directory, Wanted(country=country, kind=kind, alone=alone)))
        for kind, reasons in _reasons(held).items()
    )
    return tuple(match for match in found if not all(beside for _, beside in match.places))


def _reasons(patterns: frozenset[Pattern]) -> Mapping[Kind, tuple[str, ...]]:
    """Give the reasons for each kind that fits, every reason once."""
    fits = [fit for pattern in Pattern if pattern in patterns for fit in FITS[pattern]]
    order = dict.fromkeys((FIRST, *Kind))
    return {
        kind: tuple(dict.fromkeys(fit.reason for fit in fits if fit.kind is kind))
        for kind in order
        if any(fit.kind is kind for fit in fits)
    }


def _places(directory: Directory, wanted: Wanted) -> tuple[tuple[Entry, bool], ...]:
    if wanted.kind is Kind.CRISIS:
        lines = directory.crisis(wanted.country).entries
        return tuple((line, False) for line in lines if matches(line, wanted))
    found = tuple((entry, not matches(entry, wanted)) for entry in directory.find(wanted))
    if wanted.kind not in URGENT:
        return found
    # What could only stand behind other choices is left out with them.
    return tuple(
        (entry, False)
        for entry, beside in found
        if not beside and not entry.rests_on_faith_or_abstinence
    )
