"""Numbers: any keyboard's, shown again as they were typed, and asked about where they are two."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.number_house import number_house
from tests.selfcheck.walking import begin
from wellbeing_app import create_app
from wellbeing_app.config import Config

MONEY, TEN = "q0-0", "q0-2"
STOP = "Stop here and look at my answers so far"


@pytest.fixture
def client(config: Config, tmp_path: Path) -> Client:
    """A visitor of the site that asks for numbers."""
    return Client.of(create_app(replace(config, questionnaires=number_house(tmp_path))))


def typed(client: Client, number: str, field: str = MONEY) -> Page:
    """Type a number and go to the review."""
    return client.submit(begin(client, "num"), {field: number}, press=STOP)


@pytest.mark.parametrize(
    "number",
    [
        "1234567", "5000000", "5000000.0", "0.00001", "1.50", "007", "1 000", "3,5", "-4",
        "\u22124", "\u0661\u0662\u066b\u0665", "\uff11\uff12", "1'000'000", "1,000,000",
        "123456789012345",
    ],
)  # fmt: skip
def test_a_number_is_shown_and_shown_again_as_it_was_typed(client: Client, number: str) -> None:
    review = typed(client, number)
    assert review.path == "/check/answers"
    assert number in ["".join(each.itertext()).strip() for each in review.tree.iter("dd")]
    again = client.visit("/check/1").form("Continue").controls[MONEY]
    assert again.preset == (number,)
    result = client.submit(review, press="See my result")
    assert number in result.text
    assert "e+0" not in result.text


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        ("1,000", "Do you mean 1000 or 1? Write it that way"),
        ("1.000", "Do you mean 1000 or 1? Write it that way"),
        ("-12,345", "Do you mean -12345 or -12.3450? Write it that way"),
        ("\u0661\u060c\u0662\u0663\u0664", "Do you mean 1234 or 1.2340? Write it that way"),
    ],
)
def test_what_may_be_thousands_or_a_decimal_is_asked_about(
    client: Client, number: str, asked: str
) -> None:
    page = typed(client, number)
    assert (page.status, page.path) == (422, "/check/1")
    assert asked in page.text
    assert page.form("Continue").controls[MONEY].preset == (number,)
    for clear in (asked.split()[3], asked.split()[5].rstrip("?")):
        assert typed(client, clear).path == "/check/answers"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("1,000", "Only 1 is possible here. If you mean it, write it that way"),
        ("10,001", "Write a number of at most 10"),
        ("-5.001", "Write a number of at least 0"),
    ],
)
def test_no_number_that_is_not_allowed_is_asked_about(
    client: Client, number: str, told: str
) -> None:
    """From 0 to 10. The broken variant asked about 1000, and never named the bound."""
    text = typed(client, number, TEN).text
    assert told in text
    assert "Do you mean" not in text


def test_a_score_that_an_open_answer_was_passed_over_in_says_so(client: Client) -> None:
    """The broken variant gave the score of what was answered, and no word of the rest."""
    told = "1 answer is open. The score is made of the others."
    assert told in client.submit(typed(client, "5"), press="See my result").text
    whole = client.submit(begin(client, "num"), {MONEY: "5", TEN: "3"}, press=STOP)
    assert told not in client.submit(whole, press="See my result").text


def test_a_number_with_more_figures_than_are_kept_is_refused(client: Client) -> None:
    assert "at most 15 figures" in typed(client, "1234567890123456").text


def test_a_slider_without_scripts_takes_every_value_of_its_range(client: Client) -> None:
    for number in ("0", "0.37", "9,99", "10"):
        assert typed(client, number, TEN).path == "/check/answers"
    told = typed(client, "10.01", TEN).text
    assert "at most 10" in told
    assert "at most 10.0" not in told, "a bound as a person writes it, however the file does"


def test_sliders_step_finely_enough_and_meet_both_ends(client: Client) -> None:
    page, found = begin(client, "num"), []
    for answers in ({MONEY: "1", TEN: "1"}, {}):
        sliders = [each for each in page.tree.iter("input") if each.get("type") == "range"]
        found += [(one.get("min"), one.get("max"), one.get("step")) for one in sliders]
        page = client.submit(page, answers, press="Continue")
    assert found == [
        ("0", "100", "1"),
        ("0", "10", "0.1"),
        ("0", "1", "0.01"),
        ("0.25", "2", "0.01"),
        ("0", "5000", "1"),
    ]
