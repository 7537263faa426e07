"""Nobody loses their way: a change leads back, a running check is asked about, skipping is calm."""

import pytest

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import answer_all, begin, controls, onward, to_review

STOP = "Stop here and look at my answers so far"
START = "I am 18 or older: start"


def change(client: Client, page: Page, place: str) -> Page:
    """Follow the link by which the answer of this field is changed."""
    href = next(to for to in page.links.values() if to.endswith(f"#{place}"))
    return client.visit(href)


@pytest.mark.parametrize("press", ["Continue", "Back", STOP])
def test_a_change_leads_back_to_the_review(client: Client, press: str) -> None:
    review = to_review(client, begin(client, "phq-9"))
    page = change(client, review, "q0-0")
    assert (page.path, page.form("Continue").controls["q0-0"].preset) == ("/check/1", ("0",))
    page = client.submit(page, {"q0-0": "1"}, press=press)
    assert page.path == "/check/answers"
    assert client.visit("/check/1").form("Continue").controls["q0-0"].preset == ("1",)


def test_a_change_after_an_early_stop_leads_back_too(client: Client) -> None:
    page = begin(client, "phq-9")
    review = client.submit(page, answer_all(page, "0"), press=STOP)
    page = client.submit(change(client, review, "q0-0"), {"q0-0": "1"}, press="Continue")
    assert page.path == "/check/answers"


def test_a_change_with_an_alarm_meets_help_and_leads_back(client: Client) -> None:
    review = to_review(client, begin(client, "phq-9"))
    page = client.submit(change(client, review, "q0-8"), {"q0-8": "1"}, press="Continue")
    assert page.path.endswith("/pause")
    assert client.submit(page, press="Go on with the questions").path == "/check/answers"


def test_a_change_leads_through_what_newly_appears_and_back(client: Client) -> None:
    """Every closed question of the full check, changed to its last answer, one at a time."""
    review = to_review(client, begin(client, "full"), "9")
    asked = [to.partition("#")[2] for to in review.links.values() if "change=yes" in to]
    seen = {to.partition("#")[2] for to in review.links.values()}
    grew = 0
    for field in asked[-20:]:
        page = change(client, review, field)
        page = client.submit(page, answer_all(page, "0"), press="Continue")
        passed = 0
        while page.path != "/check/answers":
            fresh = page.path.endswith("/pause") or not seen.issuperset(controls(page))
            assert fresh, "nothing that was asked before is asked again"
            page = onward(client, page, "0")
            passed += 1
        grew += passed > 0
        review = page
        seen |= {to.partition("#")[2] for to in review.links.values()}
    assert grew


def test_going_on_after_an_early_stop_asks_what_comes_next(client: Client) -> None:
    page = begin(client, "phq-9")
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    review = client.submit(page, press=STOP)
    page = client.visit(review.links["Go to the first of them"])
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    assert page.path == "/check/3"


def test_another_check_asks_before_it_takes_the_place_of_a_running_one(client: Client) -> None:
    page = begin(client, "phq-4")
    client.submit(page, answer_all(page, "1"), press="Continue")
    asked = client.submit(client.visit("/start/who-5"), press=START)
    assert asked.status == 409
    assert "Your answers to “" in asked.text
    again = client.visit(next(to for text, to in asked.links.items() if "Go on with" in text))
    assert again.path == "/check/2"
    assert client.visit("/check/1").form("Continue").controls["q0-0"].preset == ("1",)
    page = client.submit(asked, press="Delete my answers and start the other")
    assert page.path == "/check/1"
    assert len(controls(page)) == 5


def test_a_yes_to_other_answers_than_those_of_now_is_none(client: Client) -> None:
    page = begin(client, "phq-4")
    client.submit(page, answer_all(page, "1"), press="Continue")
    stale = client.submit(client.visit("/start/who-5"), press=START)
    page = begin(client, "gad-7")
    client.submit(page, answer_all(page, "1"), press="Continue")
    assert client.submit(stale, press="Delete my answers and start the other").status == 409


def test_a_check_without_an_answer_and_a_finished_one_are_not_asked_about(client: Client) -> None:
    begin(client, "phq-4")
    review = to_review(client, client.submit(client.visit("/start/who-5"), press=START))
    assert client.submit(review, press="See my result").path == "/result"
    start = client.visit("/start/phq-4")
    assert "Go to my result" in start.links
    assert client.submit(start, press=START).path == "/check/1"


def test_skipping_is_answered_calmly_with_numbers_that_stand_on_the_page(client: Client) -> None:
    page = begin(client, "phq-9")
    assert "Question 1" not in page.text
    first, second, third, *others = controls(page)
    page = client.submit(page, dict.fromkeys([second, *others], "0"), press="Continue")
    assert "You left 2 questions open: answer them, or go on" in page.text
    assert "There is a problem" not in page.text
    assert "Error:" not in page.text
    numbers = {text: to for text, to in page.links.items() if text.startswith("Question ")}
    assert numbers == {
        "Question 1: No answer yet": f"#{first}",
        "Question 3: No answer yet": f"#{third}",
    }
    standing = [
        "".join(each.itertext()) for each in page.tree.iter("p") if each.get("class") == "place"
    ]
    assert standing == [f"Question {place}" for place in range(1, len(others) + 4)]
    assert client.submit(page, press="Continue without").path == "/check/2"
