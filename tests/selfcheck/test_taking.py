"""A person without JavaScript takes a check: every page is a real form, every answer a redirect."""

import sqlite3
from pathlib import Path

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import answer_all, begin, controls, onward, to_review


def rows(instance: Path) -> int:
    """Submissions waiting in the inbox."""
    with sqlite3.connect(instance / "evenkeel.sqlite") as database:
        return int(database.execute("SELECT count(*) FROM stat_inbox").fetchone()[0])


def test_the_short_check_leads_from_home_to_a_result(client: Client) -> None:
    page = client.visit("/")
    page = client.visit(page.links["Choose a check"])
    page = client.visit(page.links["Short check"])
    page = client.submit(page, press="I am 18 or older: start")
    page = to_review(client, page)
    page = client.submit(page, press="See my result")
    assert page.path == "/result"
    assert "Your result" in page.text
    assert "not a diagnosis" in page.text


def test_nothing_is_written_without_a_consent(client: Client, instance: Path) -> None:
    page = to_review(client, begin(client, "short"))
    client.submit(page, press="See my result")
    assert rows(instance) == 0


def test_one_consent_writes_one_row_however_often_the_form_is_sent(
    client: Client, instance: Path
) -> None:
    page = to_review(client, begin(client, "short"))
    for _again in range(3):
        client.submit(page, {"counted": "yes"}, press="See my result")
    assert rows(instance) == 1


def test_both_consents_stand_unticked(client: Client) -> None:
    page = to_review(client, begin(client, "phq-4"))
    form = page.form("See my result")
    assert form.controls["counted"].preset == ()
    assert form.controls["research"].preset == ()


def test_an_open_question_is_named_and_the_others_keep_their_answers(client: Client) -> None:
    page = begin(client, "phq-4")
    first, *others = controls(page)
    again = client.submit(page, dict.fromkeys(others, "1"), press="Continue")
    assert again.status == 422
    assert f"#{first}" in again.links.values()
    form = again.form("Continue")
    assert all(form.controls[name].preset == ("1",) for name in others)


def test_a_person_may_go_on_without_an_answer(client: Client) -> None:
    page = begin(client, "phq-4")
    _first, *others = controls(page)
    page = client.submit(page, dict.fromkeys(others, "1"), press="Continue")
    assert page.text.count("No answer yet") == 2
    assert page.text.count("press “Continue without”") == 1
    page = client.submit(page, press="Continue without")
    assert page.path == "/check/2"


def test_a_person_can_go_back_and_finds_their_answers(client: Client) -> None:
    page = begin(client, "who-5")
    answered = dict.fromkeys(controls(page), "2")
    client.submit(page, answered, press="Continue")
    form = client.visit("/check/1").form("Continue")
    assert all(form.controls[name].preset == ("2",) for name in answered)


def test_an_early_stop_shows_what_is_there_and_says_what_is_missing(client: Client) -> None:
    page = begin(client, "phq-4")
    page = client.visit("/check/answers")
    assert "Some questions have no answer" in page.text
    page = client.submit(page, press="See my result")
    assert "No score" in page.text


def test_the_open_questions_counted_are_those_that_a_score_needs(client: Client) -> None:
    page = begin(client, "phq-4")
    review = client.visit("/check/answers")
    assert review.text.count("Not answered") > len(controls(page))
    assert "4 questions that a score needs are open" in review.text
    first, *others = controls(page)
    client.submit(page, dict.fromkeys(others, "1"), press="Continue")
    assert "1 question that a score needs is open" in client.visit("/check/answers").text
    assert client.visit("/check/answers").links["Go to it"].endswith(f"#{first}")


def test_an_urgent_answer_meets_the_person_before_the_next_question(client: Client) -> None:
    page = begin(client, "phq-9")
    while page.path != "/check/2":
        page = client.submit(page, answer_all(page, "0"), press="Continue")
    page = client.submit(page, answer_all(page, "1"), press="Continue")
    assert page.path == "/check/2/pause"
    assert "Are you safe right now?" in page.text
    for elsewhere in ("/check/3", "/check/answers", "/result"):
        assert client.visit(elsewhere).path == "/check/2/pause"
    page = client.submit(page, press="Go on with the questions")
    assert page.path == "/check/3"


def test_an_urgent_answer_on_an_unfinished_page_meets_the_person_before_the_mending(
    client: Client,
) -> None:
    page = begin(client, "phq-9")
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    last = controls(page)[-1]
    page = client.submit(page, {last: "2"}, press="Continue")
    assert page.path == "/check/2/pause"
    page = client.submit(page, press="Go on with the questions")
    assert page.path == "/check/2"
    assert page.form("Continue").controls[last].preset == ("2",)


def test_no_result_is_given_before_an_urgent_answer_was_met(client: Client) -> None:
    page = begin(client, "phq-9")
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    review = client.visit("/check/answers")
    client.submit(page, answer_all(page, "1"), press="Continue")
    assert client.submit(review, press="See my result").path == "/check/2/pause"


def test_help_follows_the_country_a_person_picks_on_the_pause(client: Client) -> None:
    page = begin(client, "phq-9")
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    page = client.submit(page, answer_all(page, "3"), press="Continue")
    page = client.submit(page, {"country": "GB"}, press="Show")
    assert page.path == "/check/2/pause"
    assert "116 123" in page.text


def test_going_on_in_another_check_leaves_this_one_its_help(client: Client) -> None:
    def paused(slug: str) -> Page:
        page = begin(client, slug)
        while not page.path.endswith("/pause"):
            page = client.submit(page, answer_all(page, "1"), press="Continue")
        return page

    old = paused("phq-9")
    new = paused("phq-9")
    assert client.submit(old, press="Go on with the questions").status == 400
    assert client.visit("/check/answers").path == new.path


def test_stopping_on_the_pause_forgets_the_answers(client: Client) -> None:
    page = begin(client, "phq-9")
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    page = client.submit(page, answer_all(page, "3"), press="Continue")
    page = client.submit(page, press="Stop and forget my answers")
    assert page.path == "/help"
    assert client.visit("/check/1").status == 404


def test_a_form_left_over_from_another_check_saves_nothing(client: Client) -> None:
    old = begin(client, "who-5")
    begin(client, "phq-4")
    page = client.submit(old, dict.fromkeys(controls(old), "0"), press="Continue")
    assert page.status == 400
    assert "another check was begun in another tab" in page.text
    form = client.visit("/check/1").form("Continue")
    assert all(form.controls[name].preset == () for name in controls(client.visit("/check/1")))
    assert form is not None


def test_a_start_says_that_it_forgets_the_answers_of_an_open_check(client: Client) -> None:
    told = "Starting here forgets its answers"
    page = begin(client, "phq-4")
    assert told not in client.visit("/start/who-5").text
    client.submit(page, answer_all(page, "1"), press="Continue")
    start = client.visit("/start/who-5")
    assert told in start.text
    assert client.visit(start.links["Look at my answers so far"]).path == "/check/answers"


def test_a_page_whose_questions_are_all_hidden_is_passed_over(client: Client) -> None:
    page = begin(client, "full")
    passed: list[int] = []
    while page.path != "/check/answers":
        page = onward(client, page, "0")
        number = page.path.split("/")[2]
        passed += [int(number)] if number.isdecimal() else []
    hidden = sorted({*range(1, max(passed))}.difference([*passed, 1]))
    assert hidden
    for number in hidden:
        assert client.visit(f"/check/{number}").path != f"/check/{number}"


def test_every_page_says_how_long_the_answers_wait(client: Client) -> None:
    page = begin(client, "phq-4")
    while page.path != "/check/answers":
        assert "30 minutes without use, 2 hours in all" in page.text
        page = client.submit(page, answer_all(page, "0"), press="Continue")


def test_the_word_on_the_wording_stands_beside_every_questionnaire(client: Client) -> None:
    page = client.visit("/checks")
    cards = [one for one in page.tree.iter("li") if one.get("class") == "card"]
    assert len(cards) > 2
    assert all("Wording:" in "".join(one.itertext()) for one in cards)


def test_without_a_check_the_pages_say_so_kindly(client: Client) -> None:
    for address in ("/check/1", "/check/answers"):
        page = client.visit(address)
        assert page.status == 404
        assert "There is no check open in this browser" in page.text


def test_leaving_forgets_the_answers(client: Client) -> None:
    begin(client, "phq-4")
    client.get("/leave")
    assert client.visit("/check/1").status == 404


def test_a_page_number_that_does_not_exist_is_not_found(client: Client) -> None:
    begin(client, "phq-4")
    assert client.visit("/check/99").status == 404
    assert client.visit("/check/0").status == 404


def test_an_impossible_value_is_refused_with_a_plain_message(client: Client) -> None:
    page: Page = begin(client, "phq-4")
    form = page.form("Continue")
    data = dict(form.filled({}))
    data |= dict.fromkeys(controls(page), "17")
    response = client.post("/check/1", data=data)
    assert response.status_code == 422
    assert "Choose one of the answers shown" in response.get_data(as_text=True)
