"""What a result says: true to the numbers, help first where it is due, gains beside costs."""

import pytest

from tests.client import Client
from tests.pages import Page, words
from tests.selfcheck.walking import begin, controls, onward, to_review

FORBIDDEN = ("addict", "abnormal", "normal", "disease", "alarm", "failed the test")


def result_of(client: Client, slug: str, value: str) -> Page:
    page = to_review(client, begin(client, slug), value)
    return client.submit(page, press="See my result")


@pytest.mark.parametrize(
    ("slug", "value", "score", "band"),
    [
        ("phq-4", "0", "0", "few or no signs"),
        ("phq-4", "1", "4", "mild signs"),
        ("phq-4", "2", "8", "moderate signs"),
        ("phq-4", "3", "12", "severe signs"),
        ("phq-9", "0", "0", "few or no signs"),
        ("phq-9", "3", "27", "severe signs"),
        ("gad-7", "1", "7", "mild"),
        ("who-5", "0", "0", "very low wellbeing"),
        ("who-5", "5", "100", "high wellbeing"),
        ("bps", "0", "0", "below the authors' line"),
        ("bps", "2", "10", "at or above the authors' line"),
        ("k6", "4", "24", ""),
    ],
)
def test_each_scale_shows_its_score_and_its_sourced_band(
    client: Client, slug: str, value: str, score: str, band: str
) -> None:
    text = result_of(client, slug, value).text
    assert "Wording: matched copy" in text
    assert f"Your score is {score}." in text
    assert band in text.lower()
    if band:
        assert "Source of the lines:" in text


@pytest.mark.parametrize("value", ["0", "1", "9"])
def test_no_result_uses_a_judging_word(client: Client, value: str) -> None:
    text = result_of(client, "full", value).text.lower()
    assert [word for word in FORBIDDEN if word in text] == []


def test_a_line_that_only_others_tell_of_is_not_drawn_and_not_denied(client: Client) -> None:
    """The broken variant said "No sourced line exists" beside a page that lists one."""
    card = client.visit("/scales/ppcs-18").text
    assert "at 76 or above" in card[card.index("Lines that authors drew") :]
    text = result_of(client, "ppcs-18", "6").text
    assert "Your score is 126." in text
    assert "Others tell of a line" in text
    assert "No sourced line" not in text
    assert "no sourced line" not in text
    assert "76" not in text


def test_the_glance_comes_first_then_help_where_it_is_called_for_then_the_scores(
    client: Client,
) -> None:
    text = result_of(client, "phq-4", "3").text
    order = [
        "At first glance",
        "you do not have to be alone",
        "This is not a diagnosis",
        "Your score is",
    ]
    found = [text.lower().index(words.lower()) for words in order]
    assert found == sorted(found)
    assert "you do not have to be alone" not in result_of(client, "phq-4", "0").text


def test_gains_stand_beside_costs_and_are_not_netted(client: Client) -> None:
    page = begin(client, "short")
    while "What does it give you?" not in page.text:
        page = onward(client, page, "0")
    gains, costs = controls(page)
    page = client.submit(page, {gains: ["0", "1"], costs: ["1"]}, press="Continue")
    text = client.submit(to_review(client, page), press="See my result").text
    text = text[text.index("What it gives you, and what worries you") :]
    assert text.index("It gives me") < text.index("Pleasure") < text.index("It worries me")
    assert "The money it costs" in text


def test_a_clash_of_values_is_told_apart_from_control(client: Client) -> None:
    page = begin(client, "bps")
    page = client.submit(page, dict.fromkeys(_closed(page), "2"), press="Continue")
    page = client.submit(page, {controls(page)[0]: "2"}, press="Continue")
    page = client.submit(page, {controls(page)[0]: "7"}, press="Continue")
    text = client.submit(page, press="See my result").text
    assert "you put 7 of 10 down to that clash" in text
    assert "By itself it is not a disorder" in text


def test_a_result_before_the_end_of_a_check_leads_to_the_answers(client: Client) -> None:
    begin(client, "phq-4")
    assert client.visit("/result").path == "/check/answers"


def test_no_page_promises_kinds_of_difficulty_that_none_shows(client: Client) -> None:
    pages = [client.visit("/checks"), client.visit("/scales/ppcs-18")]
    for page in (*pages, result_of(client, "ppcs-18", "3")):
        assert "ifficulty with pornography use" in page.text
        assert "Six kinds" not in page.text


def test_a_sample_of_one_state_is_not_passed_off_as_the_whole_country(client: Client) -> None:
    text = result_of(client, "k6", "4").text
    assert "The sample: Californians, 50,880 people, US, 2007." in text
    assert "It speaks for California alone, not for the whole country." in text
    assert "Surveys of the whole country (2009-2013, 2021) found other shares" in text
    assert "3.8 %" in client.visit("/scales/k6").text


def test_the_wording_status_stands_on_the_page_of_each_scale(client: Client) -> None:
    page = client.visit("/scales/phq-9")
    assert "Wording: matched copy" in page.text
    assert "memory" not in page.text.lower()
    assert words(page.one("h1")).endswith("depression module")


@pytest.mark.parametrize("slug", ["csbd-19", "values", "nothing", "pathos"])
def test_what_cannot_be_taken_has_no_page(client: Client, slug: str) -> None:
    assert client.visit(f"/scales/{slug}").status == 404
    assert client.visit(f"/start/{slug}").status == 404


def _closed(page: Page) -> list[str]:
    form = page.form("Continue")
    return [name for name in controls(page) if form.controls[name].kind == "one"]
