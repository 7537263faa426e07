"""One score on two scales says one thing: the WHO-5 sum and its index (times four)."""

import pytest
from flask import Flask

from tests.records.results import read, scale
from tests.results.test_sentences import page_of


@pytest.mark.parametrize(
    ("answers", "low", "above"), [((3, 3, 2, 2, 2), 59.5, 39.6), ((3, 3, 3, 2, 2), 39.4, 60.4)]
)
def test_both_scales_of_who_5_give_the_same_chances(
    answers: tuple[int, ...], low: float, above: float
) -> None:
    """The broken variant cut the index at 28.5 and 50.5, between scores that cannot be."""
    (report,) = read(scale("WHO-5", *answers)).scales
    for reading in (report.headline, *report.rescaled):
        assert reading.margin
        chances = [100 * chance for _, chance in reading.margin.chances]
        assert chances[1] == pytest.approx(low, abs=0.1)
        assert sum(chances[2:]) == pytest.approx(above, abs=0.1)


def test_the_result_tells_the_index_and_leaves_the_sum_to_its_evidence(app: Flask) -> None:
    (report,) = read(scale("WHO-5", 3)).scales
    assert report.parts == ()
    assert [one.id for one in report.rescaled] == ["raw"]
    page = page_of(app, scale("WHO-5", 3))
    assert "Your score is 60." in page
    assert "Your score is 15." not in page
    assert "The same answers on the scale of 0 to 25: 15." in page
