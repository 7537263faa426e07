"""A scale's evidence in words: every figure grouped, each with its source.

What is only remembered, or not to be quoted, is for staff alone, and marked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from wellbeing_app.instruments.library.evidence import (
    Criticism,
    Evidence,
    Figure,
    FigureValue,
    Licence,
    Seen,
    Validated,
)
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.web.words.figures import FIGURE_WORDS, SPANNED

GROUPS: Mapping[str, tuple[str, ...]] = {
    lazy_gettext("Lines that authors drew"): ("cut-off", "bands"),
    lazy_gettext("How often such a line is right"): ("sensitivity", "specificity"),
    lazy_gettext("How steady the score is"): (
        "reliability",
        "test-retest",
        "sem",
        "reliable-change",
    ),
    lazy_gettext("What other people scored"): ("mean", "sd", "norm"),
    lazy_gettext("How common it is"): ("base-rate",),
}
"""Heading -> the kinds of figure under it, in the order a reader needs them."""


KINDS: Mapping[str, str] = {
    "cut-off": lazy_gettext("Line"),
    "bands": lazy_gettext("Bands begin at"),
    "sensitivity": lazy_gettext("Found by it, of those who have the condition"),
    "specificity": lazy_gettext("Cleared by it, of those who do not"),
    "reliability": lazy_gettext("Agreement of its questions with each other"),
    "test-retest": lazy_gettext("Agreement when taken twice"),
    "sem": lazy_gettext("Standard error of one score, in points"),
    "reliable-change": lazy_gettext("Smallest change beyond error, in points"),
    "mean": lazy_gettext("Average"),
    "sd": lazy_gettext("Spread (SD)"),
    "norm": lazy_gettext("In a group"),
    "base-rate": lazy_gettext("Rate"),
}


@dataclass(frozen=True)
class Fact:
    """One line of the evidence list."""

    text: str
    source: str = ""
    url: str | None = None
    note: str | None = None
    mark: str | None = None
    """A word of warning beside it."""
    staff_note: str | None = None
    """What is only remembered about it: None for visitors."""


@dataclass(frozen=True)
class Card:
    """What is known about a scale, in words."""

    evidence: Evidence
    licence: Fact
    figures: tuple[tuple[str, tuple[Fact, ...]], ...]
    """Heading and its facts; headings without one stay out."""
    validated: tuple[Fact, ...]
    """The people in whom it has been studied."""
    criticism: tuple[Fact, ...]
    not_found: tuple[Fact, ...]
    """What the collectors looked for in vain; like their other remarks without a source."""
    remarks: tuple[Fact, ...]
    remembered: bool
    """Whether what was only remembered is in it."""


def card_of(evidence: Evidence, *, remembered: bool = False) -> Card:
    """Return a scale's evidence in words. `remembered`: for staff, with what no source was seen."""

    def fact(one: Licence | Figure | Validated | Criticism) -> Fact:
        return _fact(evidence, one, staff=remembered)

    facts = [(one.kind, fact(one)) for one in evidence.figures if remembered or one.shows]
    groups = (
        (heading, tuple(fact for kind, fact in facts if kind in kinds))
        for heading, kinds in GROUPS.items()
    )
    return Card(
        evidence=evidence,
        licence=fact(evidence.licence),
        figures=tuple((heading, found) for heading, found in groups if found),
        validated=tuple(fact(one) for one in evidence.validated if remembered or one.shows),
        criticism=tuple(fact(one) for one in evidence.criticism if remembered or one.shows),
        not_found=_remarks(evidence, "not-found", staff=remembered),
        remarks=_remarks(evidence, "own", staff=remembered),
        remembered=remembered,
    )


def _fact(
    evidence: Evidence, one: Licence | Figure | Validated | Criticism, *, staff: bool
) -> Fact:
    """One statement in words. `staff`: with what is only remembered about it."""
    source = evidence.sources[one.source]
    return Fact(
        _text(one),
        source.reference,
        source.url or None,
        _note(one) if isinstance(one, Figure) else None,
        _mark(one) if staff else None,
        one.staff_note if staff else None,
    )


def _remarks(evidence: Evidence, kind: str, *, staff: bool) -> tuple[Fact, ...]:
    return tuple(
        Fact(one.text, mark=str(_("Remembered, not checked")) if one.remembered else None)
        for one in evidence.remarks
        if one.kind == kind and (staff or not one.remembered)
    )


def _mark(one: Licence | Figure | Validated | Criticism) -> str | None:
    if one.seen is Seen.MEMORY:
        return str(_("Remembered, not checked"))
    return str(_("Not to be quoted")) if one.staff_only else None


def _text(one: Licence | Figure | Validated | Criticism) -> str:
    match one:
        case Licence():
            return one.terms
        case Criticism():
            return one.text
        case Validated():
            return _joined((one.population, _people(one.sample), one.language))
    words = f"{KINDS[one.kind]}: {value_words(one.value)}"
    about = _joined(
        (
            one.condition,
            one.reference_standard,
            one.population,
            _people(one.sample),
            one.country,
            one.years,
        )
    )
    return f"{words} ({about})" if about else words


def _note(figure: Figure) -> str | None:
    notes = (
        _("Seen as others quote it") if figure.seen is Seen.SECONDARY else None,
        _("Worked out from the sources") if figure.seen is Seen.COMPUTED else None,
        _("Not held against an independent interview") if figure.circular else None,
        figure.note[:1].upper() + figure.note[1:].rstrip(".") if figure.note else None,
    )
    return _joined(notes, ". ") or None


def value_words(value: FigureValue) -> str:
    """A figure's value in words: 0.88 (0.83 to 0.92), at 10 or above."""
    return ", ".join(_pairs(dict(value))) if isinstance(value, dict) else _plain(value)


def _pairs(value: dict[str, float | list[float] | str]) -> Iterator[str]:
    low, high = value.pop("low", None), value.pop("high", None)
    span = "" if low is None or high is None else _span(low, high)
    for name, number in value.items():
        words = FIGURE_WORDS[name] % {"n": _plain(number)}
        yield f"{words} ({span})" if span and name in SPANNED else words
    if span and SPANNED.isdisjoint(value):
        yield span


def _span(low: float | list[float] | str, high: float | list[float] | str) -> str:
    return str(_("%(low)s to %(high)s", low=_plain(low), high=_plain(high)))


def _plain(value: float | list[float] | str) -> str:
    if isinstance(value, list):
        return ", ".join(in_figures(one) for one in value)
    return value if isinstance(value, str) else in_figures(value)


def _people(sample: int | None) -> str | None:
    return None if sample is None else _("%(count)s people", count=f"{sample:,}")


def _joined(parts: Iterable[str | None], by: str = ", ") -> str:
    return by.join(part for part in parts if part)
