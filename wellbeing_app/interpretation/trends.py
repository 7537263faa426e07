"""A score over time, and whether a change is larger than the scale's own error.

What is looked at are dated scores, whatever they were kept or shared in. Scores of two versions
stand in one trend only where the newer version says that they may (`comparable_with`). A change is
marked only where the scale was given twice to the same people (`backing`); elsewhere nobody can
tell yet, and the page says so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from wellbeing_app.instruments.engine.score_names import headline, is_rescaled
from wellbeing_app.instruments.library.evidence import Evidence
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.backing import ChangeBasis, ErrorBasis, change_basis, error_basis
from wellbeing_app.interpretation.occasions import Occasion
from wellbeing_app.interpretation.report import WITHOUT_FIGURES
from wellbeing_app.interpretation.statistics import margin


class Verdict(StrEnum):
    """What can be said of two scores of one scale."""

    UP = "up"
    DOWN = "down"
    WITHIN_ERROR = "within"
    CANNOT_TELL = "cannot tell"


def asked_as(
    dimensions: tuple[str, ...] | None, parameters: Mapping[str, object]
) -> tuple[object, ...]:
    """Return how a questionnaire was put, as what can be compared."""
    return dimensions, tuple(sorted(map(repr, parameters.items())))


@dataclass(frozen=True)
class DatedScore:
    """One score of one day. A questionnaire that is gone has its ids for names."""

    day: date
    key: str
    """The questionnaire as it was taken: `namespace/code@version`."""
    name: str
    """Of the questionnaire."""
    id: str
    title: str
    value: float
    minimum: float | None = None
    maximum: float | None = None
    meaning: str = ""
    headline: bool = False
    """It stands for the questionnaire."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    dimensions: tuple[str, ...] | None = None
    occasion: Occasion | None = None
    """Which result of its day it is in, where that is known."""

    @property
    def asked(self) -> tuple[object, ...]:
        """How the questionnaire was put; scores of another way are not compared with it."""
        return asked_as(self.dimensions, self.parameters)


@dataclass(frozen=True)
class Unscored:
    """One time a score could not be worked out, because answers are open."""

    key: str
    id: str
    asked: tuple[object, ...]
    occasion: Occasion


@dataclass(frozen=True)
class Point:
    """One score of a trend."""

    day: date
    value: float
    occasion: Occasion | None = None

    @property
    def when(self) -> date | Occasion:
        """What it is named by: the day, or which of the day's results it is in."""
        return self.occasion or self.day

    @property
    def place(self) -> float:
        """Where it lies on an axis of days; the results of one day lie apart."""
        within = (self.occasion.number - 1) / self.occasion.of if self.occasion else 0
        return self.day.toordinal() + within


@dataclass(frozen=True)
class Step:
    """A point with its margin, and beside it the change from the point before.

    `change` and `verdict` are None for the first point, and on a day that has two scores: which of
    them came first is not known.
    """

    day: date
    value: float
    margin: tuple[float, float] | None
    change: float | None = None
    verdict: Verdict | None = None
    when: date | Occasion | None = None


@dataclass(frozen=True)
class Trend:
    """One score of one scale over time, earliest first; at least one point."""

    id: str
    """Unique among the trends of one page."""
    key: str
    """The questionnaire in the version of the last point."""
    score: str
    """The id of the score."""
    name: str
    title: str
    version: str | None
    """The version, where other versions of the scale stand in a trend of their own."""
    meaning: str
    minimum: float
    maximum: float
    points: tuple[Point, ...]
    basis: ChangeBasis | None
    error: ErrorBasis | None
    headline: bool
    unscored: tuple[Occasion, ...] = ()
    """Times that have no score, because answers are open; no point stands for them."""

    def drawn(
        self, words: Callable[[date | Occasion], str]
    ) -> tuple[tuple[float, str, float], ...]:
        """Return the points as the chart takes them: running day, day in words, value."""
        return tuple((one.place, words(one.when), one.value) for one in self.points)

    @property
    def code(self) -> str:
        """The code of the questionnaire."""
        return self.key.rpartition("/")[2].partition("@")[0]

    @property
    def change(self) -> float:
        """Points from the first to the last."""
        return self.points[-1].value - self.points[0].value

    @property
    def verdict(self) -> Verdict:
        """What can be said of the first and the last."""
        return verdict(self.points[0].value, self.points[-1].value, self.basis)

    @property
    def daily(self) -> tuple[Point, ...]:
        """The points of the days that have one score."""
        days = Counter(one.day for one in self.points)
        return tuple(one for one in self.points if days[one.day] == 1)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every point with its margin and the change from the point before."""
        before = {after: before for before, after in pairwise(self.daily)}
        return tuple(self._step(one, before.get(one)) for one in self.points)

    def _step(self, one: Point, before: Point | None) -> Step:
        if before is None:
            return Step(one.day, one.value, self._margin(one.value), when=one.when)
        change, told = one.value - before.value, verdict(before.value, one.value, self.basis)
        return Step(one.day, one.value, self._margin(one.value), change, told, one.when)

    def _margin(self, value: float) -> tuple[float, float] | None:
        if self.error is None:
            return None
        low, high = margin(value, self.error.error, self.minimum, self.maximum)
        return round(low, 1), round(high, 1)


@dataclass
class _Series:
    """The scores that belong into one trend, while they are gathered; `newest` names them."""

    newest: DatedScore
    points: list[Point]
    unscored: tuple[Occasion, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its points."""
        return tuple(one.day for one in self.points)


def trends(
    library: Library, scores: Iterable[DatedScore], unscored: Iterable[Unscored] = ()
) -> tuple[Trend, ...]:
    """Return every score over time, in the order in which the scores first name them.

    A score that is the headline on another scale has no trend of its own beside it.
    """
    joined = lines(library)
    series: dict[tuple[object, ...], _Series] = {}
    for one in sorted(scores, key=lambda one: one.day):
        name = (joined.get(one.key, one.key), one.id, one.asked)
        found = series.setdefault(name, _Series(one, []))
        found.newest = one
        found.points.append(Point(one.day, one.value, one.occasion))
    for gap in unscored:
        lacking = series.get((joined.get(gap.key, gap.key), gap.id, gap.asked))
        if lacking is not None:
            lacking.unscored += (gap.occasion,)
    told = {(one.newest.key, one.newest.id, one.days) for one in series.values()}
    own = [one for one in series.values() if (*_same(library, one.newest), one.days) not in told]
    return tuple(_trends(library, own))


def verdict(before: float, after: float, basis: ChangeBasis | None) -> Verdict:
    """Say whether two scores differ by more than the scale's error at 95 %."""
    if basis is None:
        return Verdict.CANNOT_TELL
    if abs(after - before) < basis.points:
        return Verdict.WITHIN_ERROR
    return Verdict.UP if after > before else Verdict.DOWN


def basis_of(library: Library, key: str, score_id: str) -> ChangeBasis | None:
    """What a reliable change may rest on; nothing for a scale that is gone or was reworded."""
    evidence = _figures(library, key)
    return change_basis(evidence, score_id) if evidence else None


def lines(library: Library) -> dict[str, str]:
    """Return, for the key of each version, the oldest one it may share a trend with."""
    first = {key: key for key in library.shelf}
    for key, instrument in library.shelf.items():
        for older in instrument.hints.comparable_with:
            root = first.get(older, older)
            first = {one: root if now == first[key] else now for one, now in first.items()}
    return first


def _same(library: Library, one: DatedScore) -> tuple[str, str | None]:
    """The key and the id under which the same score stands on the scale that counts, if it does."""
    instrument = library.shelf.get(one.key)
    is_same = instrument is not None and is_rescaled(instrument, one.id)
    return one.key, headline(instrument) if instrument and is_same else None


def _figures(library: Library, key: str) -> Evidence | None:
    instrument = library.shelf.get(key)
    if instrument is None or library.status(instrument) in WITHOUT_FIGURES:
        return None
    return library.evidence(instrument.key.code)


def _trends(library: Library, series: Sequence[_Series]) -> Iterator[Trend]:
    versions = Counter(_line(key) for key in {one.newest.key for one in series})
    for number, one in enumerate(series, start=1):
        newest, evidence = one.newest, _figures(library, one.newest.key)
        values = [point.value for point in one.points]
        low, high = newest.minimum, newest.maximum
        bounded = low is not None and high is not None
        yield Trend(
            id=f"trend-{number}",
            key=newest.key,
            score=newest.id,
            name=newest.name,
            title=newest.title,
            version=newest.key.rpartition("@")[2] if versions[_line(newest.key)] > 1 else None,
            meaning=newest.meaning,
            minimum=min(values) if low is None else min(low, *values),
            maximum=max(values) if high is None else max(high, *values),
            points=tuple(one.points),
            basis=change_basis(evidence, newest.id) if evidence else None,
            error=error_basis(evidence, newest.id) if evidence and bounded else None,
            headline=newest.headline,
            unscored=one.unscored,
        )


def _line(key: str) -> str:
    return key.partition("@")[0]
