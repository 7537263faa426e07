"""Help that fits a person's answers, each kind with the reasons why it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import URGENT, Entry, Kind
from wellbeing_app.directory.fitting import AGAINST_JOINT_TALKS, FITS, Pattern
from wellbeing_app.directory.ordering import is_for_some
from wellbeing_app.directory.wanted import Wanted, matches

AT_HOME = Kind.DOMESTIC_ABUSE
AFRAID = frozenset({Pattern.FEAR, Pattern.COERCION})
"""Where one of these holds, help against harm by somebody close comes before everything else."""


@dataclass(frozen=True, slots=True)
class Match:
    """One kind of help: why it is shown (sentences to translate), and its places in order.

    A place of which `beside` is true is of another kind and stands there as another choice; no
    urgent kind has such. There a line for everyone can stand before one for some people only.
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
    return {
        kind: tuple(dict.fromkeys(fit.reason for fit in fits if fit.kind is kind))
        for kind in _order(patterns)
        if any(fit.kind is kind for fit in fits)
    }


def _order(patterns: frozenset[Pattern]) -> tuple[Kind, ...]:
    """Help against harm at home leads where answers tell of it, else it only precedes couples."""
    others = [kind for kind in Kind if kind is not AT_HOME]
    lead = not patterns.isdisjoint(AFRAID)
    place = 0 if lead else others.index(Kind.RELATIONSHIP_COUNSELLING)
    return (*others[:place], AT_HOME, *others[place:])


def _places(directory: Directory, wanted: Wanted) -> tuple[tuple[Entry, bool], ...]:
    if wanted.kind is Kind.CRISIS:
        lines = directory.crisis(wanted.country).entries
        return tuple((line, False) for line in lines if matches(line, wanted) and not _waits(line))
    found = tuple((entry, not matches(entry, wanted)) for entry in directory.find(wanted))
    if wanted.kind not in URGENT:
        return found
    # What could only stand behind other choices is left out with them.
    for_some = any(is_for_some(entry, wanted.kind) for entry, _ in found)
    return tuple(
        (entry, False)
        for entry, beside in found
        if not entry.rests_on_faith_or_abstinence
        and (not beside or (for_some and entry.main_kind is Kind.CRISIS))
    )


def _waits(line: Entry) -> bool:
    """Whether couples are what it is for: it stands under that kind, behind help at home."""
    return line.main_kind is Kind.RELATIONSHIP_COUNSELLING
