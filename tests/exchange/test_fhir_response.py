"""Answers are exported whole or not at all."""

from collections.abc import Sequence

import pytest

from tests.exchange.shares import DAY, exported, library_of, resources
from tests.instruments.builders import instrument, likert, multi, multicheck, short, when
from tests.records.results import LIBRARY
from tests.records.shares import result, share
from wellbeing_app.instruments.model.instrument import Dimension, Instrument
from wellbeing_app.instruments.model.item import Answer, Gate
from wellbeing_app.records.offers import offered
from wellbeing_app.records.record import Reason
from wellbeing_app.records.share import AnswerPart, Source, share_of

FORM = instrument(
    likert("a"),
    likert("b", visible_when=when("a", "greater_than", 1)),
    multicheck("c", 1, 2, 3),
    short("d", numeric=True),
)


def responses(of: Instrument, **shared: Answer | tuple[Reason]) -> list[dict[str, object]]:
    """The responses in an export of these answers; a reason stands in a tuple of one."""
    parts = [
        AnswerPart("answer", 0, name, None, value[0])  # type: ignore[arg-type]
        if isinstance(value, tuple) and value[0] in ("missing", "hidden", "not applicable")
        else AnswerPart("answer", 0, name, value, None)
        for name, value in shared.items()
    ]
    source = Source(str(of.key), "en", DAY, {}, None, 0, 1)
    made = share_of([source], parts, engine="1", talk="", avoid="")
    return resources(exported(library_of(of), made), "QuestionnaireResponse")


def links(items: object) -> list[str]:
    assert isinstance(items, Sequence)
    return [item["linkId"] for item in items]


def test_every_answer_given_is_a_completed_response() -> None:
    (one,) = responses(FORM, a=2, b=3, c=(1, 3), d=7.5)
    assert (one["status"], one["authored"]) == ("completed", "2026-11-23")
    assert links(one["item"]) == ["a", "b", "c", "d"]


def test_a_hidden_question_is_left_out_of_a_whole_response() -> None:
    (one,) = responses(FORM, a=1, b=("hidden",), c=(2,), d=0)
    assert links(one["item"]) == ["a", "c", "d"]
    (other,) = responses(FORM, a=1, b=("not applicable",), c=(2,), d=0)
    assert links(other["item"]) == ["a", "c", "d"]


def test_a_question_left_open_leaves_no_response() -> None:
    assert responses(FORM, a=1, b=("hidden",), c=("missing",), d=0) == []


@pytest.mark.parametrize("kept", ["a", "b", "c", "d"])
def test_an_answer_kept_back_leaves_no_response(kept: str) -> None:
    shared: dict[str, Answer | tuple[Reason]] = {"a": 2, "b": 3, "c": (1,), "d": 7}
    del shared[kept]
    assert responses(FORM, **shared) == []


@pytest.mark.parametrize(
    ("name", "value"), [("a", 9), ("a", (1, 2)), ("c", (1, 9)), ("d", "seven"), ("d", "")]
)
def test_an_answer_its_question_cannot_have_leaves_no_response(name: str, value: Answer) -> None:
    shared: dict[str, Answer | tuple[Reason]] = {"a": 2, "b": 3, "c": (1,), "d": 7, name: value}
    assert responses(FORM, **shared) == []


def test_an_answer_to_what_this_administration_leaves_out_leaves_no_response() -> None:
    parts = instrument(
        likert("a", dimension="one"),
        likert("b", dimension="two"),
        dimensions=(
            Dimension("one", "One"),
            Dimension("two", "Two", default_enabled=False, selectable=True),
        ),
    )
    (one,) = responses(parts, a=1, b=("not applicable",))
    assert links(one["item"]) == ["a"]
    assert responses(parts, a=1, b=1) == []


def test_an_answer_of_no_question_is_passed_over() -> None:
    (one,) = responses(FORM, a=2, b=3, c=(1,), d=7, gone=1)
    assert links(one["item"]) == ["a", "b", "c", "d"]


def test_question_9_of_the_phq_9_kept_back_leaves_no_response_and_no_score() -> None:
    offers = offered(LIBRARY, [result(LIBRARY, "phq-9")])
    places = tuple(
        place
        for place, part in enumerate(offers.parts)
        if not (isinstance(part, AnswerPart) and part.id == "phq9_9")
    )
    made = exported(LIBRARY, share(offers, places, talk="Sleep."))
    about = "PHQ-9@1.0"
    assert [one for one in resources(made, "QuestionnaireResponse") if about in str(one)] == []
    assert [one for one in resources(made, "Observation") if about in str(one)] == []


def test_scores_alone_make_no_response() -> None:
    offers = offered(LIBRARY, [result(LIBRARY, "gad-7")])
    made = exported(LIBRARY, share(offers, (0,)))
    (score,) = resources(made, "Observation")
    assert "derivedFrom" not in score
    assert resources(made, "QuestionnaireResponse") == []


def test_a_questionnaire_that_a_gate_ended_makes_no_response() -> None:
    gated = instrument(multi("adult", "yes", "no", gate=Gate("equals", "yes", None)), likert("a"))
    assert responses(gated, adult="no", a=("missing",)) == []


def test_the_number_a_score_counts_goes_with_each_answer() -> None:
    (one,) = responses(FORM, a=2, b=3, c=(1,), d=7)
    items = one["item"]
    assert isinstance(items, list)
    coding = items[0]["answer"][0]["valueCoding"]
    assert coding["extension"][0]["valueDecimal"] == 2
    assert items[3]["answer"] == [{"valueDecimal": 7}]
