"""The alerts that a client's shares raise: nothing but what was shared is looked at or told.

A score that was not shared is not worked out from answers that were: the client would not have seen
it before. The same score on another scale counts as shared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.certainty import holds_for_all
from wellbeing_app.instruments.engine.conditions import Context, comparisons, holds
from wellbeing_app.instruments.engine.possible import Possible
from wellbeing_app.instruments.engine.score_names import headline, is_rescaled, rescaled
from wellbeing_app.instruments.model.instrument import Alert, Instrument, Level
from wellbeing_app.instruments.model.item import AllOf, AnyOf, Comparison, Condition
from wellbeing_app.interpretation.alarms import alarming_silence
from wellbeing_app.records.by_day import SharedResult
from wellbeing_app.records.share import AnswerPart, RangePart, ScorePart


@dataclass(frozen=True)
class SharedAlert:
    """One alert of one questionnaire, on the newest day that raises it."""

    topic: str
    level: Level
    label: str
    """The questionnaire, short."""
    day: date
    earlier: tuple[date, ...]
    """Other days that raise it, newest first."""
    cleared: date | None
    """The newest day that could have raised it, where it is later and does not."""
    answers: tuple[str, ...]
    """The answers that raise it, in words."""
    scores: tuple[float, ...]
    """The scores that raise it."""
    ranges: tuple[tuple[float, float], ...] = ()
    """What scores that lack answers can come to, where all of it raises it."""


@dataclass(frozen=True)
class _Looked:
    """One alert on one day, and what raises it."""

    alert: Alert
    result: SharedResult
    raised: bool
    answers: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    ranges: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class _Way:
    """What conditions may look at, as it was shared in one way."""

    context: Context
    possible: Mapping[str, Possible]
    """Of scores that lack answers."""

    def holds(self, condition: Condition) -> bool:
        """Return whether it holds by what is there: what was not shared raises nothing."""
        return holds_for_all(condition, self.possible, self._holds_at)

    def has(self, one: Comparison) -> bool:
        """Return whether what it looks at was shared."""
        return self.context.value(one.source, one.name) is not None

    def _holds_at(self, condition: Condition, assumed: Mapping[str, float]) -> bool:
        scores = {**self.context.scores, **assumed}
        return _holds(condition, replace(self.context, scores=scores))


def shared_alerts(results: Sequence[SharedResult]) -> tuple[SharedAlert, ...]:
    """Return what the results (newest first) raise: newest day first, urgent before care."""
    found: dict[tuple[str, str], list[_Looked]] = {}
    for result in results:
        for looked in _looked(result):
            found.setdefault((result.line, looked.alert.id), []).append(looked)
    alerts = [_alert(days) for days in found.values() if any(one.raised for one in days)]
    return tuple(
        sorted(
            alerts,
            key=lambda one: (-one.day.toordinal(), one.level is Level.CARE, one.topic, one.label),
        )
    )


def _alert(days: Sequence[_Looked]) -> SharedAlert:
    newest = next(one for one in days if one.raised)
    last = days[0].result.day
    earlier = dict.fromkeys(one.result.day for one in days if one.raised)
    return SharedAlert(
        topic=newest.alert.topic,
        level=newest.alert.level,
        label=newest.result.label,
        day=newest.result.day,
        earlier=tuple(day for day in earlier if day < newest.result.day),
        cleared=last if last > newest.result.day else None,
        answers=newest.answers,
        scores=newest.scores,
        ranges=newest.ranges,
    )


def _looked(result: SharedResult) -> Iterator[_Looked]:
    """Every alert of the questionnaire that is raised, or that everything was shared to clear."""
    taken = result.taken
    if taken is None or not taken.instrument.alerts:
        return
    ways = _ways(result, taken.administration)
    for alert in taken.instrument.alerts:
        raising = next((way for way in ways if way.holds(alert.when)), None)
        if raising is not None:
            told = [one for one in comparisons(alert.when) if raising.holds(one)]
            answers = _answers(told, result, raising.context)
            scores = _scores(told, taken.instrument, raising.context)
            found = _Looked(alert, result, raised=True, answers=answers, scores=scores)
            yield replace(found, ranges=_ranges(told, taken.instrument, raising.possible))
        elif all(way.has(one) for one in comparisons(alert.when) for way in ways):
            yield _Looked(alert, result, raised=False)
    yield from _silence(result, taken.instrument)


def _silence(result: SharedResult, instrument: Instrument) -> Iterator[_Looked]:
    """A question about self-harm left open beside a marked score; another sitting settles none."""
    name = headline(instrument) or ""
    found: list[_Looked] = []
    for one in (result, *result.sittings):
        alert = alarming_silence(instrument, one.open_answers, _least(one))
        score, reach = one.settled.get(name), one.settled_ranges.get(name)
        if alert is not None:
            scores = (score.value,) if score else ()
            ranges = ((reach.low, reach.high),) if reach else ()
            found.append(_Looked(alert, result, raised=True, scores=scores, ranges=ranges))
    if found:
        yield replace(
            found[0],
            scores=tuple(dict.fromkeys(value for one in found for value in one.scores)),
            ranges=tuple(dict.fromkeys(ends for one in found for ends in one.ranges)),
        )


def _least(result: SharedResult) -> Mapping[str, float]:
    """The lowest value that each score can come to."""
    ranges = {id_: part.low for id_, part in result.settled_ranges.items()}
    return ranges | {id_: part.value for id_, part in result.settled.items()}


def _ways(result: SharedResult, administration: Administration) -> Sequence[_Way]:
    """What conditions may look at: once for each way in which something was shared."""
    names = result.scores.keys() | result.ranges.keys()
    reached: dict[str, tuple[ScorePart | RangePart, ...]] = {
        id_: (*result.scores.get(id_, ()), *result.ranges.get(id_, ())) for id_ in names
    }
    most = max(map(len, (*result.answers.values(), *reached.values())))
    return [_way(result.answers, reached, administration, number) for number in range(most)]


def _way(
    answers: Mapping[str, Sequence[AnswerPart]],
    scores: Mapping[str, Sequence[ScorePart | RangePart]],
    administration: Administration,
    number: int,
) -> _Way:
    """Take of each answer and each score the way of this number, or its last one."""
    parts = {id_: ways[min(number, len(ways) - 1)] for id_, ways in answers.items()}
    given = {id_: part.value for id_, part in parts.items() if part.value is not None}
    chosen = {id_: ways[min(number, len(ways) - 1)] for id_, ways in scores.items()}
    shared = {id_: part.value for id_, part in chosen.items() if isinstance(part, ScorePart)}
    values = _on_every_scale(administration.instrument, shared)
    reached = {id_: part for id_, part in chosen.items() if isinstance(part, RangePart)}
    lows = {id_: part.low for id_, part in reached.items()}
    highs = {id_: part.high for id_, part in reached.items()}
    ends = [_on_every_scale(administration.instrument, one) for one in (lows, highs)]
    possible = {
        id_: Possible(tuple(sorted((ends[0][id_], ends[1][id_]))), listed=False)
        for id_ in ends[0]
        if id_ not in values
    }
    return _Way(Context(given, administration.settings, values), possible)


def _on_every_scale(instrument: Instrument, shared: Mapping[str, float]) -> dict[str, float]:
    """Add what these scores are on the other scales that the questionnaire puts them on."""
    values: dict[str, float] = {}
    for id_, value in shared.items():
        values |= rescaled(instrument, id_, value)
    return {**values, **shared}


def _holds(condition: Condition, context: Context) -> bool:
    """Whether it holds by what is there: what was not shared raises nothing."""
    match condition:
        case AllOf(parts):
            return all(_holds(part, context) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, context) for part in parts)
        case Comparison():
            return _is_there(condition, context) and holds(condition, context)


def _is_there(one: Comparison, context: Context) -> bool:
    return context.value(one.source, one.name) is not None


def _answers(told: Sequence[Comparison], result: SharedResult, context: Context) -> tuple[str, ...]:
    names = dict.fromkeys(one.name for one in told if one.source in ("item", "answer"))
    given = ((name, context.answers[name]) for name in names)
    return tuple(result.words.answer(name, value) for name, value in given if value is not None)


def _scores(
    told: Sequence[Comparison], instrument: Instrument, context: Context
) -> tuple[float, ...]:
    """The scores that raise it, on the scale that counts."""
    found = (context.scores.get(name) for name in _shown_scores(told, instrument))
    return tuple(value for value in found if isinstance(value, float))


def _ranges(
    told: Sequence[Comparison], instrument: Instrument, possible: Mapping[str, Possible]
) -> tuple[tuple[float, float], ...]:
    """What the scores that raise it can come to, on the scale that counts."""
    found = (possible.get(name) for name in _shown_scores(told, instrument))
    return tuple((one.low, one.high) for one in found if one)


def _shown_scores(told: Sequence[Comparison], instrument: Instrument) -> Iterable[str]:
    names = [one.name for one in told if one.source == "score"]
    standing = headline(instrument) or ""
    return dict.fromkeys(standing if is_rescaled(instrument, one) else one for one in names)
