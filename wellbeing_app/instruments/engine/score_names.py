"""What the scores of a questionnaire are called, and which are one score on two scales.

WHO-5 gives a sum (0 to 25) and an index (0 to 100): the same answers in the same way, multiplied.
They tell one thing, so they bear two names and are never set against each other.
"""

import math
from collections.abc import Sequence
from typing import Protocol, TypeVar

from wellbeing_app.instruments.engine.methods import transformed
from wellbeing_app.instruments.engine.ranges import score_spans
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.rules import ScoreRule
from wellbeing_app.instruments.model.values import in_figures

NOTHING: frozenset[str] = frozenset()


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


def headline(instrument: Instrument) -> str | None:
    """Return the id of the score that stands for a questionnaire; None for one without scores."""
    if not instrument.scores:
        return None
    return instrument.hints.headline or instrument.scores[0].id


def standing_first(instrument: Instrument | None, scores: Sequence[Named]) -> Named:
    """Return the headline among these scores, or the first of them where it is not there."""
    wanted = headline(instrument) if instrument else None
    return next((one for one in scores if one.id == wanted), scores[0])


def score_name(instrument: Instrument, score_id: str) -> str:
    """Return a score's name: its dimension's, or the questionnaire's.

    The range follows where the headline is the same score on another scale, the id where it is
    another score that has no name of its own.
    """
    dimensions = {one.id: one.name for one in instrument.dimensions}
    if score_id in dimensions or score_id == headline(instrument):
        return dimensions.get(score_id, instrument.name)
    span = score_spans(instrument, NOTHING, NOTHING).get(score_id)
    if span and all(map(math.isfinite, span)) and is_rescaled(instrument, score_id):
        return f"{instrument.name} ({in_figures(span.low)}\N{EN DASH}{in_figures(span.high)})"
    return f"{instrument.name}: {score_id}"


def is_rescaled(instrument: Instrument, score_id: str) -> bool:
    """Return whether a score is the headline on another scale."""
    standing = headline(instrument)
    return standing is not None and score_id in alike(instrument, standing)


def rescaled(instrument: Instrument, score_id: str, value: float) -> dict[str, float]:
    """Return what a score is on each other scale that the questionnaire puts it on, by id."""
    others = alike(instrument, score_id)
    if not others:
        return {}
    rules = {rule.id: rule for rule in instrument.scores}
    offset, factor = line(rules[score_id])
    if not factor:
        return {}
    sums = (value - offset) / factor
    lines = {other: line(rules[other]) for other in others}
    return {other: start + slope * sums for other, (start, slope) in lines.items()}


def alike(instrument: Instrument, score_id: str) -> tuple[str, ...]:
    """Return the ids of the other scores made of the same answers in the same way."""
    made = {rule.id: _made_of(rule) for rule in instrument.scores if is_plain(rule)}
    wanted = made.get(score_id)
    return tuple(id_ for id_, one in made.items() if id_ != score_id and one == wanted)


def _made_of(rule: ScoreRule) -> tuple[object, ...]:
    return rule.method, rule.inputs, rule.missing_allowed


def is_plain(rule: ScoreRule) -> bool:
    """Return whether its transform has numbers only, no statistic of the answers."""
    return all(isinstance(step.operand, float | int) for step in rule.transform)


def line(rule: ScoreRule) -> tuple[float, float]:
    """Return a plain transform as offset and factor: it is affine (OSD C3)."""
    offset = transformed(0, rule.transform, ()) or 0
    return offset, (transformed(1, rule.transform, ()) or 0) - offset
