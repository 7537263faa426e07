"""One day of a client's shares: its answers and scores by the code of their questionnaire."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from wellbeing_app.instruments.engine.score_names import headline
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.item import Answer
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
