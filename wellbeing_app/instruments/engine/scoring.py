"""Scores of one set of answers, each with its range, its band and what is missing from it.

Hidden and not-applicable inputs do not count as missing and are left out of sums and means, as the
format's reference runner does; an input that is asked needs an answer (`reckoning` says more).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from wellbeing_app.instruments.engine.bands import NO_BANDS, score_bands
from wellbeing_app.instruments.engine.circumstances import Circumstances, Standing
from wellbeing_app.instruments.engine.coding import Span
from wellbeing_app.instruments.engine.expressions import Result
from wellbeing_app.instruments.engine.methods import LARGEST
from wellbeing_app.instruments.engine.possible import Possible, possible_scores
from wellbeing_app.instruments.engine.ranges import score_spans
from wellbeing_app.instruments.engine.reckoning import DECIMALS, Tally, computed_values, tallies
from wellbeing_app.instruments.model.instrument import Dimension, Instrument
from wellbeing_app.instruments.model.rules import ScoreRule, Threshold


@dataclass(frozen=True, slots=True)
class Score:
    """One score.

    `minimum` and `maximum` bound what any answers could give; None where there is no bound.
    Without a `value`, `missing` names the asked answers it lacks; if it is empty too, none of the
    score's inputs was asked. With a value, `missing` names what was pro-rated. `possible` is what
    it can come to, whatever the missing answers are; None where none is missing or none is bound.
    """

    id: str
    value: float | None
    minimum: float | None
    maximum: float | None
    band: Threshold | None
    missing: tuple[str, ...]
    dimension: Dimension | None
    possible: Possible | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """All that follows from the answers to one instrument.

    `values` has no score of a dimension switched off. `missing` names every item asked and not
    answered, scored or not.
    """

    values: Mapping[str, Score]
    computed: Mapping[str, Result]
    missing: tuple[str, ...]


def score(instrument: Instrument, around: Circumstances) -> Scores:
    """Score the answers that count."""
    found = tallies(instrument, around)
    spans = score_spans(instrument, around.absent, around.disabled)
    rules, dimensions = _rules(instrument), _dimensions(instrument)
    possible = possible_scores(instrument, around, found)
    bands = score_bands(instrument)
    return Scores(
        values={
            name: replace(
                _score(
                    rules[name],
                    tally,
                    spans.get(name),
                    bands.get(name, NO_BANDS).at(tally.value),
                    dimensions.get(name),
                ),
                possible=possible.get(name),
            )
            for name, tally in found.items()
        },
        computed=computed_values(instrument, found, around),
        missing=tuple(
            name
            for name in instrument.answer_ids
            if around.standing[name] is Standing.ASKED and name not in around.answers
        ),
    )


def _score(
    rule: ScoreRule,
    tally: Tally,
    span: Span | None,
    band: Threshold | None,
    dimension: Dimension | None,
) -> Score:
    return Score(
        id=rule.id,
        value=tally.value,
        minimum=_end(span.low) if span else None,
        maximum=_end(span.high) if span else None,
        band=band,
        missing=tally.missing,
        dimension=dimension,
    )


def _end(value: float) -> float | None:
    return round(value, DECIMALS) if abs(value) <= LARGEST else None


@lru_cache(maxsize=512)
def _rules(instrument: Instrument) -> Mapping[str, ScoreRule]:
    return {rule.id: rule for rule in instrument.scores}


@lru_cache(maxsize=512)
def _dimensions(instrument: Instrument) -> Mapping[str, Dimension]:
    return {dimension.id: dimension for dimension in instrument.dimensions}
