"""What moved: each score of at least two days, and whether the change is beyond its error."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wellbeing_app.brief.rules import Finding, Told
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.interpretation.backing import ChangeBasis
from wellbeing_app.interpretation.rules import INTERPRETATION
from wellbeing_app.interpretation.trends import DatedScore, Point, Trend, Verdict, trends, verdict
from wellbeing_app.untrusted.markup import plain

BEYOND = (Verdict.UP, Verdict.DOWN)


@dataclass(frozen=True)
class ShortTrend:
    """A trend under a short name."""

    label: str
    trend: Trend

    @property
    def days(self) -> tuple[Point, ...]:
        """The points that can be compared: one a day."""
        return self.trend.daily

    @property
    def starts(self) -> tuple[Point, Point]:
        """What the last point is compared with: the first, and the one before."""
        return self.days[0], self.days[-2]

    @property
    def verdict(self) -> Verdict | None:
        """What can be said of the first and the last day; None where there are no two."""
        if len(self.days) < 2:
            return None
        return verdict(self.days[0].value, self.days[-1].value, self.trend.basis)

    @property
    def latest(self) -> Verdict | None:
        """The newest change beyond error, up or down: of the last step, else since the first day.

        None where neither is beyond error.
        """
        if len(self.days) < 2:
            return None
        last, basis = self.days[-1].value, self.trend.basis
        told = (verdict(start.value, last, basis) for start in reversed(self.starts))
        return next((one for one in told if one in BEYOND), None)


def short_trends(library: Library, scores: Iterable[DatedScore]) -> tuple[ShortTrend, ...]:
    """Return every score over time."""
    return tuple(ShortTrend(_label(library, one), one) for one in trends(library, scores))


def movements(told: Sequence[ShortTrend]) -> tuple[Finding, ...]:
    """Return the changes beyond error, the largest beside its error first."""
    beyond = sorted((one for one in told if one.latest), key=lambda one: (-_size(one), one.label))
    return tuple(map(_movement, beyond))


def unmoved(told: Sequence[ShortTrend]) -> tuple[Finding, ...]:
    """Return one sentence for the scores within error, one for those of which nobody can tell."""
    compared = [one for one in told if len(one.days) > 1]
    if told and not compared:
        return (Finding("one-day"),)
    rest = [one for one in compared if not one.latest]
    within = [one for one in rest if one.trend.basis]
    unsure = [one for one in rest if not one.trend.basis]
    return (*_summed("within", within), *_summed("cannot-tell", unsure))


def _size(one: ShortTrend) -> float:
    """The largest change that is told, in units of the error."""
    last, basis = one.days[-1], one.trend.basis
    return max(abs(last.value - s.value) for s in one.starts) / basis.points if basis else 0


def _movement(one: ShortTrend) -> Finding:
    first, last, basis = one.days[0], one.days[-1], one.trend.basis
    found = one.verdict
    values: dict[str, Told] = {
        "scale": one.label,
        "first": first.value,
        "last": last.value,
        "first_day": first.day,
        "last_day": last.day,
        "change": abs(last.value - first.value),
        "error": round(basis.points, 1) if basis else 0,
        "people": basis.people if basis else "",
    }
    name = f"moved-{found}{_meaning(one.trend)}" if found in BEYOND else "moved-back"
    return Finding(name, values, _origin(basis), then=_since(one))


def _since(one: ShortTrend) -> Finding | None:
    """The last change, where there is a day between the first and the last."""
    if len(one.days) < 3:
        return None
    before, last = one.days[-2:]
    found = verdict(before.value, last.value, one.trend.basis)
    return Finding(f"since-{found}", {"before": before.value, "before_day": before.day})


def _meaning(trend: Trend) -> str:
    known = INTERPRETATION.scales.get(trend.code)
    if known is None:
        return ""
    return "-wellbeing" if known.turned else "-signs"


def _origin(basis: ChangeBasis | None) -> tuple[str, ...]:
    return tuple(source.reference for source in basis.sources) if basis else ()


def _summed(id_: str, scores: Sequence[ShortTrend]) -> Iterator[Finding]:
    """One sentence that names the scales; a part only where its whole is not named."""
    whole = {one.trend.code for one in scores if one.trend.headline}
    named = [one for one in scores if one.trend.headline or one.trend.code not in whole]
    if named:
        yield Finding(id_, {"scales": tuple(dict.fromkeys(map(_change, named)))})


def _change(one: ShortTrend) -> str:
    return f"{one.label} {in_figures(one.days[0].value)} → {in_figures(one.days[-1].value)}"


def _label(library: Library, trend: Trend) -> str:
    instrument = library.shelf.get(trend.key)
    name = plain(instrument.abbreviation) if instrument else trend.name
    part = trend.title.removeprefix(trend.name)
    label = f"{name}{part}" if part != trend.title else f"{name}: {part}"
    return f"{label} ({trend.version})" if trend.version else label
