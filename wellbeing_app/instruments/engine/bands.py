"""The bands of each score on the scale that the score is told on, and what is wrong with them.

A file may give its ranges for the score before its transform, or for the same score on another
scale. They are those of the scale whose possible values they cover, each band holding one of them
at least; on a scale that fits none they are left out. A possible score that lies in no band, or in
two, has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from wellbeing_app.instruments.engine.possible import Possible, possible_values
from wellbeing_app.instruments.engine.ranges import score_spans
from wellbeing_app.instruments.engine.reckoning import DECIMALS
from wellbeing_app.instruments.engine.score_names import alike, is_plain, line
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.rules import ScoreRule, Threshold
from wellbeing_app.instruments.model.values import in_figures

NOTHING: frozenset[str] = frozenset()
MOST_NAMED = 3
"""How many scores without exactly one band a warning names."""


class Bands(NamedTuple):
    """The bands of one score, as the file orders them."""

    thresholds: tuple[Threshold, ...]
    reach: tuple[tuple[float, float], ...]
    """For each band the lowest and the highest possible score in it; else its own ends."""
    fault: str = ""
    """What is wrong, in words for an author; empty where nothing is."""

    def at(self, value: float | None) -> Threshold | None:
        """Return the one band that holds the value, both ends included; None of none or two."""
        if value is None:
            return None
        found = [one for one in self.thresholds if one.minimum <= value <= one.maximum]
        return found[0] if len(found) == 1 else None


NO_BANDS = Bands((), ())


@lru_cache(maxsize=512)
def score_bands(instrument: Instrument) -> Mapping[str, Bands]:
    """Return the bands of every score that names any."""
    return {
        rule.id: _bands(instrument, rule)
        for rule in instrument.scores
        if rule.norms is not None and rule.norms.thresholds
    }


def _bands(instrument: Instrument, rule: ScoreRule) -> Bands:
    written = rule.norms.thresholds if rule.norms else ()
    possible = _possible(instrument, rule)
    if possible is None:
        return Bands(written, tuple((one.minimum, one.maximum) for one in written))
    fitting = (one for one in _on_each_scale(instrument, rule, written) if _fits(one, possible))
    thresholds = next(fitting, None)
    if thresholds is None:
        reach = f"{in_figures(possible.low)} to {in_figures(possible.high)}"
        fault = f"the ranges fit no scale of this score ({reach}): it is given no band"
        return Bands((), (), fault)
    found = Bands(thresholds, tuple(_reach(one, possible) for one in thresholds))
    return found._replace(fault=_fault(found, possible))


def _possible(instrument: Instrument, rule: ScoreRule) -> Possible | None:
    """All the score can come to, or the ends of its scale; None where nothing bounds it."""
    found = possible_values(instrument, NOTHING, NOTHING).get(rule.id)
    span = score_spans(instrument, NOTHING, NOTHING).get(rule.id)
    if found is None and span is not None and span.bounded:
        ends = (round(span.low, DECIMALS), round(span.high, DECIMALS))
        return Possible(ends, listed=False)
    return found


def _on_each_scale(
    instrument: Instrument, rule: ScoreRule, written: Sequence[Threshold]
) -> Iterator[tuple[Threshold, ...]]:
    """Yield the bands read on each scale there is, brought to that of the score: its own first."""
    yield tuple(written)
    if not is_plain(rule):
        return
    own = line(rule)
    rules = {one.id: one for one in instrument.scores}
    others = [(0.0, 1.0), *(line(rules[name]) for name in alike(instrument, rule.id))]
    for offset, factor in others:
        if factor:
            slope = own[1] / factor
            yield tuple(_moved(one, own[0] - slope * offset, slope) for one in written)


def _moved(one: Threshold, offset: float, slope: float) -> Threshold:
    ends = (round(offset + slope * end, DECIMALS) for end in (one.minimum, one.maximum))
    low, high = sorted(ends)
    return replace(one, minimum=low, maximum=high)


def _fits(thresholds: Sequence[Threshold], possible: Possible) -> bool:
    """Return whether the bands cover all the score can be, and none of them is out of its reach."""
    low = min(one.minimum for one in thresholds)
    high = max(one.maximum for one in thresholds)
    covered = low <= possible.low and possible.high <= high
    return covered and all(_is_reached(one, possible) for one in thresholds)


def _is_reached(one: Threshold, possible: Possible) -> bool:
    if possible.listed:
        return any(one.minimum <= value <= one.maximum for value in possible.values)
    return one.minimum <= possible.high and possible.low <= one.maximum


def _reach(one: Threshold, possible: Possible) -> tuple[float, float]:
    held = [value for value in possible.values if one.minimum <= value <= one.maximum]
    return (held[0], held[-1]) if possible.listed and held else (one.minimum, one.maximum)


def _fault(bands: Bands, possible: Possible) -> str:
    """Say which possible scores have no band, or more than one."""
    values = possible.values if possible.listed else _meeting_points(bands.thresholds)
    wrong = [value for value in values if bands.at(value) is None]
    if not wrong:
        return ""
    named = ", ".join(in_figures(value) for value in wrong[:MOST_NAMED])
    more = ", ..." if len(wrong) > MOST_NAMED else ""
    return f"not in exactly one range, and given no band: {named}{more}"


def _meeting_points(thresholds: Sequence[Threshold]) -> Iterator[float]:
    """Yield the points at which a score without steps could fall between bands or into two."""
    ordered = sorted(thresholds, key=lambda one: one.minimum)
    for below, above in pairwise(ordered):
        yield round((below.maximum + above.minimum) / 2, DECIMALS)
