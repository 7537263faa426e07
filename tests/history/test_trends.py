"""A change is marked only where a study gave the scale twice; versions join only if they may."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.history.side_by_side import side_by_side
from wellbeing_app.history.trends import Trend, Verdict, lines, trends, verdict
from wellbeing_app.instruments.backing import change_basis
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.record import Record, RecordPart

DAYS = (date(2026, 11, 23), date(2027, 1, 10), date(2027, 3, 1))


def part(key: str, scores: dict[str, float]) -> RecordPart:
    return RecordPart(
        key=key,
        language="en",
        parameters={},
        dimensions=None,
        seed=0,
        answers={},
        unanswered={},
        scores=scores,
        evidence_revision=1,
    )


def record(day: date, *parts: RecordPart) -> Record:
    return Record(
        schema=1, day=day, battery="short", language="en", parts=parts, notes={}, engine="1"
    )


def phq9(*values: float) -> list[Record]:
    return [
        record(day, part("evenkeel/PHQ-9@1.0", {"total": value}))
        for day, value in zip(DAYS, values, strict=False)
    ]


def only(library: Library, records: Sequence[Record]) -> Trend:
    (trend,) = trends(library, records)
    return trend


def test_a_scale_that_was_given_twice_has_its_figure(library: Library) -> None:
    trend = only(library, phq9(12, 4))
    basis = change_basis(library.evidence("PHQ-9"), "total")
    assert basis is not None
    assert trend.basis == basis
    assert basis.sources


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (12, 4, Verdict.DOWN),
        (4, 12, Verdict.UP),
        (12, 11, Verdict.WITHIN_ERROR),
        (12, 12, Verdict.WITHIN_ERROR),
    ],
)
def test_only_a_change_beyond_error_is_marked(
    library: Library, before: float, after: float, expected: Verdict
) -> None:
    assert only(library, phq9(before, after)).verdict is expected


@given(st.floats(0, 27), st.floats(0, 27), st.floats(0.1, 27))
def test_a_verdict_turns_round_with_the_dates(
    library: Library, before: float, after: float, points: float
) -> None:
    basis = change_basis(library.evidence("PHQ-9"), "total")
    assert basis is not None
    basis = replace(basis, points=points)
    turned = {Verdict.UP: Verdict.DOWN, Verdict.DOWN: Verdict.UP}
    one, other = verdict(before, after, basis), verdict(after, before, basis)
    assert turned.get(one, one) is other
    assert (one is Verdict.WITHIN_ERROR) == (abs(after - before) < points)


def test_without_such_a_study_nobody_can_tell_however_large_the_change(library: Library) -> None:
    records = [
        record(day, part("evenkeel/BPS@1.0", {"total": value}))
        for day, value in zip(DAYS, (0, 10), strict=False)
    ]
    assert change_basis(library.evidence("BPS"), "total") is None
    assert only(library, records).verdict is Verdict.CANNOT_TELL


def test_the_figures_of_a_scale_say_nothing_of_one_that_was_reworded(library: Library) -> None:
    old = library.instrument("evenkeel/PHQ-9@1.0")
    reworded = replace(old, hints={**old.hints, "items_digest_id": "another"})
    changed = replace(library, shelf={**library.shelf, str(old.key): reworded})
    assert only(library, phq9(12, 4)).verdict is Verdict.DOWN
    assert only(changed, phq9(12, 4)).verdict is Verdict.CANNOT_TELL


def test_the_points_stand_in_the_order_of_their_days(library: Library) -> None:
    trend = only(library, phq9(1, 2, 3)[::-1])
    assert [(point.day, point.value) for point in trend.points] == [
        (DAYS[0], 1),
        (DAYS[1], 2),
        (DAYS[2], 3),
    ]
    assert (trend.minimum, trend.maximum) == (0, 27)


def versioned(library: Library, comparable: list[str]) -> Library:
    """The library with a second version of PHQ-9 that names these keys as comparable."""
    old = library.instrument("evenkeel/PHQ-9@1.0")
    new = replace(
        old,
        key=replace(old.key, version="2.0"),
        hints={**old.hints, "comparable_with": comparable},
    )
    return replace(library, shelf={**library.shelf, str(new.key): new})


def both_versions() -> list[Record]:
    old, new = phq9(12)[0], record(DAYS[1], part("evenkeel/PHQ-9@2.0", {"total": 4}))
    return [old, new]


def test_versions_join_where_the_newer_one_says_so(library: Library) -> None:
    trend = only(versioned(library, ["evenkeel/PHQ-9@1.0"]), both_versions())
    assert [point.value for point in trend.points] == [12, 4]
    assert trend.version is None


def test_versions_stand_apart_where_it_does_not(library: Library) -> None:
    found = trends(versioned(library, []), both_versions())
    assert [(trend.version, len(trend.points)) for trend in found] == [("1.0", 1), ("2.0", 1)]


def test_three_versions_join_in_a_chain(library: Library) -> None:
    second = versioned(library, ["evenkeel/PHQ-9@1.0"])
    new = second.instrument("evenkeel/PHQ-9@2.0")
    third = replace(
        new,
        key=replace(new.key, version="3.0"),
        hints={**new.hints, "comparable_with": ["evenkeel/PHQ-9@2.0"]},
    )
    # The order in which the files were read makes no difference.
    shelf = {str(third.key): third, **second.shelf}
    joined = lines(replace(second, shelf=shelf))
    assert len({joined[f"evenkeel/PHQ-9@{n}.0"] for n in (1, 2, 3)}) == 1


def test_another_setting_is_another_trend(library: Library) -> None:
    first, second = phq9(12, 4)
    changed = replace(second.parts[0], parameters={"short": True})
    assert len(trends(library, [first, replace(second, parts=(changed,))])) == 2


def test_two_days_side_by_side_pair_what_both_have(library: Library) -> None:
    first, second = phq9(12, 4)
    extra = part("evenkeel/BPS@1.0", {"total": 3})
    pairs = side_by_side(library, first, replace(second, parts=(*second.parts, extra)))
    assert [(pair.first, pair.second, pair.verdict) for pair in pairs] == [
        (12, 4, Verdict.DOWN),
        (None, 3, None),
    ]


def test_versions_that_may_not_be_compared_make_no_pair(library: Library) -> None:
    old, new = both_versions()
    pairs = side_by_side(versioned(library, []), old, new)
    assert [(pair.first, pair.second) for pair in pairs] == [(12, None), (None, 4)]
