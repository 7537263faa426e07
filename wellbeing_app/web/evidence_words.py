"""A scale's evidence in words: every figure grouped, each with its source.

A figure that is only remembered is for staff alone, and marked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from wellbeing_app.instruments.evidence import Evidence, Figure, FigureValue, Seen, Validated

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


NAMED: Mapping[str, str] = {
    "value": lazy_gettext("%(n)s"),
    "percent": lazy_gettext("%(n)s %%"),
    "at_or_above": lazy_gettext("at %(n)s or above"),
    "at_or_below": lazy_gettext("at %(n)s or below"),
}
SPANNED = frozenset({"value", "percent"})
"""What a span of low to high belongs to."""


@dataclass(frozen=True)
class Fact:
    """One line of the evidence list."""

    text: str
    source: str
    url: str | None
    note: str | None = None
    mark: str | None = None
    """A word of warning beside it."""


@dataclass(frozen=True)
class Card:
    """What is known about a scale, in words."""

    evidence: Evidence
    figures: tuple[tuple[str, tuple[Fact, ...]], ...]
    """Heading and its facts; headings without one stay out."""
    validated: tuple[Fact, ...]
    """The people in whom it has been studied."""
    criticism: tuple[Fact, ...]
    remembered: bool
    """Whether what was only remembered is in it."""


def card_of(evidence: Evidence, *, remembered: bool = False) -> Card:
    """Return a scale's evidence in words. `remembered`: for staff, with what no source was seen."""

    def shown(seen: Seen) -> bool:
        return remembered or seen is not Seen.MEMORY

    facts = [(one.kind, _fact(evidence, one)) for one in evidence.figures if shown(one.seen)]
    groups = (
        (heading, tuple(fact for kind, fact in facts if kind in kinds))
        for heading, kinds in GROUPS.items()
    )
    return Card(
        evidence=evidence,
        figures=tuple((heading, found) for heading, found in groups if found),
        validated=tuple(_study(evidence, one) for one in evidence.validated if shown(one.seen)),
        criticism=tuple(
            Fact(one.text, *_source(evidence, one.source), mark=_mark(one.seen))
            for one in evidence.criticism
            if shown(one.seen)
        ),
        remembered=remembered,
    )


def _study(evidence: Evidence, study: Validated) -> Fact:
    text = _joined((study.population, _people(study.sample), study.language))
    return Fact(text, *_source(evidence, study.source), mark=_mark(study.seen))


def _mark(seen: Seen) -> str | None:
    return str(_("Remembered, not checked")) if seen is Seen.MEMORY else None


def _fact(card: Evidence, figure: Figure) -> Fact:
    words = f"{KINDS[figure.kind]}: {value_words(figure.value)}"
    about = _joined(
        (
            figure.condition,
            figure.reference_standard,
            figure.population,
            _people(figure.sample),
            figure.country,
            str(figure.year) if figure.year else None,
        )
    )
    notes = _joined(
        (
            _("seen as others quote it") if figure.seen is Seen.SECONDARY else None,
            _("worked out from the sources") if figure.seen is Seen.COMPUTED else None,
            _("the line was drawn with the scale itself") if figure.circular else None,
            figure.note,
        ),
        "; ",
    )
    text = f"{words} ({about})" if about else words
    return Fact(text, *_source(card, figure.source), notes or None, _mark(figure.seen))


def value_words(value: FigureValue) -> str:
    """A figure's value in words: 0.88 (0.83 to 0.92), at 10 or above."""
    return ", ".join(_pairs(dict(value))) if isinstance(value, dict) else _plain(value)


def _pairs(value: dict[str, float | list[float] | str]) -> Iterator[str]:
    low, high = value.pop("low", None), value.pop("high", None)
    span = "" if low is None or high is None else _span(low, high)
    for name, number in value.items():
        words = NAMED[name] % {"n": _plain(number)} if name in NAMED else _named(name, number)
        yield f"{words} ({span})" if span and name in SPANNED else words
    if span and SPANNED.isdisjoint(value):
        yield span


def _named(name: str, number: float | list[float] | str) -> str:
    return f"{name.replace('_', ' ')} {_plain(number)}"


def _span(low: float | list[float] | str, high: float | list[float] | str) -> str:
    return str(_("%(low)s to %(high)s", low=_plain(low), high=_plain(high)))


def _plain(value: float | list[float] | str) -> str:
    if isinstance(value, list):
        return ", ".join(f"{one:g}" for one in value)
    return value if isinstance(value, str) else f"{value:g}"


def _source(card: Evidence, key: str) -> tuple[str, str | None]:
    source = card.sources[key]
    return source.reference, source.url or None


def _people(sample: int | None) -> str | None:
    return None if sample is None else _("%(count)s people", count=f"{sample:,}")


def _joined(parts: Iterable[str | None], by: str = ", ") -> str:
    return by.join(part for part in parts if part)
