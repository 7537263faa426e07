"""Where a client stands: each questionnaire's newest score and the sourced part it lies in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wellbeing_app.brief.day import Day
from wellbeing_app.brief.rules import Finding
from wellbeing_app.instruments.engine.score_names import headline
from wellbeing_app.instruments.model.values import in_figures


class _Score(NamedTuple):
    """A score in words, and where its lines stand."""

    words: str
    source: str | None


def standing(days: Sequence[Day]) -> Iterator[Finding]:
    """Yield one sentence for each day (newest first) that holds the newest score of something."""
    told: set[str] = set()
    for day in days:
        found = {code: _score(day, code) for code in day.results if code not in told}
        scores = {code: one for code, one in found.items() if one}
        told |= scores.keys()
        if scores:
            words = tuple(one.words for one in scores.values())
            sources = dict.fromkeys(one.source for one in scores.values() if one.source)
            yield Finding("stands", {"day": day.day, "scales": words}, tuple(sources))


def _score(day: Day, code: str) -> _Score | None:
    """The score that stands for a questionnaire; None where it was not shared, or in two ways."""
    result = day.results[code]
    name = headline(result.instrument) if result.instrument else None
    part = result.settled.get(name) if name else None
    if name is None or part is None:
        return None
    reading = day.readings.get((code, name))
    words = f"{result.label}\N{NO-BREAK SPACE}{in_figures(part.value)}"
    if reading is None or reading.band is None:
        return _Score(words, None)
    return _Score(f"{words} ({reading.band.label})", reading.lines_source)
