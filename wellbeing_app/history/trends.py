"""A scale over time: its kept scores, and whether a change is larger than the scale's own error.

Scores of two versions stand in one trend only where the newer version says that they may
(`comparable_with`). A change is marked only where the scale was given twice to the same people
(`instruments.backing`); elsewhere nobody can tell yet, and the page says so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeing_app.history.past import PastScale, PastScore, past_scale
from wellbeing_app.instruments.backing import ChangeBasis, change_basis
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.record import Record
from wellbeing_app.instruments.report import WITHOUT_FIGURES


class Verdict(StrEnum):
    """What can be said of two scores of one scale."""

    UP = "up"
    DOWN = "down"
    WITHIN_ERROR = "within"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Point:
    """One kept score."""

    day: date
    value: float


@dataclass(frozen=True)
class Trend:
    """One score of one scale over time, earliest first; at least one point."""

    id: str
    name: str
    title: str
    version: str | None
    """The version, where other versions of the scale stand in a trend of their own."""
    meaning: str
    minimum: float
    maximum: float
    points: tuple[Point, ...]
    basis: ChangeBasis | None
    headline: bool

    def drawn(self, words: Callable[[date], str]) -> tuple[tuple[int, str, float], ...]:
        """Return the points as the chart takes them: running day, day in words, value."""
        return tuple((one.day.toordinal(), words(one.day), one.value) for one in self.points)

    @property
    def change(self) -> float:
        """Points from the first to the last."""
        return self.points[-1].value - self.points[0].value

    @property
    def verdict(self) -> Verdict:
        """What can be said of the first and the last."""
        return verdict(self.points[0].value, self.points[-1].value, self.basis)


@dataclass
class _Series:
    """The scores that belong into one trend, while they are gathered."""

    scale: PastScale
    score: PastScore
    points: list[Point]


def trends(library: Library, records: Sequence[Record]) -> tuple[Trend, ...]:
    """Return every score that was kept, in the order in which the newest results name them."""
    joined = lines(library)
    series: dict[tuple[object, ...], _Series] = {}
    for record in sorted(records, key=lambda one: one.day):
        for part in record.parts:
            scale = past_scale(library, part)
            asked = (part.dimensions, tuple(sorted(map(repr, part.parameters.items()))))
            for one in scale.scores:
                name = (joined.get(part.key, part.key), one.id, asked)
                found = series.setdefault(name, _Series(scale, one, []))
                found.scale, found.score = scale, one
                found.points.append(Point(record.day, one.value))
    return tuple(_trends(library, list(series.values())))


def verdict(before: float, after: float, basis: ChangeBasis | None) -> Verdict:
    """Say whether two scores differ by more than the scale's error at 95 %."""
    if basis is None:
        return Verdict.CANNOT_TELL
    if abs(after - before) < basis.points:
        return Verdict.WITHIN_ERROR
    return Verdict.UP if after > before else Verdict.DOWN


def basis_of(library: Library, scale: PastScale, score_id: str) -> ChangeBasis | None:
    """What a reliable change may rest on; nothing for a scale that is gone or was reworded."""
    if scale.administration is None:
        return None
    code = scale.administration.instrument.key.code
    if library.status(code) in WITHOUT_FIGURES:
        return None
    return change_basis(library.evidence(code), score_id)


def lines(library: Library) -> dict[str, str]:
    """Return, for the key of each version, the oldest one it may share a trend with."""
    first = {key: key for key in library.shelf}
    for key, instrument in library.shelf.items():
        named = instrument.hints.get("comparable_with", ())
        for older in named if isinstance(named, list | tuple) else ():
            root = first.get(str(older), str(older))
            first = {one: root if now == first[key] else now for one, now in first.items()}
    return first


def _trends(library: Library, series: Sequence[_Series]) -> Iterator[Trend]:
    for number, one in enumerate(series, start=1):
        values = [point.value for point in one.points]
        low, high = one.score.minimum, one.score.maximum
        versions = {other.scale.key for other in series if _code(other.scale) == _code(one.scale)}
        yield Trend(
            id=f"trend-{number}",
            name=one.scale.name,
            title=one.score.title,
            version=one.scale.key.rpartition("@")[2] if len(versions) > 1 else None,
            meaning=one.score.meaning,
            minimum=min(values) if low is None else min(low, *values),
            maximum=max(values) if high is None else max(high, *values),
            points=tuple(one.points),
            basis=basis_of(library, one.scale, one.score.id),
            headline=one.score == one.scale.headline,
        )


def _code(scale: PastScale) -> str:
    return scale.key.partition("@")[0]
