"""What a result may say, by a table of its own (`interpretation_cases`), and how it is chosen."""

import json
from typing import get_args

import pytest
from pydantic import ValidationError

from tests.instruments.builders import when
from tests.interpretation.interpretation_cases import (
    CLASH_10,
    GAINS,
    NEEDED,
    PRESSURED,
    Case,
)
from tests.interpretation.interpretation_cases_own import EVERY_CASE
from tests.records.results import LIBRARY, context, read, scale, spoken
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Alert, Level
from wellbeing_app.instruments.osd.hints import AlertShape
from wellbeing_app.interpretation.facts import facts
from wellbeing_app.interpretation.reading import Reading
from wellbeing_app.interpretation.rules import (
    APART,
    CARE,
    GLANCE,
    INTERPRETATION,
    Interpretation,
)
from wellbeing_app.web.words.result import WORDS

OF_ANOTHER = {
    "self_harm": "care-self-harm",
    "fear": "care-fear",
    "coercion": "care-pressure",
    "image_threat": "care-images",
    "distress": "care-score",
}


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_a_result_says_exactly_what_the_table_says(case: Case) -> None:
    assert spoken(read(*case.taken)) == set(case.said.split())


def test_the_table_speaks_every_sentence_there_is() -> None:
    told = {name for case in EVERY_CASE for name in case.said.split()}
    untold = {rule.id for rule in INTERPRETATION.rules} - told
    assert untold == {
        "step-control-mood",
        "values-clash",
        "took-time",
        # Need a scale of control that asks about more than pornography: the tests below.
        "control-line-any",
        "control-below-any",
        "control-unlined-any",
        # Need words that a site enters itself: tests/results/test_entered_lines.py.
        "weighs-banded",
        "step-banded",
        # Need a question of somebody else's: the tests below.
        "care-fear",
        "care-pressure",
    }


@pytest.mark.parametrize(
    ("taken", "sentence"),
    [
        ((scale("BPS", 2), scale("GAD-7", 2)), "step-control-mood"),
        ((scale("BPS", 0), context("VALUES", c11a="yes")), "values-clash"),
        ((context("CONTROL", c16="time"),), "took-time"),
    ],
)
def test_the_remaining_sentences(taken: tuple[Taken, ...], sentence: str) -> None:
    assert sentence in spoken(read(*taken))


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ("line", "control-line-any"),
        ("below", "control-below-any"),
        ("unlined", "control-unlined-any"),
    ],
)
def test_scales_that_ask_about_more_are_not_said_to_ask_about_pornography_alone(
    control: str, said: str
) -> None:
    spoken = INTERPRETATION.sentences(["control"], {"control": control, "scope": "any"}, {})
    assert [one.id for one in spoken] == [said]
    only = {code for code, one in INTERPRETATION.scales.items() if one.only}
    assert only == {"BPS", "PPCS-6", "PPCS-18"}


@pytest.mark.parametrize("case", EVERY_CASE, ids=lambda case: case.name)
def test_a_glance_says_one_sentence_a_place_and_ends_with_a_step(case: Case) -> None:
    glance = [sentence.id.partition("-")[0] for sentence in read(*case.taken).glance]
    assert glance == [place for place in GLANCE if place in glance]
    assert glance[-1] == "step"


@pytest.mark.parametrize("topic", get_args(AlertShape.model_fields["topic"].annotation))
def test_whatever_calls_for_help_has_a_sentence_of_its_own(topic: str) -> None:
    """A question of somebody else's may raise it, so that nothing is known but the topic."""
    alert = Alert("theirs", Level.URGENT, topic, when("q", "greater_than", 0))
    found = facts((), (), None, [alert], INTERPRETATION, whole=True)
    assert [one.id for one in INTERPRETATION.care(found, {})] == [OF_ANOTHER[topic]]


@pytest.mark.parametrize("others", [(), (scale("BPS", 2), scale("PHQ-9", 3), NEEDED, *PRESSURED)])
def test_gains_worries_and_a_clash_are_named_whatever_else_was_answered(
    others: tuple[Taken, ...],
) -> None:
    """The broken variant named worries and the clash only where nothing outranked them."""
    glance = {one.id for one in read(GAINS, CLASH_10, *others).glance}
    assert {"gives-some", "costs-some", "clash-yes"} <= glance


def test_why_help_is_called_for_is_said_in_order_of_urgency() -> None:
    taken = (context("COERCION", c9="yes_before"), context("SAFE", c14="no"), scale("PHQ-9", 3))
    assert [one.id for one in read(*taken).care] == ["care-self-harm", "care-unsafe", "care-score"]
    assert read(scale("BPS", 2)).care == ()


def test_every_rule_has_its_words_and_no_words_wait_in_vain() -> None:
    assert {rule.id for rule in INTERPRETATION.rules} == set(WORDS)


def test_every_grade_begins_at_a_sourced_band_of_its_scale() -> None:
    for code, meaning in INTERPRETATION.scales.items():
        if meaning.levels:
            headline = read(scale(code, 0)).scales[0].headline
            starts = {band.minimum for band in headline.bands}
            assert set(meaning.levels.values()) <= starts, code
            assert meaning.good_from is None or meaning.good_from in starts, code


def test_each_place_ends_in_a_rule_that_always_holds_or_may_stay_silent() -> None:
    always = {rule.place for rule in INTERPRETATION.rules if not rule.when}
    assert always == {"step"}
    assert {rule.place for rule in INTERPRETATION.rules} == {
        CARE,
        *GLANCE,
        *APART,
        "agreement",
        "reasons",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"when": {"control": ["high"]}},
        {"when": {"mistaken": ["yes"]}},
        {"place": "nowhere"},
        {"id": "gives-nothing"},
    ],
)
def test_a_rule_that_could_never_hold_or_speak_is_refused(change: dict[str, object]) -> None:
    document = json.loads(INTERPRETATION.model_dump_json())
    document["rules"][0].update(change)
    with pytest.raises(ValidationError):
        Interpretation.model_validate(document)


def test_no_band_means_no_grade() -> None:
    """The broken variant: a line at 76 exists in copies, but it is circular and draws no band."""
    headline: Reading = read(scale("PPCS-18", 7)).scales[0].headline
    assert headline.band is None
    assert LIBRARY.evidence("PPCS-18").figure("line-76").circular
