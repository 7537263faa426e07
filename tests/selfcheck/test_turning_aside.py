"""Going back, stopping or keeping in the middle of a page loses no answer and skips no help."""

from dataclasses import replace

import pytest

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import answer_all, begin, controls
from tests.teahouse import QUESTIONNAIRES
from wellbeing_app import create_app
from wellbeing_app.config import Config

BACK = "Back"
STOP = "Stop here and look at my answers so far"
KEEP = "Need longer? Keep what you have so far"
WAYS = [(BACK, "/start/phq-4"), (STOP, "/check/answers"), (KEEP, "/keep")]


def second_page_of_phq_9(client: Client) -> Page:
    page = begin(client, "phq-9")
    return client.submit(page, answer_all(page, "0"), press="Continue")


def preset(page: Page, name: str) -> tuple[str, ...]:
    return page.form("Continue").controls[name].preset


@pytest.mark.parametrize(("way", "arrived"), WAYS)
def test_what_stands_on_the_page_is_saved_on_every_way_off_it(
    client: Client, way: str, arrived: str
) -> None:
    page = begin(client, "phq-4")
    first, second, *_open = controls(page)
    page = client.submit(page, {first: "2", second: "1"}, press=way)
    assert (page.status, page.path) == (200, arrived)
    again = client.visit("/check/1")
    assert (preset(again, first), preset(again, second)) == (("2",), ("1",))


@pytest.mark.parametrize(("way", "arrived"), WAYS)
def test_nobody_who_turns_aside_is_asked_for_an_answer(
    client: Client, way: str, arrived: str
) -> None:
    assert client.submit(begin(client, "phq-4"), press=way).path == arrived


@pytest.mark.parametrize("way", [BACK, STOP, KEEP])
def test_an_alarming_answer_is_met_before_any_way_off_the_page(client: Client, way: str) -> None:
    page = second_page_of_phq_9(client)
    *_others, dark = controls(page)
    page = client.submit(page, {dark: "1"}, press=way)
    assert page.path == "/check/2/pause"
    assert "Are you safe right now?" in page.text
    page = client.submit(page, press="Go on with the questions")
    assert (page.path, preset(page, dark)) == ("/check/2", ("1",))
    assert client.submit(page, press=STOP).path == "/check/answers"


@pytest.mark.parametrize("way", [BACK, STOP, KEEP])
def test_a_value_that_cannot_be_is_told_on_every_way_off_the_page(client: Client, way: str) -> None:
    page = begin(client, "phq-4")
    data = dict(page.form("Continue").filled({}, press=way)) | {controls(page)[0]: "17"}
    response = client.post("/check/1", data=data)
    assert response.status_code == 422
    told = response.get_data(as_text=True)
    assert told.count("Choose one of the answers shown") == 2
    assert "No answer yet" not in told


def test_back_leads_to_the_page_before(client: Client) -> None:
    page = second_page_of_phq_9(client)
    assert client.submit(page, press=BACK).path == "/check/1"


def test_a_page_left_by_stopping_is_not_taken_for_done(client: Client) -> None:
    page = begin(client, "phq-4")
    client.submit(page, answer_all(page, "1"), press=KEEP)
    keep = client.visit("/keep")
    assert keep.links["Back"] == "/check/1"


def test_an_answer_that_a_questionnaire_insists_on_can_wait_while_one_turns_aside(
    config: Config,
) -> None:
    client = Client.of(create_app(replace(config, questionnaires=QUESTIONNAIRES)))
    page = begin(client, "tea")
    assert "This question needs an answer" in client.submit(page, press="Continue").text
    assert client.submit(page, press=STOP).path == "/check/answers"
