"""Help that fits a person's answers, each kind with the reasons why it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import URGENT, Entry, Kind
from wellbeing_app.directory.fitting import AGAINST_JOINT_TALKS, FITS, Pattern
from wellbeing_app.directory.ordering import is_for_some
from wellbeing_app.directory.wanted import Wanted, matches

AT_HOME = Kind.DOMESTIC_ABUSE


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
        Match(
            kind, reasons, _places(directory, Wanted(country=country, kind=kind, alone=alone), held)
        )
        for kind, reasons in _reasons(held).items()
    )
    return tuple(match for match in found if not all(beside for _, beside in match.places))


def _reasons(patterns: frozenset[Pattern]) -> Mapping[Kind, tuple[str, ...]]:
    """Give the reasons for each kind that fits, every reason once, those of mood first."""
    said = sorted(Pattern, key=lambda pattern: pattern is not Pattern.MOOD)
    fits = [fit for pattern in said if pattern in patterns for fit in FITS[pattern]]
    return {
        kind: tuple(dict.fromkeys(fit.reason for fit in fits if fit.kind is kind))
        for kind in _order(patterns)
        if any(fit.kind is kind for fit in fits)
    }


def _order(patterns: frozenset[Pattern]) -> tuple[Kind, ...]:
    """Sort the kinds: what was answered leads, the rest follows in the order of urgency.

    Elsewhere help against harm at home only precedes couples, as joint talks can put people in
    danger.
    """
    first = [AT_HOME] if Pattern.FEAR in patterns else []
    if Pattern.COERCION in patterns:
        first += [Kind.TRAFFICKING_AND_COERCION, AT_HOME]
    others = [kind for kind in Kind if kind is not AT_HOME]
    others.insert(others.index(Kind.RELATIONSHIP_COUNSELLING), AT_HOME)
    if Pattern.ADULTS in patterns and Pattern.IMAGE_ABUSE not in patterns:
        others.remove(Kind.CHILD_PROTECTION_REPORT)
        others.insert(others.index(Kind.IMAGE_ABUSE), Kind.CHILD_PROTECTION_REPORT)
    return tuple(dict.fromkeys([*first, *others]))


def _places(
    directory: Directory, wanted: Wanted, patterns: frozenset[Pattern]
) -> tuple[tuple[Entry, bool], ...]:
    if wanted.kind is Kind.CRISIS:
        return _lines(directory, wanted)
    found = tuple(
        (entry, not matches(entry, wanted))
        for entry in directory.find(wanted)
        if not entry.for_pornography or Pattern.CONTROL in patterns
    )
    if wanted.kind not in URGENT:
        return found
    # What could only stand behind other choices is left out with them.
    for_some = any(is_for_some(entry, wanted.kind) for entry, _ in found)
    urgent = tuple(
        (entry, False)
        for entry, beside in found
        if not entry.rests_on_faith_or_abstinence
        and (not beside or (for_some and entry.main_kind is Kind.CRISIS))
    )
    return urgent or _lines(directory, wanted)


def _lines(directory: Directory, wanted: Wanted) -> tuple[tuple[Entry, bool], ...]:
    """Lines where people listen to everything; they stand in where no place is for this kind."""
    there = directory.crisis(wanted.country).entries
    lines = (line for line in there if line.serves(wanted.country) and not _waits(line))
    return tuple((line, False) for line in lines if not (wanted.alone and line.counsels_couples))


def _waits(line: Entry) -> bool:
    """Whether couples are what it is for: it stands under that kind, behind help at home."""
    return line.main_kind is Kind.RELATIONSHIP_COUNSELLING
