"""The alerts that a client's shares raise: nothing but what was shared is looked at or told.

A score that was not shared is not worked out from answers that were: the client would not have seen
it before. The same score on another scale counts as shared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.conditions import Context, comparisons, holds
from wellbeing_app.instruments.engine.score_names import headline, is_rescaled, rescaled
from wellbeing_app.instruments.model.instrument import Alert, Instrument, Level
from wellbeing_app.instruments.model.item import AllOf, AnyOf, Comparison, Condition
from wellbeing_app.records.by_day import SharedResult


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


@dataclass(frozen=True)
class _Looked:
    """One alert on one day, and what raises it."""

    alert: Alert
    result: SharedResult
    raised: bool
    answers: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()


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
    )


def _looked(result: SharedResult) -> Iterator[_Looked]:
    """Every alert of the questionnaire that is raised, or that everything was shared to clear."""
    taken = result.taken
    if taken is None or not taken.instrument.alerts:
        return
    ways = _ways(result, taken.administration)
    for alert in taken.instrument.alerts:
        raising = next((way for way in ways if _holds(alert.when, way)), None)
        if raising is not None:
            told = [one for one in comparisons(alert.when) if _holds(one, raising)]
            answers = _answers(told, result, raising)
            scores = _scores(told, taken.instrument, raising)
            yield _Looked(alert, result, raised=True, answers=answers, scores=scores)
        elif all(_is_there(one, way) for one in comparisons(alert.when) for way in ways):
            yield _Looked(alert, result, raised=False)


def _ways(result: SharedResult, administration: Administration) -> Sequence[Context]:
    """What conditions may look at: once for each way in which something was shared."""
    ways = max(map(len, (*result.answers.values(), *result.scores.values())))
    return [_context(result, administration, number) for number in range(ways)]


def _context(result: SharedResult, administration: Administration, number: int) -> Context:
    parts = {id_: ways[min(number, len(ways) - 1)] for id_, ways in result.answers.items()}
    given = {id_: part.value for id_, part in parts.items() if part.value is not None}
    shared = {id_: ways[min(number, len(ways) - 1)].value for id_, ways in result.scores.items()}
    values: dict[str, float] = {}
    for id_, value in shared.items():
        values |= rescaled(administration.instrument, id_, value)
    return Context(given, administration.settings, values | shared)


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
    names = [one.name for one in told if one.source == "score"]
    standing = headline(instrument)
    shown = dict.fromkeys(standing if is_rescaled(instrument, one) else one for one in names)
    found = (context.scores.get(one or "") for one in shown)
    return tuple(value for value in found if isinstance(value, float))
