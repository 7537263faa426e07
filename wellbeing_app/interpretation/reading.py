"""One score and what may be said of it: only what a sourced figure backs (see `backing`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.bands import NO_BANDS, Bands, score_bands
from wellbeing_app.instruments.engine.score_names import score_name
from wellbeing_app.instruments.engine.scoring import Score
from wellbeing_app.instruments.library.evidence import Evidence, Figure, Source
from wellbeing_app.instruments.model.rules import ScoreRule, Threshold
from wellbeing_app.interpretation.backing import (
    ErrorBasis,
    ScreenBasis,
    error_basis,
    norm_basis,
    number,
    screen_basis,
    screen_refusal,
    unsized_norms,
)
from wellbeing_app.interpretation.statistics import (
    band_chances,
    margin,
    percentile,
    positive_predictive_value,
)

LINES = ("bands", "cut-off")
MOST_BANDS = 2
"""A range over more bands than these says nothing."""


class Band(NamedTuple):
    """A named stretch of a scale, both ends included."""

    minimum: float
    maximum: float
    label: str


@dataclass(frozen=True)
class ScoreRange:
    """What a score can come to while answers are open, and every band it can then lie in.

    `bands` are lowest first; empty where one end lies in no band.
    """

    low: float
    high: float
    bands: tuple[Band, ...] = ()
    is_whole: bool = False
    """The whole scale: nothing was answered that would narrow it."""

    @property
    def is_told(self) -> bool:
        """Whether it says enough to be shown: less than the scale, in one or two bands."""
        return 0 < len(self.bands) <= MOST_BANDS and not self.is_whole


@dataclass(frozen=True)
class Margin:
    """Where a score lies with 95 % certainty, in points, and the chance (0 to 1) of each band."""

    low: float
    high: float
    chances: tuple[tuple[Band, float], ...]
    basis: ErrorBasis
    translated: bool
    """Whether its figures were found in another language than the person's, or in no known one."""


@dataclass(frozen=True)
class Screen:
    """What a positive screen means at one base rate: of 100 positives, so many have it."""

    of_100: int
    rate: Figure
    chosen: int
    """Which of the rates, counted from 1."""
    basis: ScreenBasis


@dataclass(frozen=True)
class Norm:
    """How a sample scored: the percentile of this score, or the share (%) at or above a line."""

    figure: Figure
    source: Source
    percentile: float | None = None
    share: float | None = None
    line: float | None = None
    unsized: tuple[Figure, ...] = ()
    """Shares of the whole country at that line, of so many people that nobody saw the number."""


@dataclass(frozen=True)
class Reading:
    """One score and what may be said of it. Without `value`, `missing` counts the open answers.

    `possible` is there where answers are open: for a score without `value`, or beside a pro-rated
    one. No margin, norm or predictive value is ever worked out from it.
    """

    id: str
    title: str
    value: float | None
    minimum: float | None
    maximum: float | None
    missing: int
    meaning: str = ""
    """The definition's own line on the score: its range, and which way is better."""
    bands: tuple[Band, ...] = ()
    """The whole scale's bands, lowest first; empty where no sourced line exists."""
    reach: tuple[tuple[float, float], ...] = ()
    """For each band the lowest and the highest score in it that is possible."""
    band: Band | None = None
    lines_source: str | None = None
    """Where the bands come from, in words for a reader."""
    margin: Margin | None = None
    screen: Screen | None = None
    """Only for a score at or beyond the line."""
    refusal: str | None = None
    """Why no chance is given for a drawn line: circular, accuracy or rate (see `backing`)."""
    norm: Norm | None = None
    possible: ScoreRange | None = None
    passed_over: int = 0
    """Open answers that a file lets stay open: the score is made of the others."""

    def leans_hard(self, *, turned: bool) -> bool:
        """Return whether the score, or all it can come to, lies on the side of more signs.

        That is beyond the quietest sourced band; without bands, beyond the middle of the scale,
        where no line is drawn. `turned`: less is harder.
        """
        possible = self.possible if self.value is None else None
        if self.bands:
            ends = possible.bands if possible else () if self.band is None else (self.band,)
            quietest = self.bands[-1 if turned else 0]
            return bool(ends) and ends[-1 if turned else 0] != quietest
        best = self.value
        if possible:
            best = possible.high if turned else possible.low
        if best is None or self.minimum is None or self.maximum is None:
            return False
        middle = (self.minimum + self.maximum) / 2
        return best < middle if turned else best > middle


def read_score(
    administration: Administration,
    rule: ScoreRule,
    found: Score,
    evidence: Evidence | None,
    rate: int,
) -> Reading:
    """Read one score. `evidence` None: altered wording, to which no published figure belongs.

    `rate` chooses among the base rates of a positive screen, from 1; another number means 1.
    """
    title = score_name(administration.instrument, rule.id)
    bare = Reading(
        rule.id, title, found.value, found.minimum, found.maximum, len(found.missing),
        meaning=rule.description or "",
    )  # fmt: skip
    if evidence is None:
        return bare
    known = _known_bands(administration, rule, evidence)
    bands = tuple(
        Band(one.minimum, one.maximum, _label(administration, one)) for one in known.thresholds
    )
    lined = bool(bands)
    return replace(
        bare,
        bands=bands,
        reach=known.reach,
        band=_band_at(known, bands, found.value),
        possible=_possible(bands, found),
        lines_source=rule.norms.source if rule.norms and lined else None,
        margin=_margin(found, known, bands, evidence, administration.language),
        screen=_screen(found.value, rule.id, evidence, rate) if lined else None,
        refusal=screen_refusal(evidence, rule.id) if lined else None,
        norm=_norm(found.value, rule.id, evidence, administration.language),
    )


def _known_bands(administration: Administration, rule: ScoreRule, evidence: Evidence) -> Bands:
    """The bands, where a sourced figure backs the score's lines; a remembered one backs nothing."""
    backed = any(f.kind in LINES and f.score == rule.id and f.shows for f in evidence.figures)
    if not backed:
        return NO_BANDS
    return score_bands(administration.instrument).get(rule.id, NO_BANDS)


def _label(administration: Administration, threshold: Threshold) -> str:
    if threshold.label_key is None:
        return threshold.label or ""
    return administration.instrument.text(administration.language, threshold.label_key)


def _band_at(known: Bands, bands: Sequence[Band], value: float | None) -> Band | None:
    found = known.at(value)
    return bands[known.thresholds.index(found)] if found else None


def _possible(bands: Sequence[Band], found: Score) -> ScoreRange | None:
    if found.possible is None:
        return None
    low, high = found.possible.low, found.possible.high
    reached = tuple(band for band in bands if band.minimum <= high and low <= band.maximum)
    whole = bool(reached) and reached[0].minimum <= low and high <= reached[-1].maximum
    anything = (low, high) == (found.minimum, found.maximum)
    return ScoreRange(low, high, reached if whole else (), anything)


def _margin(
    found: Score, known: Bands, bands: tuple[Band, ...], evidence: Evidence, language: str
) -> Margin | None:
    basis = error_basis(evidence, found.id, language)
    if basis is None or None in (found.value, found.minimum, found.maximum):
        return None
    value, minimum, maximum = found.value or 0, found.minimum or 0, found.maximum or 0
    low, high = margin(value, basis.error, minimum, maximum)
    chances = band_chances(value, basis.error, known.reach)
    told = tuple(zip(bands, chances, strict=True)) if bands else ()
    return Margin(round(low, 1), round(high, 1), told, basis, translated=not basis.fits(language))


def _screen(value: float | None, score: str, evidence: Evidence, rate: int) -> Screen | None:
    basis = screen_basis(evidence, score)
    if basis is None or value is None or not _is_positive(value, basis.line):
        return None
    chosen = rate if 1 <= rate <= len(basis.rates) else 1
    figure = basis.rates[chosen - 1]
    share = positive_predictive_value(
        number(basis.sensitivity, "value") or 0,
        number(basis.specificity, "value") or 0,
        (number(figure, "percent") or 0) / 100,
    )
    return Screen(round(100 * share), figure, chosen, basis)


def _is_positive(value: float, line: Figure) -> bool:
    above, below = number(line, "at_or_above"), number(line, "at_or_below")
    return (above is not None and value >= above) or (below is not None and value <= below)


def _norm(value: float | None, score: str, evidence: Evidence, language: str) -> Norm | None:
    figure = norm_basis(evidence, score, language)
    if figure is None or value is None:
        return None
    source = evidence.sources[figure.source]
    line = number(figure, "at_or_above")
    if line is not None:
        share, unsized = number(figure, "percent"), unsized_norms(evidence, figure)
        return Norm(figure, source, share=share, line=line, unsized=unsized)
    mean, deviation = number(figure, "mean") or 0, number(figure, "sd") or 1
    return Norm(figure, source, percentile=percentile(value, mean, deviation))
