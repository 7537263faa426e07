"""The words of a result: true of the answers they speak of, and plain."""

from html import unescape

import pytest
from flask import Flask, render_template
from markupsafe import Markup

from bench.reading_age import ease
from tests.records.results import context, part_of, read, scale
from wellbeing_app.directory.directory import Directory
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.rules import CARE, GLANCE, INTERPRETATION
from wellbeing_app.web.words.result import WORDS, said


def page_of(app: Flask, *taken: Taken) -> str:
    """The result of these answers as it is printed."""
    crisis = Directory.load().crisis(None)
    with app.test_request_context("/result/print"):
        page = render_template("results/paper.html", result=read(*taken), crisis_help=crisis)
    return " ".join(unescape(page).split())


def reasons_of(app: Flask, *taken: Taken) -> list[str]:
    """Why help stands first, as the page says it where nobody else may look."""
    with app.test_request_context("/result"):
        return [said(one) for one in read(*taken).care]


def test_what_somebody_puts_down_to_a_clash_is_told_as_their_own_word(app: Flask) -> None:
    """The broken variant stated it as a finding: "9 of 10 of your distress comes from it"."""
    page = page_of(app, scale("BPS", 0), context("VALUES", c11a="yes", c11b=9))
    assert "Of your distress, you put 9 of 10 down to it." in page
    assert "comes from it" not in page


def test_good_news_of_wellbeing_is_the_name_of_a_sourced_part(app: Flask) -> None:
    """The broken variant called 60 of 100, in the middle range, "the upper half"."""
    assert "lies in the part called “High wellbeing”" in page_of(app, scale("WHO-5", 5))
    assert "On the good side" not in page_of(app, scale("WHO-5", 3))


def test_where_control_is_read_a_missing_score_is_named(app: Flask) -> None:
    page = page_of(app, part_of(scale("BPS", 2), 1), context("VALUES", c11a="yes", c11b=10))
    apart = page[page.index("kept apart</h2>") :]
    assert "Control: no score (Brief Pornography Screen), because an answer is open." in apart


def test_who_pays_with_the_rent_is_not_told_that_control_is_fine(app: Flask) -> None:
    """The broken variant read control from questions on pornography alone, and did not say so."""
    page = page_of(
        app,
        scale("BPS", 0),
        context("BALANCE", c3=("company",), c4=("money", "secrecy")),
        context("MONEY", c10a="much", c10b="yes"),
        context("CONTROL", c15="could_not", c16="money"),
    )
    assert "Control: your answers hold few signs" not in page
    assert "These questions ask only about pornography." in page
    assert "you answered that you tried to cut down and could not." in page
    assert "it took money that was meant for something else." in page
    assert "nothing needs to be done" not in page
    assert "look for support with steering what you do" in page


def test_all_distress_put_down_to_values_does_not_lead_to_steering_alone(app: Flask) -> None:
    clash = context("VALUES", c11a="yes", c11b=10)
    page = page_of(app, scale("BPS", 1, 1, 1, 1, 0), clash)
    step = page.partition("The next sensible step:")[2].partition("</li>")[0]
    assert step.startswith(" talk about that clash first, with somebody who respects your values.")


BEST = (scale("BPS", 0), scale("PHQ-4", 0), scale("WHO-5", 5))
HURT = scale("PHQ-9", 0, 0, 0, 0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("taken", "reason"),
    [
        (context("COERCION", c9="yes_before"), "somebody put you under pressure in the past."),
        (context("COERCION", c9="yes_now"), "somebody is putting you under pressure."),
        (context("COERCION", c9="not_sure"), "not sure whether somebody put you under pressure."),
        (context("IMAGES", c8="yes_now"), "somebody misuses an image or chat of you"),
        (context("SAFE", c14="no"), "you do not feel safe here."),
        (HURT, "thoughts of being better off dead, or of hurting yourself, have been there."),
    ],
)
def test_help_stands_there_for_what_was_answered_and_no_score_is_called_hard(
    app: Flask, taken: Taken, reason: str
) -> None:
    """The broken variant said "things are very hard just now" beside scores at their best."""
    (told,) = reasons_of(app, *BEST, taken)
    assert reason in told
    page = page_of(app, *BEST, taken)
    assert "Some of your answers call for help first." in page
    assert "very hard" not in page


def test_a_score_that_calls_for_help_is_said_to_be_the_reason(app: Flask) -> None:
    assert reasons_of(app, scale("GAD-7", 3), context("COERCION", c9="no")) == [
        "A score of yours says that things may be very hard just now."
    ]


def test_gains_worries_scores_and_a_clash_are_points_of_their_own(app: Flask) -> None:
    sides = context("BALANCE", c3=("pleasure", "stress"), c4=("time", "secrecy"))
    page = page_of(app, scale("BPS", 2), sides, context("VALUES", c11a="somewhat"))
    glance = page[page.index("At first glance") : page.index("This is not a diagnosis")]
    points = [point.partition("</li>")[0] for point in glance.split("<li>")[1:]]
    assert points[:4] == [
        "You name what it gives you: “Pleasure”, “Relief from stress”.",
        "You name what worries you: “The time it takes”, “Keeping it secret”.",
        "Your answers hold signs that control is hard, at or above the authors' line "
        "(Brief Pornography Screen).",
        "You say that it clashes somewhat with your values.",
    ]


@pytest.mark.parametrize("place", [CARE, *GLANCE])
def test_what_is_read_first_suits_a_reader_of_about_twelve(app: Flask, place: str) -> None:
    names = [rule.id for rule in INTERPRETATION.rules if rule.place == place]
    with app.test_request_context("/"):
        words = Markup().join(Markup("<p>{}</p>").format(str(WORDS[name])) for name in names)
    assert ease(words).grade <= 8
    assert max(len(str(WORDS[name]).split()) for name in names) <= 30
