"""One day of a client's shares as the few words that the rules of a brief look at.

A fact that was not shared, or was shared in two ways, has the word `none`: rules that need it stay
silent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from wellbeing_app.brief.day import Day
from wellbeing_app.brief.moves import BEYOND, ShortTrend
from wellbeing_app.brief.rules import (
    UNKNOWN,
    AnswerFact,
    BriefRules,
    Forms,
    SameQuestions,
    Told,
)
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.interpretation.agreement import agreements
from wellbeing_app.interpretation.facts import facts, grade, values
from wellbeing_app.interpretation.own_questions import WHOSE_IDEA, balance
from wellbeing_app.interpretation.reading import Reading
from wellbeing_app.interpretation.rules import INTERPRETATION
from wellbeing_app.interpretation.trends import verdict

DECLINED = (("prefer_not",), "prefer_not")


@dataclass(frozen=True)
class Fact:
    """One fact of a day: its word, what a sentence may name of it, and where its figures stand."""

    word: str
    values: Mapping[str, Told] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


def day_facts(day: Day, trends: Sequence[ShortTrend], rules: BriefRules) -> Mapping[str, Fact]:
    """Return every fact of a day."""
    return {
        **_told(day),
        **{one.fact: _answer(day, one) for one in rules.answers},
        **{fact: _grade(day, code) for fact, code in rules.grades.items()},
        **{one.fact: _same(day, one, rules.same_question_steps) for one in rules.same_questions},
        **{one.fact: _forms(day, one, rules.apart_from) for one in rules.forms},
        **_agreement(day),
        "mood_grades": _mood_grades(day),
        **_swift(day.day, trends, rules),
    }


def _told(day: Day) -> dict[str, Fact]:
    """The facts that a result's own sentences rest on, with what they name."""
    sides = balance(day.taken)
    found = facts(day.headlines, day.taken, sides, (), INTERPRETATION, whole=False)
    named = values(day.headlines, day.taken, sides, INTERPRETATION)
    graded = [(grade(code, one, INTERPRETATION), code, one) for code, one in day.headlines]
    lined = [one for word, _, one in graded if word == found["control"]]
    turned = {code for code, meaning in INTERPRETATION.scales.items() if meaning.turned}
    well = [one for word, code, one in graded if word == "few" and code in turned]
    marked = [one for word, code, one in graded if word == "marked" and code not in turned]
    told = {name: Fact(word) for name, word in found.items()}
    return told | {
        "control": Fact(found["control"], {"control": _scored(lined)}, _lines(lined)),
        "wellbeing": Fact(found["wellbeing"], {"well": _banded(well)}, _lines(well)),
        "mood": Fact(found["mood"], {"marked": _banded(marked)}, _lines(marked)),
        "share": Fact(found["share"], {"share": named["share"]}),
        "complaint": Fact(found["complaint"], {"partner": named["partner"]}),
        "idea": Fact(found["idea"], {"idea": day.words(*WHOSE_IDEA)}),
    }


def _answer(day: Day, fact: AnswerFact) -> Fact:
    answer = day.given(fact.code, fact.item)
    if answer is None or answer in DECLINED:
        return Fact(UNKNOWN)
    if fact.above is not None:
        found = isinstance(answer, int | float) and answer > fact.above
    else:
        ticks = answer if isinstance(answer, tuple) else (answer,)
        found = not set(fact.ticked).isdisjoint(ticks)
    return Fact("yes" if found else "no", {fact.fact: day.words(fact.code, fact.item)})


def _grade(day: Day, code: str) -> Fact:
    reading = dict(day.headlines).get(code)
    word = grade(code, reading, INTERPRETATION) if reading else None
    if reading is None or word is None:
        return Fact(UNKNOWN)
    return Fact(word, {"total": _banded([reading])}, _lines([reading]))


def _same(day: Day, fact: SameQuestions, steps: int) -> Fact:
    """Whether a question that stands in two questionnaires was answered alike."""
    asked = [pair for pair in fact.pairs if {pair[0], pair[2]} <= day.figured]
    gaps = {pair: gap for pair in asked if (gap := _gap(day, *pair)) is not None}
    if not gaps:
        return Fact(UNKNOWN)
    widest = max(gaps, key=lambda pair: gaps[pair])
    code, item, other, other_item = widest
    told: dict[str, Told] = {
        "question": day.question(code, item),
        "first": day.words(code, item),
        "first_in": day.results[code].label,
        "second": day.words(other, other_item),
        "second_in": day.results[other].label,
    }
    return Fact("differ" if gaps[widest] >= steps else "agree", told)


def _gap(day: Day, code: str, item: str, other: str, other_item: str) -> float | None:
    first, second = day.given(code, item), day.given(other, other_item)
    if isinstance(first, int | float) and isinstance(second, int | float):
        return abs(first - second)
    return None


def _forms(day: Day, fact: Forms, apart_from: float) -> Fact:
    """A short and a long form of one thing, each brought to an axis of 0 to 100."""
    placed = [
        (reading.title, place)
        for name in (fact.short, fact.long)
        if (reading := day.readings.get(name)) and (place := _placed(reading)) is not None
    ]
    if len(placed) < 2:
        return Fact(UNKNOWN)
    (_, first), (_, second) = placed
    word = "apart" if abs(first - second) >= apart_from else "close"
    return Fact(word, {"scales": tuple(f"{title} {place:.0f}" for title, place in placed)})


def _placed(reading: Reading) -> float | None:
    low, high = reading.minimum, reading.maximum
    if reading.value is None or low is None or high is None or low >= high:
        return None
    return 100 * (reading.value - low) / (high - low)


def _agreement(day: Day) -> dict[str, Fact]:
    found = {f"{name}_scales": Fact(UNKNOWN) for name in INTERPRETATION.facts["construct"]}
    for one in agreements(day.headlines, INTERPRETATION):
        margins = [
            reading.margin
            for code, reading in day.headlines
            if reading.margin and INTERPRETATION.scales[code].about == one.construct
        ]
        found[f"{one.construct}_scales"] = Fact(
            one.verdict,
            {"scales": tuple(f"{placed.title} {placed.value:.0f}" for placed in one.placed)},
            _once(source.reference for margin in margins for source in margin.basis.sources),
        )
    return found


def _mood_grades(day: Day) -> Fact:
    """Whether scales of mood lie in sourced parts that say different things."""
    graded = {
        code: (word, reading)
        for code, reading in day.headlines
        if (word := grade(code, reading, INTERPRETATION))
        and INTERPRETATION.scales[code].about == "mood"
    }
    if len(graded) < 2:
        return Fact(UNKNOWN)
    readings = [reading for _, reading in graded.values()]
    word = "differ" if len({word for word, _ in graded.values()}) > 1 else "agree"
    return Fact(word, {"banded": _banded(readings)}, _lines(readings))


def _swift(day: date, trends: Sequence[ShortTrend], rules: BriefRules) -> dict[str, Fact]:
    """Scores that changed within days: beyond their error, or far where no error is known."""
    earliest = day - timedelta(days=rules.swift_within_days)
    steps = [
        (one, before.value, after.value)
        for one in trends
        for before, after in pairwise(one.days)
        if after.day == day and before.day >= earliest
    ]
    judged = [step for step in steps if step[0].trend.basis]
    other = [step for step in steps if not step[0].trend.basis]
    beyond = [step for step in judged if verdict(*step[1:], step[0].trend.basis) in BEYOND]
    far = [step for step in other if _share_of_range(*step) >= rules.apart_from]
    bases = [one.trend.basis for one, _, _ in beyond if one.trend.basis]
    sources = _once(source.reference for basis in bases for source in basis.sources)
    within: Mapping[str, Told] = {"days": rules.swift_within_days}
    return {
        "swift": Fact(_word(judged, beyond), {**within, "scales": _changes(beyond)}, sources),
        "swift_far": Fact(_word(other, far), {**within, "scales": _changes(far)}),
    }


def _share_of_range(one: ShortTrend, before: float, after: float) -> float:
    return 100 * abs(after - before) / ((one.trend.maximum - one.trend.minimum) or 1)


def _word(looked_at: Sequence[object], found: Sequence[object]) -> str:
    return "yes" if found else "no" if looked_at else UNKNOWN


def _changes(steps: Iterable[tuple[ShortTrend, float, float]]) -> tuple[str, ...]:
    return tuple(
        f"{one.label} {in_figures(before)} → {in_figures(after)}" for one, before, after in steps
    )


def _scored(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(
        f"{one.title} {in_figures(one.value)}" for one in readings if one.value is not None
    )


def _banded(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(
        f"{one.title} {in_figures(one.value)} ({one.band.label})"
        for one in readings
        if one.band and one.value is not None
    )


def _lines(readings: Iterable[Reading]) -> tuple[str, ...]:
    return _once(one.lines_source for one in readings if one.lines_source)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
