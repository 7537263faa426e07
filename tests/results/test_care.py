"""What an alarming answer was met with stands above the result too, and not on its paper."""

from collections.abc import Mapping

import pytest
from flask import Flask, render_template_string

from tests.client import Client
from tests.pages import Page
from tests.records.results import context, read
from tests.selfcheck.walking import begin, controls, to_review
from wellbeing_app.instruments.engine.taken import Taken

FOLD = "Help that fits what you answered"
SAFE, PRESSURED = "Do you feel safe to read", "pushed, tricked or forced you"
"""Words of the questions C14 and C9."""
PICTURES = "Has anyone recorded, shared or faked"
DARK = "better off dead"


def result_with(client: Client, slug: str, chosen: Mapping[str, str], rest: str) -> Page:
    """Take a check with the option `rest` everywhere but where a page has these words."""

    def own(page: Page) -> dict[str, str]:
        options = [option for words, option in chosen.items() if words in page.text]
        return {controls(page)[-1]: option for option in options}

    return client.submit(to_review(client, begin(client, slug), rest, own), press="See my result")


def test_a_threat_with_pictures_finds_its_places_and_advice_in_the_result(client: Client) -> None:
    text = result_with(client, "full", {PICTURES: "0"}, "99").text
    care = text[text.index("you do not have to be alone") : text.index("This is not a diagnosis")]
    for words in ("Do not pay", "StopNCII", "Take It Down", "More places, also in your country"):
        assert words in care


def test_a_dark_thought_finds_what_to_do_in_the_result(client: Client) -> None:
    text = result_with(client, "phq-9", {DARK: "1"}, "0").text
    assert "ask someone near you to stay with you" in text
    assert FOLD not in text


def test_pressure_finds_its_places_in_the_result_and_is_not_read_at_a_glance(
    client: Client,
) -> None:
    page = result_with(client, "short", {PRESSURED: "0"}, "99")
    before, _fold, inside = page.html.partition(f"<summary>{FOLD}</summary>")
    assert "forces or pressures" not in before
    assert "When someone forces or pressures you" in inside.partition("</details>")[0]


def test_help_in_the_result_is_of_the_country_chosen(client: Client) -> None:
    result_with(client, "short", {PRESSURED: "0"}, "99")
    client.submit(client.visit("/result/support"), {"country": "GB"}, press="Show")
    assert "08000 121 700" in client.visit("/result").text


def test_fear_finds_its_advice_in_the_result_and_is_not_read_at_a_glance(client: Client) -> None:
    page = result_with(client, "short", {SAFE: "1"}, "99")
    before, _fold, inside = page.html.partition(f"<summary>{FOLD}</summary>")
    assert "afraid of somebody" not in before
    assert "When you are afraid of somebody" in inside.partition("</details>")[0]


NAMED = (
    context("SAFE", c14="no"),
    context("COERCION", c9="yes_before"),
    context("IMAGES", c8="yes_before"),
    context("IMAGES", c8="afraid"),
    context("BALANCE", c4=("safety",)),
)


@pytest.mark.parametrize("answers", NAMED)
def test_a_step_leads_to_the_page_that_has_the_places_it_speaks_of(
    app: Flask, answers: Taken
) -> None:
    """The broken variant led to general lines: not one word on images, pressure or fear there."""
    macro = (
        '{% from "report/report.html" import report %}{{ report(result, paper=paper, support=to) }}'
    )
    with app.test_request_context("/result"):
        fresh, kept, paper = (
            render_template_string(macro, result=read(answers), paper=paper, to=to)
            for paper, to in ((False, "/result/support"), (False, None), (True, None))
        )
    assert '“<a href="/result/support">Find support</a>”' in fresh
    assert '“<a href="/support">Find support</a>”' in kept
    assert "“Find support”" in paper
    assert "“Get help now”" not in fresh + kept + paper


def test_the_pages_a_step_leads_to_have_places_for_images(client: Client) -> None:
    result_with(client, "full", {PICTURES: "2"}, "99")
    assert "StopNCII" in client.visit("/result/support").text
    assert "StopNCII" in client.visit("/support").text, "where a kept result leads"


def test_a_result_without_an_alarming_answer_repeats_no_such_help(client: Client) -> None:
    text = result_with(client, "short", {}, "99").text
    assert "More places" not in text


@pytest.mark.parametrize("chosen", [{PRESSURED: "0"}, {SAFE: "1"}])
def test_paper_that_others_may_find_does_not_tell_the_topic(
    client: Client, chosen: Mapping[str, str]
) -> None:
    result_with(client, "short", chosen, "99")
    paper = client.visit("/result/print").text
    assert "you do not have to be alone" in paper
    assert "Some of your answers call for help first." in paper
    assert "under pressure" not in paper
    assert "may not be safe" not in paper
    assert "misuses an image" not in paper
    assert "forces or pressures" not in paper
    assert "afraid of somebody" not in paper
