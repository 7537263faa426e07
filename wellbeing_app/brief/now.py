"""Where a client stands: each questionnaire's newest score and the sourced part it lies in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wellbeing_app.brief.day import Day
from wellbeing_app.brief.rules import Finding
from wellbeing_app.instruments.engine.score_names import headline
from wellbeing_app.instruments.model.values import in_figures


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
