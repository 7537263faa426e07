"""The lowest and highest value a score can take, whatever the answers.

Worked out from the inputs through value maps, coding, weights and transforms. An input that a
condition may hide is left out of its score at times, and the range allows for that.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from wellbeing_app.instruments.engine.coding import UNLIMITED, Span, answer_span
from wellbeing_app.instruments.engine.dependencies import conditional_items, owners
from wellbeing_app.instruments.engine.methods import OPERATIONS, WEIGHTED
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Item
from wellbeing_app.instruments.model.rules import Input, ScoreRule, Step


class _Part(NamedTuple):
    """One input: its span, its weight, and whether it always takes part."""

    span: Span
    weight: float
    certain: bool


@lru_cache(maxsize=1024)
def score_spans(
    instrument: Instrument, absent: frozenset[str], disabled: frozenset[str]
) -> Mapping[str, Span]:
    """Return the span of each score that can be computed.

    `absent`: answer ids that are not applicable; `disabled`: ids of dimensions switched off.
    """
    spans: dict[str, Span] = {}
    certain: dict[str, bool] = {}
    for rule in instrument.scores:
        if rule.id in disabled:
            continue
        parts = _parts(instrument, rule, absent, spans, certain)
        if parts:
            spans[rule.id] = _after(rule.transform, _combined(rule, parts))
            certain[rule.id] = any(part.certain for part in parts)
    return spans


def _parts(
    instrument: Instrument,
    rule: ScoreRule,
    absent: frozenset[str],
    spans: Mapping[str, Span],
    certain: Mapping[str, bool],
) -> list[_Part]:
    parts: list[_Part] = []
    for entry in rule.inputs:
        if skips(rule, entry):
            continue
        weight = 1.0 if entry.weight is None else entry.weight
        if entry.is_score:
            if entry.id in spans:
                parts.append(_Part(spans[entry.id], weight, certain[entry.id]))
            continue
        if entry.id not in absent:
            item = owners(instrument)[entry.id]
            hidden = item.id in conditional_items(instrument)
            always = not hidden and not may_stay_blank(rule, entry, item)
            parts.append(_Part(answer_span(entry, item), weight, always))
    return parts


def may_stay_blank(rule: ScoreRule, entry: Input, item: Item) -> bool:
    """Return whether a score is made without the answer to this item, if it is left open.

    Where right answers are counted, an open one counts as not right.
    """
    counted = rule.method == "sum_correct"
    return rule.passes_over_blanks and not counted and is_optional(item, entry.id)


def is_optional(item: Item, name: str) -> bool:
    """Return whether the file lets this answer of an item stay open (OSD C6)."""
    return not item.required or any(row.id == name and row.optional for row in item.rows)


def skips(rule: ScoreRule, entry: Input) -> bool:
    """Return whether the rule leaves an input out altogether.

    Coding 0, no weight in a weighted method (OSD C3), no right answers where those are counted.
    """
    return (
        entry.coding == 0
        or (rule.method in WEIGHTED and entry.weight is None)
        or (rule.method == "sum_correct" and entry.accepted is None and not entry.is_score)
    )


def _combined(rule: ScoreRule, parts: Sequence[_Part]) -> Span:
    whole = rule.allowed == 0 and all(part.certain for part in parts)
    hull = Span(min(part.span.low for part in parts), max(part.span.high for part in parts))
    match rule.method:
        case "sum_coded" | "sum_correct":
            return _sum(rule, parts, hull)
        case "mean_coded":
            return _scaled(_total(parts), 1 / len(parts)) if whole else hull
        case "weighted_sum":
            return _total([_weighted(part) for part in parts])
        case "weighted_mean":
            return _weighted_mean(parts, hull, whole=whole)
        case "max":
            return Span(max(part.span.low for part in parts), hull.high) if whole else hull
        case "min":
            return Span(hull.low, min(part.span.high for part in parts)) if whole else hull
        case "sd":
            # No spread is wider than half the range (Popoviciu's inequality).
            return Span(0, (hull.high - hull.low) / 2)
    return UNLIMITED


def _sum(rule: ScoreRule, parts: Sequence[_Part], hull: Span) -> Span:
    if rule.allowed == 0:
        return _total(parts)
    counts = (max(1, sum(part.certain for part in parts)), len(parts))
    return Span(
        min(_times(hull.low, count) for count in counts),
        max(_times(hull.high, count) for count in counts),
    )


def _total(parts: Sequence[_Part]) -> Span:
    """Add the spans up; a part that may be left out may add nothing."""
    return Span(
        sum(part.span.low if part.certain else min(0, part.span.low) for part in parts),
        sum(part.span.high if part.certain else max(0, part.span.high) for part in parts),
    )


def _weighted(part: _Part) -> _Part:
    return part._replace(span=_scaled(part.span, part.weight))


def _weighted_mean(parts: Sequence[_Part], hull: Span, *, whole: bool) -> Span:
    weights = sum(part.weight for part in parts)
    if whole and weights:
        return _scaled(_total([_weighted(part) for part in parts]), 1 / weights)
    return hull if all(part.weight > 0 for part in parts) else UNLIMITED


def _after(steps: Sequence[Step], span: Span) -> Span:
    for step in steps:
        if isinstance(step.operand, str):
            return UNLIMITED
        if step.operation == "divide" and step.operand == 0:
            return UNLIMITED
        if step.operation == "multiply":
            span = _scaled(span, step.operand)
        else:
            ends = (OPERATIONS[step.operation](end, step.operand) for end in span)
            span = _ordered(*ends)
    return span


def _scaled(span: Span, factor: float) -> Span:
    return _ordered(_times(span.low, factor), _times(span.high, factor))


def _ordered(first: float, second: float) -> Span:
    return Span(min(first, second), max(first, second))


def _times(value: float, factor: float) -> float:
    return value * factor if factor else 0.0
