"""Kept scores as dated ones, and two days side by side."""

from dataclasses import replace
from datetime import date

from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.trends import Verdict, trends
from wellbeing_app.records.past import dated_scores, side_by_side
from wellbeing_app.records.record import Record, RecordPart

DAYS = (date(2026, 11, 23), date(2027, 1, 10))
FIRST, SECOND = DAYS


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
        for day, value in zip(DAYS, values, strict=True)
    ]


def test_kept_scores_are_dated_with_their_names_and_ranges(library: Library) -> None:
    kept = record(FIRST, part("evenkeel/WHO-5@1.0", {"index": 40, "raw": 10}))
    raw, index = dated_scores(library, [kept])
    assert (raw.id, raw.value, raw.minimum, raw.maximum, raw.headline) == ("raw", 10, 0, 25, False)
    assert (index.id, index.day, index.name) == ("index", FIRST, "WHO-5 Well-Being Index")
    assert index.headline


def test_a_kept_scale_that_is_gone_has_its_ids_for_names(library: Library) -> None:
    (one,) = dated_scores(library, [record(FIRST, part("clinic/OLD@0.9", {"total": 3}))])
    assert (one.name, one.title, one.minimum) == ("OLD@0.9", "total", None)


def test_a_kept_setting_is_another_trend(library: Library) -> None:
    first, second = phq9(12, 4)
    changed = replace(second.parts[0], parameters={"short": True})
    kept = [first, replace(second, parts=(changed,))]
    assert len(trends(library, dated_scores(library, kept))) == 2
    assert len(trends(library, dated_scores(library, [first, second]))) == 1


def test_two_days_side_by_side_pair_what_both_have(library: Library) -> None:
    first, second = phq9(12, 4)
    extra = part("evenkeel/BPS@1.0", {"total": 3})
    pairs = side_by_side(library, first, replace(second, parts=(*second.parts, extra)))
    assert [(pair.first, pair.second, pair.verdict) for pair in pairs] == [
        (12, 4, Verdict.DOWN),
        (None, 3, None),
    ]


def test_versions_that_may_not_be_compared_make_no_pair(library: Library) -> None:
    old = library.instrument("evenkeel/PHQ-9@1.0")
    new = replace(old, key=replace(old.key, version="2.0"))
    both = replace(library, shelf={**library.shelf, str(new.key): new})
    first = phq9(12, 4)[0]
    second = record(SECOND, part("evenkeel/PHQ-9@2.0", {"total": 4}))
    pairs = side_by_side(both, first, second)
    assert [(pair.first, pair.second) for pair in pairs] == [(12, None), (None, 4)]
