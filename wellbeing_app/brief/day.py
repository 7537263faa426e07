"""One day of a client's shares: its answers and scores by the code of their questionnaire.

And where a client stands: each questionnaire's newest score and the sourced range it lies in.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from wellbeing_app.brief.rules import Finding
from wellbeing_app.instruments.engine.score_names import headline
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.interpretation.own_questions import OwnQuestion, given
from wellbeing_app.interpretation.reading import Reading
from wellbeing_app.interpretation.report import WITHOUT_FIGURES
from wellbeing_app.records.by_day import SharedResult
from wellbeing_app.records.share import RangePart, ScorePart
from wellbeing_app.records.shown import read_part
from wellbeing_app.records.words import Words


@dataclass(frozen=True)
class Day:
    """What was shared of one day, of questionnaires that are here."""

    day: date
    results: Mapping[str, SharedResult]
    """By code."""
    readings: Mapping[tuple[str, str], Reading]
    """By code and score, under short titles; only of `figured` questionnaires."""
    figured: frozenset[str]
    ranges: Mapping[tuple[str, str], Reading] = field(default_factory=dict)
    """The same of scores that lack answers: what they can come to, and nothing more."""
    """The codes to which published figures belong: their wording is not altered."""

    @cached_property
    def headlines(self) -> tuple[tuple[str, Reading], ...]:
        """The code and the reading of each score that stands for its questionnaire."""
        return tuple(
            (code, reading)
            for (code, score), reading in self.readings.items()
            if (one := self.results[code].instrument) and score == headline(one)
        )

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """The questionnaires with the answers that were shared."""
        return tuple(one.taken for one in self.results.values() if one.taken)

    def given(self, code: str, item: str) -> Answer | None:
        """Return a shared answer; None without one."""
        return given(self.taken, OwnQuestion(code, item))

    def words(self, code: str, item: str) -> str:
        """Return a shared answer in words; empty without one."""
        result, answer = self.results.get(code), self.given(code, item)
        return result.words.answer(item, answer) if result and answer is not None else ""

    def question(self, code: str, item: str) -> str:
        """Return the words of a question."""
        return self.results[code].words.question(item).name


def days(library: Library, results: Sequence[SharedResult]) -> tuple[Day, ...]:
    """Return the days of these results (newest first)."""
    return tuple(
        _day(library, day, list(of_day))
        for day, of_day in groupby(results, key=lambda result: result.day)
    )


def _day(library: Library, day: date, results: Sequence[SharedResult]) -> Day:
    """Two versions of one questionnaire on one day speak for neither."""
    codes = Counter(_code(one) for one in results)
    clear = {_code(one): one for one in results if one.instrument and codes[_code(one)] == 1}
    figured = frozenset(
        code
        for code, one in clear.items()
        if one.instrument and library.status(one.instrument) not in WITHOUT_FIGURES
    )
    backed = {code: one for code, one in clear.items() if code in figured}
    readings = _readings(library, backed, lambda one: one.settled)
    ranges = _readings(library, backed, lambda one: one.settled_ranges)
    return Day(day, clear, readings, figured, ranges)


def _readings(
    library: Library,
    results: Mapping[str, SharedResult],
    parts_of: Callable[[SharedResult], Mapping[str, ScorePart | RangePart]],
) -> dict[tuple[str, str], Reading]:
    return {
        (code, id_): replace(reading, title=_title(one.label, words.instrument.name, reading))
        for code, one in results.items()
        if isinstance(words := one.words, Words)
        for id_, part in parts_of(one).items()
        if (reading := read_part(library, words, part))
    }


def _title(label: str, name: str, reading: Reading) -> str:
    return label if reading.title == name else f"{label}: {reading.title}"


def _code(result: SharedResult) -> str:
    return result.line.rpartition("/")[2]


class _Score(NamedTuple):
    """A score or a range in words, and where its lines stand."""

    words: str
    source: str | None
    whole: bool = True
    """False: answers are open, so it is a range."""


def standing(days: Sequence[Day]) -> Iterator[Finding]:
    """Yield what each day (newest first) holds as the newest of something: scores, then ranges."""
    told: set[str] = set()
    for day in days:
        found = {code: _score(day, code) for code in day.results if code not in told}
        scores = {code: one for code, one in found.items() if one}
        told |= scores.keys()
        for id_, whole in (("stands", True), ("stands-open", False)):
            named = [one for one in scores.values() if one.whole is whole]
            if named:
                sources = dict.fromkeys(one.source for one in named if one.source)
                words = tuple(one.words for one in named)
                yield Finding(id_, {"day": day.day, "scales": words}, tuple(sources))


def _score(day: Day, code: str) -> _Score | None:
    """The score that stands for a questionnaire; None where it was not shared, or in two ways."""
    result = day.results[code]
    name = headline(result.instrument) if result.instrument else None
    part = result.settled.get(name) if name else None
    if name is None or part is None:
        return _range(day, code, name)
    reading = day.readings.get((code, name))
    words = f"{result.label}\N{NO-BREAK SPACE}{in_figures(part.value)}"
    if reading is None or reading.band is None:
        return _Score(words, None)
    return _Score(f"{words} ({reading.band.label})", reading.lines_source)


def _range(day: Day, code: str, name: str | None) -> _Score | None:
    """What the score can come to, where it lacks answers and its range was shared."""
    result = day.results[code]
    part = result.settled_ranges.get(name) if name else None
    if name is None or part is None:
        return None
    reach = f"{in_figures(part.low)}\N{EN DASH}{in_figures(part.high)}"
    words = f"{result.label}\N{NO-BREAK SPACE}{reach}"
    reading = day.ranges.get((code, name))
    if reading is None or reading.possible is None or not reading.possible.bands:
        return _Score(words, None, whole=False)
    bands = " / ".join(band.label for band in reading.possible.bands)
    return _Score(f"{words} ({bands})", reading.lines_source, whole=False)
