"""All scores and computed values of one set of answers, in the order they depend on each other.

An input that is hidden or not applicable does not count as missing and is left out of sums and
means, as the format's reference runner does. An input that is asked and has no answer is missing,
and so is one whose answer is no number ("prefer not to say"); then there is no score, unless the
authors allow so many to be missing (`ScoreRule.missing_allowed`) and the method stands in for them.
In a file without such a rule an optional item that is blank is passed over, as the format says;
where right answers are counted it counts as not right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from wellbeing_app.instruments.engine.circumstances import Circumstances, Standing
from wellbeing_app.instruments.engine.coding import UNLIMITED, Span, coded_answer, response_span
from wellbeing_app.instruments.engine.conditions import Context
from wellbeing_app.instruments.engine.dependencies import owners
from wellbeing_app.instruments.engine.expressions import Result, evaluate, parse
from wellbeing_app.instruments.engine.methods import combined, transformed
from wellbeing_app.instruments.engine.ranges import is_optional, score_spans, skips
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.rules import Computed, Input, ScoreRule
from wellbeing_app.instruments.model.values import number_of, text_of, truth_of

DECIMALS = 10
"""Decimals kept: beyond them lies only the noise of binary fractions."""


class Tally(NamedTuple):
    """One score. Without a value and with nothing missing, none of its inputs was asked."""

    value: float | None
    missing: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """An input and the range of raw responses to its item (unlimited for a score)."""

    input: Input
    responses: Span
    optional: bool
    """The file lets it stay open, and has no rule of ours for what is missing."""


@dataclass(slots=True)
class _Sheet:
    """The coded inputs of one score while they are gathered."""

    values: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    items: list[float] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    blocked: bool = False
    """A score among the inputs is missing, which nothing stands in for."""

    def add(self, entry: Input, value: float) -> None:
        self.values.append(value)
        self.weights.append(1.0 if entry.weight is None else entry.weight)
        if not entry.is_score:
            self.items.append(value)


def tallies(instrument: Instrument, around: Circumstances) -> dict[str, Tally]:
    """Return every score by id, except those of dimensions switched off."""
    found: dict[str, Tally] = {}
    spans = score_spans(instrument, around.absent, around.disabled)
    for rule in instrument.scores:
        if rule.id in around.disabled:
            continue
        sheet = _Sheet()
        for entry in _entries(instrument)[rule.id]:
            if entry.input.is_score:
                _add_score(sheet, entry.input, found, spans)
            else:
                _add_item(sheet, rule, entry, around)
        found[rule.id] = _tally(rule, sheet)
    return found


def computed_values(
    instrument: Instrument, scores: Mapping[str, Tally], around: Circumstances
) -> dict[str, Result]:
    """Return every computed value by name (OSD S7); None where it cannot be known."""
    values = {name: tally.value for name, tally in scores.items()}
    found: dict[str, Result] = {}
    context = Context(around.answers, around.parameters, values, found)
    for value in instrument.computed:
        found[value.name] = _typed(value, evaluate(parse(value.expression), context))
    return found


@lru_cache(maxsize=512)
def _entries(instrument: Instrument) -> Mapping[str, tuple[_Entry, ...]]:
    return {
        rule.id: tuple(
            _Entry(entry, _responses(instrument, entry), _is_optional(instrument, rule, entry))
            for entry in rule.inputs
            if not skips(rule, entry)
        )
        for rule in instrument.scores
    }


def _responses(instrument: Instrument, entry: Input) -> Span:
    return UNLIMITED if entry.is_score else response_span(owners(instrument)[entry.id])


def _is_optional(instrument: Instrument, rule: ScoreRule, entry: Input) -> bool:
    if entry.is_score or not rule.passes_over_blanks:
        return False
    return is_optional(owners(instrument)[entry.id], entry.id)


def _add_item(sheet: _Sheet, rule: ScoreRule, entry: _Entry, around: Circumstances) -> None:
    name = entry.input.id
    if around.standing.get(name, Standing.ASKED) is not Standing.ASKED:
        return
    answer = around.answers.get(name)
    if answer is None and entry.optional:
        if rule.method == "sum_correct":
            sheet.add(entry.input, 0)
        return
    value = None if answer is None else coded_answer(entry.input, entry.responses, answer)
    if value is None:
        sheet.missing.append(name)
    else:
        sheet.add(entry.input, value)


def _add_score(
    sheet: _Sheet, entry: Input, found: Mapping[str, Tally], spans: Mapping[str, Span]
) -> None:
    """Add an earlier score; a reversed one (coding -1) is mirrored in its own range."""
    tally = found.get(entry.id)
    if tally is None or (tally.value is None and not tally.missing):
        return
    value = tally.value
    if value is not None and entry.coding < 0:
        value = spans[entry.id].reversed(value)
    if value is None:
        sheet.blocked = True
        sheet.missing.extend(tally.missing or (entry.id,))
    else:
        sheet.add(entry, value)


def _tally(rule: ScoreRule, sheet: _Sheet) -> Tally:
    missing = tuple(dict.fromkeys(sheet.missing))
    if sheet.blocked or not sheet.values or len(missing) > _allowed(rule):
        return Tally(None, missing)
    asked = len(sheet.values) + len(missing)
    value = combined(rule.method, sheet.values, sheet.weights, asked)
    if value is not None:
        value = transformed(value, rule.transform, sheet.items)
    return Tally(None if value is None else round(value, DECIMALS), missing)


def _allowed(rule: ScoreRule) -> int:
    """Return how many inputs may be missing; a weighted sum has no way to stand in for one."""
    return 0 if rule.method == "weighted_sum" else rule.allowed


def _typed(value: Computed, result: Result) -> Result:
    if result is None:
        return None
    if value.type == "boolean":
        return truth_of(result)
    return text_of(result) if value.type == "string" else number_of(result)
