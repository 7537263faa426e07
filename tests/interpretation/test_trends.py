"""A change is marked only where a study gave the scale twice; versions join only if they may."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.backing import change_basis
from wellbeing_app.interpretation.trends import (
    DatedScore,
    Trend,
    Verdict,
    basis_of,
    lines,
    trends,
    verdict,
)

DAYS = (date(2026, 11, 23), date(2027, 1, 10), date(2027, 3, 1))
PHQ9 = "evenkeel/PHQ-9@1.0"


def dated(
    day: date, value: float, key: str = PHQ9, parameters: Mapping[str, object] | None = None
) -> DatedScore:
    return DatedScore(
        day, key, "A scale", "total", "A scale", value, 0, 27, parameters=parameters or {}
    )


def phq9(*values: float, key: str = PHQ9) -> list[DatedScore]:
    return [dated(day, value, key) for day, value in zip(DAYS, values, strict=False)]


def only(library: Library, scores: Iterable[DatedScore]) -> Trend:
    (trend,) = trends(library, scores)
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
    scores = phq9(0, 10, key="evenkeel/BPS@1.0")
    assert change_basis(library.evidence("BPS"), "total") is None
    assert only(library, scores).verdict is Verdict.CANNOT_TELL


def test_the_figures_of_a_scale_say_nothing_of_one_that_was_reworded(library: Library) -> None:
    old = library.instrument(PHQ9)
    reworded = replace(old, hints=replace(old.hints, items_digest_id="another"))
    changed = replace(library, shelf={**library.shelf, str(old.key): reworded})
    assert only(library, phq9(12, 4)).verdict is Verdict.DOWN
    assert only(changed, phq9(12, 4)).verdict is Verdict.CANNOT_TELL
    assert only(changed, phq9(12, 4)).error is None


def test_the_figures_of_a_scale_say_nothing_of_one_that_is_gone(library: Library) -> None:
    assert only(library, phq9(12, 4, key="gone/PHQ-9@1.0")).verdict is Verdict.CANNOT_TELL
    assert basis_of(library, "gone/PHQ-9@1.0", "total") is None


def test_the_points_stand_in_the_order_of_their_days(library: Library) -> None:
    trend = only(library, phq9(1, 2, 3)[::-1])
    assert [(point.day, point.value) for point in trend.points] == [
        (DAYS[0], 1),
        (DAYS[1], 2),
        (DAYS[2], 3),
    ]
    assert (trend.minimum, trend.maximum) == (0, 27)


def versioned(library: Library, comparable: tuple[str, ...]) -> Library:
    """The library with a second version of PHQ-9 that names these keys as comparable."""
    old = library.instrument(PHQ9)
    new = replace(
        old,
        key=replace(old.key, version="2.0"),
        hints=replace(old.hints, comparable_with=comparable),
    )
    return replace(library, shelf={**library.shelf, str(new.key): new})


BOTH_VERSIONS = [dated(DAYS[0], 12), dated(DAYS[1], 4, "evenkeel/PHQ-9@2.0")]


def test_versions_join_where_the_newer_one_says_so(library: Library) -> None:
    trend = only(versioned(library, (PHQ9,)), BOTH_VERSIONS)
    assert [point.value for point in trend.points] == [12, 4]
    assert trend.version is None
    assert trend.key == "evenkeel/PHQ-9@2.0"


def test_versions_stand_apart_where_it_does_not(library: Library) -> None:
    found = trends(versioned(library, ()), BOTH_VERSIONS)
    assert [(trend.version, len(trend.points)) for trend in found] == [("1.0", 1), ("2.0", 1)]


def test_three_versions_join_in_a_chain(library: Library) -> None:
    second = versioned(library, (PHQ9,))
    new = second.instrument("evenkeel/PHQ-9@2.0")
    third = replace(
        new,
        key=replace(new.key, version="3.0"),
        hints=replace(new.hints, comparable_with=("evenkeel/PHQ-9@2.0",)),
    )
    # The order in which the files were read makes no difference.
    shelf = {str(third.key): third, **second.shelf}
    joined = lines(replace(second, shelf=shelf))
    assert len({joined[f"evenkeel/PHQ-9@{n}.0"] for n in (1, 2, 3)}) == 1


def test_another_setting_is_another_trend(library: Library) -> None:
    scores = [dated(DAYS[0], 12), dated(DAYS[1], 4, parameters={"short": True})]
    assert len(trends(library, scores)) == 2


def test_each_point_has_its_margin_and_its_change_from_the_one_before(library: Library) -> None:
    """PHQ-9: standard error 1.31, so a margin of 2.6 points; change beyond error from 3.63 on."""
    steps = only(library, phq9(12, 9, 1)).steps
    assert [step.margin for step in steps] == [(9.4, 14.6), (6.4, 11.6), (0, 3.6)]
    assert [(step.change, step.verdict) for step in steps] == [
        (None, None),
        (-3, Verdict.WITHIN_ERROR),
        (-8, Verdict.DOWN),
    ]


def test_a_scale_without_a_published_error_has_no_margin(library: Library) -> None:
    trend = only(library, [dated(DAYS[0], 3, "evenkeel/BPS@1.0")])
    assert [step.margin for step in trend.steps] == [None]


def test_a_day_with_two_scores_is_left_out_of_the_changes(library: Library) -> None:
    scores = [dated(DAYS[0], 4), dated(DAYS[0], 12), dated(DAYS[1], 4), dated(DAYS[2], 5)]
    trend = only(library, scores)
    assert [step.change for step in trend.steps] == [None, None, None, 1]
    assert [point.day for point in trend.daily] == [DAYS[1], DAYS[2]]
