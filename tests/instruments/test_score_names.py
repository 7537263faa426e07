"""One score on two scales bears two names and can be read on either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.instruments.builders import instrument, likert, rule
from tests.records.results import LIBRARY
from wellbeing_app.instruments.engine.score_names import is_rescaled, rescaled, score_name
from wellbeing_app.instruments.model.rules import Step

WHO_5 = LIBRARY.newest("WHO-5")


def test_the_score_that_stands_for_the_questionnaire_keeps_its_name() -> None:
    assert score_name(WHO_5, "index") == "WHO-5 Well-Being Index"
    assert score_name(WHO_5, "raw") == "WHO-5 Well-Being Index (0\N{EN DASH}25)"


def test_every_score_of_a_shipped_questionnaire_has_a_name_of_its_own() -> None:
    for one in LIBRARY.shelf.values():
        names = [score_name(one, rule.id) for rule in one.scores]
        assert len(names) == len(set(names)), one.key


def test_scores_of_other_answers_or_another_method_are_no_rescaling() -> None:
    made = instrument(
        likert("a"),
        likert("b"),
        scores=(
            rule("s", "sum_coded", ("a", "b")),
            rule("m", "mean_coded", ("a", "b")),
            rule("p", "sum_coded", ("a",)),
        ),
    )
    assert not any(is_rescaled(made, name) for name in ("s", "m", "p"))
    assert rescaled(made, "s", 3) == {}


@pytest.mark.parametrize(
    "step", [Step("multiply", "sd"), Step("multiply", 0), Step("divide", 0)], ids=str
)
def test_a_transform_that_cannot_be_undone_leads_to_no_other_scale(step: Step) -> None:
    made = instrument(
        likert("a"),
        scores=(
            rule("s", "sum_coded", ("a",), transform=(step,)),
            rule("t", "sum_coded", ("a",)),
        ),
    )
    assert rescaled(made, "s", 1) == {}


@given(st.integers(0, 25))
def test_either_scale_gives_the_other(raw: int) -> None:
    assert rescaled(WHO_5, "raw", raw) == {"index": 4 * raw}
    assert rescaled(WHO_5, "index", 4 * raw) == {"raw": raw}
