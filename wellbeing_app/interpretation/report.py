"""A whole result as plain data: every page, print, kept record and share is made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wellbeing_app.instruments.engine.score_names import is_rescaled, standing_first
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.evidence import Evidence, Structure
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.instruments.model.instrument import Alert, Instrument
from wellbeing_app.instruments.model.rules import ScoreRule
from wellbeing_app.interpretation.agreement import Agreement, agreements
from wellbeing_app.interpretation.alarms import alarms
from wellbeing_app.interpretation.answer_rows import AnswerPart, answer_parts
from wellbeing_app.interpretation.backing import undrawn_line
from wellbeing_app.interpretation.facts import facts, values
from wellbeing_app.interpretation.own_questions import Sides, balance
from wellbeing_app.interpretation.reading import Reading, read_score
from wellbeing_app.interpretation.rules import APART, GLANCE, INTERPRETATION, Sentence

__all__ = ["Reading", "Report", "ScaleReport", "report", "scale_report"]

WITHOUT_FIGURES = (WordingStatus.ADAPTED, WordingStatus.AWAITING)
"""Published lines, margins and norms do not hold for altered wording (DESIGN section 4)."""


@dataclass(frozen=True)
class ScaleReport:
    """The readings of one instrument: the headline first."""

    instrument: Instrument
    status: WordingStatus
    headline: Reading
    parts: tuple[Reading, ...]
    structure: Structure | None = None
    """What is known of its parts; `supported` lets a profile of them be drawn."""
    undrawn: Mapping[str, str] = field(default_factory=dict)
    """Score id -> why a line that is known is not drawn here: published, passed-on or reworded."""

    @property
    def recall_period(self) -> str:
        """The stretch of time asked about, such as "the last 2 weeks"."""
        return self.instrument.hints.recall_period

    @property
    def measures(self) -> str:
        """One plain line on what it asks about."""
        return self.instrument.hints.measures

    @property
    def profile(self) -> tuple[Reading, ...]:
        """The parts to draw beside each other; empty where their structure supports no profile."""
        if self.structure is None or self.structure.profile != "supported":
            return ()
        return tuple(part for part in self.parts if part.value is not None)


@dataclass(frozen=True)
class Report:
    """One result, whole."""

    day: date
    glance: tuple[Sentence, ...]
    balance: Sides | None
    scales: tuple[ScaleReport, ...]
    apart: tuple[Sentence, ...]
    agreements: tuple[Agreement, ...]
    answers: tuple[AnswerPart, ...]
    alerts: tuple[Alert, ...]
    """Every alert the answers raise, also those of questions about safety."""
    care: tuple[Sentence, ...] = ()
    """Why help stands above the scores, the most urgent first."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Own notes: `instrument key#score or answer id` -> words; empty for the whole result."""

    @property
    def calls_for_care(self) -> bool:
        """Whether help stands above the scores."""
        return bool(self.alerts)


def report(
    library: Library,
    taken: Sequence[Taken],
    *,
    day: date,
    notes: Mapping[str, str] | None = None,
    rate: int = 1,
    whole: bool = True,
) -> Report:
    """Read a whole result: each questionnaire with its answers, in the order they were taken.

    `day` is the day the answers were given, `notes` are the person's own, `rate` chooses among the
    base rates of a positive screen, from 1. A result just finished and one that was kept are read
    by the same call; `whole` is False where the check asked more than is in `taken`.
    """
    read = (scale_report(library, one, rate) for one in taken)
    scales = tuple(scale for scale in read if scale is not None)
    headlines = tuple((scale.instrument.key.code, scale.headline) for scale in scales)
    sides = balance(taken)
    alerts = tuple(alert for one in taken for alert in alarms(one))
    found = facts(headlines, taken, sides, alerts, INTERPRETATION, whole=whole)
    named = values(headlines, taken, sides, INTERPRETATION)
    return Report(
        day=day,
        glance=INTERPRETATION.sentences(GLANCE, found, named),
        balance=sides,
        scales=scales,
        apart=INTERPRETATION.sentences(APART, found, named),
        agreements=agreements(headlines, INTERPRETATION),
        answers=answer_parts(taken),
        alerts=alerts,
        care=INTERPRETATION.care(found, named),
        notes=dict(notes or {}),
    )


def scale_report(library: Library, taken: Taken, rate: int = 1) -> ScaleReport | None:
    """Read one instrument's answers; None where it has no scores (context questions).

    `rate` as for `report`.
    """
    instrument = taken.instrument
    if not instrument.scores:
        return None
    status = library.status(instrument)
    evidence = library.evidence(instrument.key.code)
    backed = None if status in WITHOUT_FIGURES else evidence
    scores = taken.scores.values
    readings = [
        replace(
            read_score(taken.administration, rule, scores[rule.id], backed, rate),
            passed_over=_passed_over(taken, rule),
        )
        for rule in instrument.scores
        if rule.id in scores
    ]
    headline = standing_first(instrument, readings)
    return ScaleReport(
        instrument=instrument,
        status=status,
        headline=headline,
        parts=tuple(r for r in readings if r is not headline and not is_rescaled(instrument, r.id)),
        structure=evidence.structure,
        undrawn=_undrawn(readings, evidence, reworded=backed is None),
    )


def _passed_over(taken: Taken, rule: ScoreRule) -> int:
    """Count the open answers without which a score was made, as its file lets it."""
    if not rule.passes_over_blanks or taken.scores.values[rule.id].value is None:
        return 0
    return sum(one.id in taken.scores.missing for one in rule.inputs)


def told_ranges(library: Library, taken: Taken) -> tuple[Reading, ...]:
    """Return the readings of scores that lack answers and of which the result tells a range."""
    if library.status(taken.instrument) in WITHOUT_FIGURES:
        return ()
    scale = scale_report(library, taken)
    readings = (scale.headline, *scale.parts) if scale else ()
    return tuple(
        one for one in readings if one.value is None and one.possible and one.possible.is_told
    )


def _undrawn(
    readings: Sequence[Reading], evidence: Evidence, *, reworded: bool
) -> Mapping[str, str]:
    known = {one.id: undrawn_line(evidence, one.id) for one in readings if not one.bands}
    return {name: "reworded" if reworded else why for name, why in known.items() if why is not None}
