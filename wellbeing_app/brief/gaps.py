"""What stays open in the newest result of each questionnaire that a client shared."""

from collections.abc import Iterable, Iterator, Sequence

from wellbeing_app.brief.rules import Finding
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.report import WITHOUT_FIGURES
from wellbeing_app.records.by_day import SharedResult


def gaps(library: Library, results: Sequence[SharedResult]) -> tuple[Finding, ...]:
    """Return what is open, the results being newest first."""
    newest = list({one.line: one for one in reversed(results)}.values())[::-1]
    return tuple(
        Finding(id_, {"scales": tuple(dict.fromkeys(names))})
        for id_, names in (
            ("unscored", [one.label for one in newest if _is_unscored(one)]),
            ("unanswered", [_counted(one) for one in newest if _left_open(one)]),
            ("two-on-a-day", list(_doubled(results))),
            ("reworded", [one.label for one in newest if _is_reworded(library, one)]),
            ("without-answers", [one.label for one in newest if _is_bare(one)]),
            ("gone", [one.label for one in newest if one.instrument is None]),
        )
        if names
    )


def _is_unscored(result: SharedResult) -> bool:
    """Whether a score has more open answers than it may lack."""
    return result.instrument is not None and any(
        rule.id not in result.scores
        and sum(one.id in result.open_answers for one in rule.inputs) > rule.allowed
        for rule in result.instrument.scores
    )


def _is_bare(result: SharedResult) -> bool:
    return result.instrument is not None and bool(result.scores) and not result.answers


def _counted(result: SharedResult) -> str:
    return f"{result.label} ({len(_left_open(result))})"


def _left_open(result: SharedResult) -> frozenset[str]:
    """The questions left open, also at one of several times on that day."""
    return result.open_answers.union(*(one.open_answers for one in result.sittings))


def _doubled(results: Iterable[SharedResult]) -> Iterator[str]:
    """Questionnaires with a score in two ways; what one can come to is a way of its own."""
    return (
        one.label
        for one in results
        if any(
            len(ways) + len(one.ranges.get(id_, ())) > 1
            for id_, ways in (dict.fromkeys(one.ranges, ()) | dict(one.scores)).items()
        )
    )


def _is_reworded(library: Library, result: SharedResult) -> bool:
    return result.instrument is not None and library.status(result.instrument) in WITHOUT_FIGURES
