"""One score on two scales says one thing: the WHO-5 sum and its index (times four)."""

import pytest
from flask import Flask

from tests.exchange.shares import DAY
from tests.records.results import LIBRARY, read, scale
from tests.results.test_sentences import page_of
from wellbeing_app.interpretation.reading import read_score
from wellbeing_app.records.past import side_by_side
from wellbeing_app.records.record import record_of


@pytest.mark.parametrize(
    ("answers", "low", "above"), [((3, 3, 2, 2, 2), 59.5, 39.6), ((3, 3, 3, 2, 2), 39.4, 60.4)]
)
def test_both_scales_of_who_5_give_the_same_chances(
    answers: tuple[int, ...], low: float, above: float
) -> None:
    """The broken variant cut the index at 28.5 and 50.5, between scores that cannot be."""
    taken = scale("WHO-5", *answers)
    for rule in taken.instrument.scores:
        evidence = LIBRARY.evidence("WHO-5")
        reading = read_score(taken.administration, rule, taken.scores.values[rule.id], evidence, 1)
        assert reading.margin
        chances = [100 * chance for _, chance in reading.margin.chances]
        assert chances[1] == pytest.approx(low, abs=0.1)
        assert sum(chances[2:]) == pytest.approx(above, abs=0.1)


def test_the_result_and_a_comparison_tell_the_index_alone(app: Flask) -> None:
    """The broken variant told the sum as well: one thing twice, in a row of its own."""
    taken = scale("WHO-5", 3)
    (report,) = read(taken).scales
    assert report.parts == ()
    page = page_of(app, taken)
    assert "Your score is 60." in page
    assert "scale of 0 to 25" not in page
    kept = record_of([taken], day=DAY, battery="one", language="en", revision=lambda _code: 1)
    (pair,) = side_by_side(LIBRARY, kept, kept)
    assert pair.first == pair.second == 60
    assert dict(kept.parts[0].scores) == {"raw": 15, "index": 60}, "kept, and in its files"
