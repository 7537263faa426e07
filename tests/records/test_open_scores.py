"""The range of a score that lacks answers: shared by its own tick, and never taken for a score."""

import csv
import io
from itertools import combinations
from typing import Any

import pytest

from tests.exchange.shares import DAY, exported, resources, share_of_one
from tests.records.client_shares import Shown, share
from tests.records.results import LIBRARY, scale
from tests.results.test_open_answers import without
from wellbeing_app.brief.brief import brief
from wellbeing_app.exchange.csv_rows import csv_bytes
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Level
from wellbeing_app.interpretation.occasions import Occasion
from wellbeing_app.records.by_day import dated_scores, shared_results
from wellbeing_app.records.offers import Offered, offered
from wellbeing_app.records.past import dated_scores as kept_scores
from wellbeing_app.records.past import past_result
from wellbeing_app.records.record import Record, from_json, record_of, to_json
from wellbeing_app.records.share import AnswerPart, RangePart, ScorePart, Share, share_of
from wellbeing_app.records.share import from_json as share_from_json
from wellbeing_app.records.share import to_json as share_to_json
from wellbeing_app.records.shown import shown_share

SEVERE = without(scale("PHQ-4", 3), 4)
NINE_OPEN = without(scale("PHQ-9", 2, 2, 2, 2, 2, 0), 9)


def kept(*taken: Taken) -> Record:
    return record_of(taken, day=DAY, battery="one", language="en", revision=lambda _code: 1)


def offer(*taken: Taken) -> Offered:
    return offered(LIBRARY, [kept(*taken)])


def ranges(parts: object) -> dict[str, tuple[float, float]]:
    found = parts if isinstance(parts, tuple) else ()
    return {one.id: (one.low, one.high) for one in found if isinstance(one, RangePart)}


def whole(taken: Taken) -> Share:
    return share_of_one(LIBRARY, taken.administration, taken.answers)


def test_a_range_that_the_result_tells_can_be_shared() -> None:
    assert ranges(offer(SEVERE).parts) == {"total": (9, 12), "depression": (3, 6)}
    assert ranges(offer(without(scale("PHQ-9", 1), 6, 7, 8)).parts) == {}, "over three bands"
    assert ranges(offer(scale("PHQ-4", 3)).parts) == {}
    made = whole(SEVERE)
    assert share_from_json(share_to_json(made)) == made


def test_a_range_stays_behind_with_a_withheld_answer() -> None:
    """Question 9 left open is an answer kept back as much as one that was given."""
    there = offer(NINE_OPEN)
    nine = next(n for n, part in enumerate(there.parts) if getattr(part, "id", "") == "phq9_9")
    reach = next(n for n, part in enumerate(there.parts) if isinstance(part, RangePart))
    assert nine in there.alone
    others = [n for n in range(len(there.parts)) if n != nine]
    for chosen in (*combinations(others, 1), *combinations(others, 2), tuple(others)):
        assert reach not in there.going(chosen)
    assert reach in there.going([reach, nine])


def test_a_range_is_in_no_trend_and_in_no_kept_score() -> None:
    record = from_json(to_json(kept(SEVERE)))
    assert dict(record.parts[0].scores) == {"anxiety": 6}
    assert {one.id for one in kept_scores(LIBRARY, [record])} == {"anxiety"}
    assert {one.id for one in dated_scores(LIBRARY, [whole(SEVERE)])} == {"anxiety"}


@pytest.mark.parametrize(
    ("taken", "topics"), [(SEVERE, ["distress"]), (NINE_OPEN, ["self_harm_open"])]
)
def test_a_kept_result_opened_again_calls_for_help_again(taken: Taken, topics: list[str]) -> None:
    past = past_result(LIBRARY, from_json(to_json(kept(taken))))
    assert [alert.topic for alert in past.alerts] == topics


def test_a_brief_tells_where_it_stands_and_what_it_is_certain_of() -> None:
    told = brief(LIBRARY, [whole(SEVERE)])
    (alert,) = told.alerts
    assert (alert.topic, alert.level) == ("distress", Level.CARE)
    assert (alert.scores, alert.ranges) == ((), ((9, 12),))
    (stands,) = told.now
    assert stands.id == "stands-open"
    assert stands.values["scales"] == ("PHQ-4\N{NO-BREAK SPACE}9\N{EN DASH}12 (Severe signs)",)
    assert {one.id for one in (*told.moved, *told.contradictions)} <= {"one-day"}


@pytest.mark.parametrize(
    ("shown", "topics"),
    [
        (Shown("evenkeel/PHQ-9@1.0", {}, ranges={"total": (20, 22)}), ["distress"]),
        (Shown("evenkeel/PHQ-9@1.0", {}, ranges={"total": (19, 22)}), []),
        (Shown("evenkeel/WHO-5@1.0", {}, ranges={"index": (8, 28)}), ["distress"]),
        (Shown("evenkeel/WHO-5@1.0", {}, ranges={"index": (12, 32)}), []),
        (Shown("evenkeel/WHO-5@1.0", {}, ranges={"raw": (2, 7)}), ["distress"]),
        (
            Shown("evenkeel/PHQ-9@1.0", {}, {"phq9_9": None}, {"total": (10, 13)}),
            ["self_harm_open"],
        ),
        (Shown("evenkeel/PHQ-9@1.0", {}, {"phq9_9": None}, {"total": (9, 12)}), []),
        (Shown("evenkeel/PHQ-9@1.0", {}, {"phq9_1": None}, {"total": (10, 13)}), []),
    ],
)
def test_a_shared_range_raises_what_all_of_it_raises(shown: Shown, topics: list[str]) -> None:
    assert [one.topic for one in brief(LIBRARY, [share("2027-03-01", shown)]).alerts] == topics


def test_a_share_says_nothing_of_a_score_whose_range_was_not_shared() -> None:
    parts = tuple(part for part in whole(SEVERE).parts if isinstance(part, AnswerPart))
    bare = Share(1, "1", whole(SEVERE).sources, parts)
    assert not brief(LIBRARY, [bare]).alerts
    (result,) = shared_results(LIBRARY, [bare])
    assert not result.ranges


def test_in_fhir_a_score_that_lacks_answers_stays_absent() -> None:
    made = exported(LIBRARY, whole(SEVERE))
    found: list[Any] = list(resources(made, "Observation"))
    scores = {one["code"]["coding"][0]["code"]: one for one in found}
    assert scores["anxiety"]["valueQuantity"]["value"] == 6
    for id_ in ("total", "depression"):
        assert "valueQuantity" not in scores[id_]
        assert "interpretation" not in scores[id_]
        assert scores[id_]["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_in_a_spreadsheet_a_range_stands_in_words_and_under_no_value() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_bytes(LIBRARY, whole(SEVERE)).decode("utf-8-sig"))))
    (row,) = (row for row in rows if row["kind"] == "range" and row["id"] == "total")
    assert (row["value"], row["words"], row["maximum"]) == ("", "9\N{EN DASH}12", "12")
    assert isinstance(next(p for p in whole(SEVERE).parts if p.kind == "subscale"), ScorePart)


@pytest.mark.parametrize("open_first", [True, False])
def test_a_lower_score_of_the_same_day_hides_no_range_that_is_severe(*, open_first: bool) -> None:
    """Two sittings of one day: what one of them is certain of is not cleared by the other."""
    sittings = [whole(SEVERE), whole(scale("PHQ-4", 1))]
    told = brief(LIBRARY, sittings if open_first else sittings[::-1])
    assert [(one.topic, one.ranges) for one in told.alerts] == [("distress", ((9, 12),))]
    assert not any("4 (Mild signs)" in str(one.values) for one in told.now), "two ways, so neither"


@pytest.mark.parametrize("later", [scale("PHQ-9", 0), scale("PHQ-9", 1)])
@pytest.mark.parametrize("open_first", [True, False])
@pytest.mark.parametrize("at_once", [True, False])
def test_another_sitting_of_the_day_does_not_answer_a_question_left_open(
    later: Taken, *, open_first: bool, at_once: bool
) -> None:
    """Question 9 left open beside 13 to 16 is told, in one share with a lower score or in two."""
    left_open = without(scale("PHQ-9", 2, 2, 2, 2, 2, 1, 1, 1, 0), 9)
    sittings = [left_open, later] if open_first else [later, left_open]
    told = brief(LIBRARY, together(*sittings) if at_once else [whole(one) for one in sittings])
    silent = [one for one in told.alerts if one.topic == "self_harm_open"]
    assert [one.ranges for one in silent] == [((13, 16),)]
    found = {one.id: one.values["scales"] for one in told.open}
    assert found["two-on-a-day"] == ("PHQ-9",)
    assert found["unanswered"] == ("PHQ-9 (1)",)


def test_what_two_sittings_hold_is_not_put_together() -> None:
    """Question 9 open beside 0 to 3, and 9 answered beside a marked score: neither is silent."""
    sittings = without(scale("PHQ-9", 0), 9), scale("PHQ-9", 2, 2, 2, 2, 2, 2, 2, 2, 0)
    assert brief(LIBRARY, together(*sittings)).alerts == ()


def test_sittings_of_one_day_stay_in_the_order_saved_and_are_numbered() -> None:
    """In words, and in the therapist's trend: the broken variant sorted them and named no other."""
    (made,) = together(*(scale("PHQ-4", answer) for answer in (2, 1, 3)))
    told = shown_share(LIBRARY, made).sources
    assert [(one.when.number, one.when.of) for one in told] == [(1, 3), (2, 3), (3, 3)]
    for shares in ([made], [made, made]):
        scores = [one for one in dated_scores(LIBRARY, shares) if one.id == "total"]
        assert [(one.value, one.occasion) for one in scores] == [
            (value, Occasion(DAY, number, 3)) for number, value in enumerate((8, 4, 12), start=1)
        ]
    apart = together(scale("PHQ-4", 2)) + together(scale("PHQ-4", 1))
    assert {one.occasion for one in dated_scores(LIBRARY, apart)} == {None}, "order not known"


def test_the_sum_of_who_5_has_no_tick_of_its_own_and_goes_along_for_files() -> None:
    """The broken variant had two ticks for one score, and told it twice."""
    there = offer(scale("WHO-5", 3))
    (index,) = (
        n
        for n, part in enumerate(there.parts)
        if part == ScorePart("score", 0, "index", 60, 0, 100)
    )
    going = [there.parts[place] for place in there.going([index])]
    made = share_of(there.sources, going, engine="test", talk="", avoid="")
    (source,) = shown_share(LIBRARY, made).sources
    assert [(one.value, one.is_rescaled) for one in source.scores] == [(15, True), (60, False)]
    alone = share("2027-03-01", Shown("evenkeel/WHO-5@1.0", {"raw": 7}))
    (source,) = shown_share(LIBRARY, alone).sources
    assert [one.is_rescaled for one in source.scores] == [False], "an older share stays told"


def together(*sittings: Taken) -> list[Share]:
    """One share of several results of one day, whole."""
    there = offered(LIBRARY, [kept(one) for one in sittings])
    return [share_of(there.sources, there.parts, engine="test", talk="", avoid="")]
