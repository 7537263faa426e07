"""A result with open answers: the range, help where it is certain, no comfort where it is not."""

import pytest
from flask import Flask

from tests.records.results import LIBRARY, part_of, read, scale
from tests.results.test_sentences import page_of
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.report import scale_report
from wellbeing_app.results.patterns import patterns

HELP = "You left open the question about being better off dead"
NOTHING = "nothing needs to be done"


def without(taken: Taken, *open_: int) -> Taken:
    """The same with the answers at these places (from 1) left open."""
    names = {taken.instrument.answer_ids[place - 1] for place in open_}
    kept = {name: answer for name, answer in taken.answers.items() if name not in names}
    return Taken(taken.administration, kept)


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (without(scale("PHQ-4", 3), 4), "between 9 and 12. That is “severe signs”, whatever"),
        (without(scale("PHQ-9", 3), 8, 9), "between 21 and 27. That is “severe signs”, whatever"),
        (without(scale("PHQ-4", 0), 1), "between 0 and 3. That is “few or no signs” or “mild"),
        (without(scale("WHO-5", 0), 5), "between 0 and 20. That is “very low wellbeing”, whatever"),
        (without(scale("PHQ-4", 3), 4), "Low mood: between 3 and 6"),
    ],
)
def test_a_range_in_one_or_two_bands_is_told(app: Flask, taken: Taken, words: str) -> None:
    assert words in page_of(app, taken)


@pytest.mark.parametrize(
    "taken",
    [without(scale("PHQ-9", 1), 7, 8, 9), without(scale("PPCS-18", 7), 1), scale("PHQ-4", 3)],
    ids=["over three bands", "without bands", "whole"],
)
def test_no_range_is_told_where_it_says_nothing(app: Flask, taken: Taken) -> None:
    assert "depending on the open" not in page_of(app, taken)
    assert "whatever the open" not in page_of(app, taken)


@pytest.mark.parametrize(
    "taken",
    [
        without(scale("PHQ-4", 3), 2),
        without(scale("PHQ-9", 3), 1, 2),
        without(scale("WHO-5", 0), 3),
    ],
    ids=["few", "many", "less is worse"],
)
def test_a_score_certain_to_be_severe_brings_help(taken: Taken) -> None:
    result = read(taken)
    assert result.calls_for_care
    assert Pattern.MOOD in patterns((taken,), result.scales)


def test_a_range_has_no_margin_norm_or_chance_and_is_compared_with_nothing() -> None:
    result = read(without(scale("PHQ-9", 3), 1), scale("WHO-5", 0))
    reading = result.scales[0].headline
    assert reading.value is None
    assert (reading.band, reading.margin, reading.norm, reading.screen) == (None,) * 4
    assert not result.agreements


@pytest.mark.parametrize("place", range(1, 5))
def test_nothing_reassures_while_the_worse_end_does_not(app: Flask, place: int) -> None:
    result = page_of(app, scale("BPS", 0), without(scale("PHQ-4", 0), place))
    assert NOTHING not in result
    assert "No score stands out." not in result
    assert NOTHING in page_of(app, scale("BPS", 0), scale("PHQ-4", 0))


def test_control_is_not_called_easy_while_an_open_answer_could_change_that() -> None:
    unsure, sure = read(part_of(scale("BPS", 1), 3)), read(part_of(scale("BPS", 0), 4))
    assert {one.id for one in unsure.apart} == {"control-open"}
    assert {one.id for one in sure.apart} == {"control-below"}


def test_signs_that_may_be_worse_are_not_left_to_time(app: Flask) -> None:
    """The broken variant told someone with 5 to 11 of 27, or more, to look again in some weeks."""
    assert "look again in a few weeks" in page_of(app, scale("PHQ-9", 1, 1, 1, 1, 1, 0))
    page = page_of(app, without(scale("PHQ-9", 1, 1, 1, 1, 1, 1, 1, 1, 0), 1, 2))
    assert "look again in a few weeks" not in page
    assert "talk with a doctor or a counsellor, whatever the score" in page


@pytest.mark.parametrize(
    ("taken", "helped"),
    [
        (without(scale("PHQ-9", 2, 2, 2, 2, 2, 0), 9), True),
        (without(scale("PHQ-9", 2, 2, 2, 2, 1, 0), 9), False),
        (without(scale("PHQ-9", 2, 2, 2, 2, 2, 0), 8), False),
        (without(scale("PHQ-9", 3, 3, 3, 3, 0), 8, 9), True),
        (scale("PHQ-9", 2, 2, 2, 2, 2, 0), False),
    ],
)
def test_the_question_about_self_harm_left_open_beside_a_marked_score_brings_help(
    app: Flask, taken: Taken, *, helped: bool
) -> None:
    result = read(taken)
    assert result.calls_for_care is helped
    assert ("care-self-harm-open" in {one.id for one in result.care}) is helped
    assert ("you do not have to be alone" in page_of(app, taken)) is helped


def test_a_control_score_certain_to_reach_its_line_finds_its_help() -> None:
    taken = part_of(scale("BPS", 2), 4)
    found = scale_report(LIBRARY, taken)
    assert found
    assert Pattern.CONTROL in patterns((taken,), [found])
    unsure = part_of(scale("BPS", 2), 1)
    report = scale_report(LIBRARY, unsure)
    assert report
    assert Pattern.CONTROL not in patterns((unsure,), [report])


def test_where_nothing_was_answered_no_range_is_told(app: Flask) -> None:
    """The broken variant said "between 0 and 10", which is every score there is."""
    page = page_of(app, without(scale("BPS", 0), 1, 2, 3, 4, 5))
    assert "depending on the open" not in page
    assert "between 0 and 10" not in page
