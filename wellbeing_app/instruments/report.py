"""What may be said of a result: scores on their scales, with bands only where they are sourced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from wellbeing_app.instruments.administration import Administration
from wellbeing_app.instruments.alerts import raised
from wellbeing_app.instruments.context_answers import (
    Sides,
    Taken,
    ValuesClash,
    balance,
    partner_words,
    values_words,
)
from wellbeing_app.instruments.definition import Alert, Instrument, Level
from wellbeing_app.instruments.evidence import Evidence, Figure
from wellbeing_app.instruments.item import Answer
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.rules import Norms, ScoreRule, Threshold
from wellbeing_app.instruments.scoring import Score, score
from wellbeing_app.instruments.wording import WordingStatus

LINES = ("bands", "cut-off")
WITHOUT_LINES = (WordingStatus.ADAPTED, WordingStatus.AWAITING)
"""Published lines do not hold for altered wording (DESIGN section 4)."""


class Band(NamedTuple):
    """A named stretch of a scale, both ends included."""

    minimum: float
    maximum: float
    label: str


@dataclass(frozen=True)
class Reading:
    """One score and what may be said of it. Without `value`, `missing` counts the open answers."""

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
    band: Band | None = None
    lines_source: str | None = None
    """Where the bands come from, in words for a reader."""
    circular: bool = False
    """The line was drawn with the scale itself or another questionnaire: the authors' line."""


@dataclass(frozen=True)
class ScaleReport:
    """The readings of one instrument: the headline first."""

    instrument: Instrument
    status: WordingStatus
    headline: Reading
    parts: tuple[Reading, ...]
    care: tuple[Alert, ...]

    @property
    def recall_period(self) -> str:
        """The stretch of time asked about, such as "the last 2 weeks"."""
        return str(self.instrument.hints.get("recall_period", ""))

    @property
    def measures(self) -> str:
        """One plain line on what it asks about."""
        return str(self.instrument.hints.get("measures", ""))


@dataclass(frozen=True)
class Report:
    """One result, whole: what every page, print and share of it is made from."""

    day: date
    scales: tuple[ScaleReport, ...]
    balance: Sides | None
    values: ValuesClash | None
    partner: tuple[str, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    """Own notes: `instrument key#score or answer id` -> words."""

    @property
    def calls_for_care(self) -> bool:
        """Whether help stands above the scores."""
        return any(scale.care for scale in self.scales)


def report(
    library: Library,
    taken: Sequence[Taken],
    *,
    day: date,
    notes: Mapping[str, str] | None = None,
) -> Report:
    """Read a whole result: each questionnaire with its answers, in the order they were taken.

    `day` is the day the answers were given, `notes` are the person's own. A result just finished
    and one that was kept are read by the same call.
    """
    readings = (scale_report(library, administration, answers) for administration, answers in taken)
    return Report(
        day=day,
        scales=tuple(reading for reading in readings if reading is not None),
        balance=balance(taken),
        values=values_words(taken),
        partner=partner_words(taken),
        notes=dict(notes or {}),
    )


def scale_report(
    library: Library, administration: Administration, answers: Mapping[str, Answer]
) -> ScaleReport | None:
    """Read one instrument's answers; None where it has no scores (context questions)."""
    instrument = administration.instrument
    if not instrument.scores:
        return None
    code = instrument.key.code
    status = library.status(code)
    evidence = library.evidence(code)
    scores = score(administration, answers)
    readings = [
        _reading(administration, rule, scores.values[rule.id], status, evidence)
        for rule in instrument.scores
        if rule.id in scores.values
    ]
    headline = _headline(instrument, readings)
    alerts = raised(administration, answers, scores)
    return ScaleReport(
        instrument=instrument,
        status=status,
        headline=headline,
        parts=tuple(reading for reading in readings if reading is not headline),
        care=tuple(alert for alert in alerts if alert.level is Level.CARE),
    )


def _headline(instrument: Instrument, readings: Sequence[Reading]) -> Reading:
    wanted = instrument.hints.get("headline", readings[0].id)
    return next((reading for reading in readings if reading.id == wanted), readings[0])


def _reading(
    administration: Administration,
    rule: ScoreRule,
    found: Score,
    status: WordingStatus,
    evidence: Evidence,
) -> Reading:
    line = None if status in WITHOUT_LINES else _sourced_line(rule, evidence)
    bands = _bands(administration, rule.norms) if line and rule.norms else ()
    return Reading(
        id=rule.id,
        title=found.dimension.name if found.dimension else administration.instrument.name,
        value=found.value,
        minimum=found.minimum,
        maximum=found.maximum,
        missing=len(found.missing),
        meaning=rule.description or "",
        bands=bands,
        band=_band_at(bands, found.value),
        lines_source=rule.norms.source if line and rule.norms else None,
        circular=bool(line and line.circular),
    )


def _sourced_line(rule: ScoreRule, evidence: Evidence) -> Figure | None:
    """The figure that backs this score's bands; a remembered one backs nothing."""
    if rule.norms is None:
        return None
    return next(
        (
            figure
            for figure in evidence.figures
            if figure.kind in LINES and figure.score == rule.id and figure.shows
        ),
        None,
    )


def _bands(administration: Administration, norms: Norms) -> tuple[Band, ...]:
    return tuple(
        Band(threshold.minimum, threshold.maximum, _label(administration, threshold))
        for threshold in norms.thresholds
    )


def _label(administration: Administration, threshold: Threshold) -> str:
    if threshold.label_key is None:
        return threshold.label or ""
    return administration.instrument.text(administration.language, threshold.label_key)


def _band_at(bands: Sequence[Band], value: float | None) -> Band | None:
    if value is None:
        return None
    return next((band for band in bands if band.minimum <= value <= band.maximum), None)
