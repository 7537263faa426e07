"""D8: a person ticks, sees what will be seen, types the code, and only then one row is written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.client import Client
from tests.sharing.walking import chosen, every_list, finished, place, put_up, with_code

SCORE = "Score: Patient Health Questionnaire"
NINE = "better off dead"


def rows(instance: Path) -> int:
    with closing(sqlite3.connect(instance / "evenkeel.sqlite")) as connection:
        found: int = connection.execute("SELECT count(*) FROM share").fetchone()[0]
        return found


def test_the_whole_way_from_a_result_to_a_share(client: Client, instance: Path) -> None:
    finished(client)
    preview = chosen(client, SCORE, NINE, talk="Sleep, please.")
    assert preview.path == "/share/preview"
    assert "Sleep, please." in preview.text
    assert "0 to 27" in preview.text
    code_page, code = with_code(client, preview)
    assert code_page.path == "/share/code"
    assert rows(instance) == 0, "nothing is written before the code was typed"
    status = put_up(client, code)
    assert status.path == "/shared/now"
    assert "Not yet. It can be picked up until" in status.text
    assert rows(instance) == 1


def test_nothing_stands_ticked(client: Client) -> None:
    finished(client)
    page = client.visit("/share")
    assert not [box for box in page.tree.iter("input") if box.get("checked") is not None]


def test_the_preview_holds_what_was_ticked_and_nothing_else(client: Client) -> None:
    finished(client)
    preview = chosen(client, "clash with your moral")
    assert "clash with your moral" in preview.text
    assert "Patient Health Questionnaire" not in preview.text
    assert "Little interest" not in preview.text


def test_a_tick_for_all_answers_leaves_question_9_and_so_all_of_the_phq_9_here(
    client: Client,
) -> None:
    finished(client)
    page = client.visit("/share")
    preview = client.submit(page, {"all": every_list(page)}, press="See what they will see")
    assert "Some of it stays here" in preview.text
    assert "Little interest" not in preview.text
    before, _, after = preview.text.partition("The question you left out:")
    assert NINE not in before
    assert after.count(NINE) == 1


def test_question_9_goes_by_its_own_tick_and_the_preview_says_so(client: Client) -> None:
    finished(client)
    page = client.visit("/share")
    ticks = {"all": every_list(page), "t": [place(page, NINE)]}
    preview = client.submit(page, ticks, press="See what they will see")
    assert "These go because you ticked them" in preview.text
    assert "Little interest" in preview.text


def test_questions_about_safety_go_by_their_own_ticks_only(client: Client) -> None:
    finished(client, "short", "0")
    page = client.visit("/share")
    ticks = {"all": every_list(page)}
    preview = client.submit(page, ticks, press="See what they will see")
    assert "feel safe to read" not in preview.text
    page = client.visit("/share")
    preview = client.submit(
        page, {"t": [place(page, "feel safe to read")]}, press="See what they will see"
    )
    assert "feel safe to read" in preview.text
    assert "These go because you ticked them" in preview.text


@pytest.mark.parametrize(
    ("ticks", "said"),
    [
        ({}, "Tick at least one thing to show"),
        ({"talk": "x" * 301}, "Write at most 300 characters"),
    ],
)
def test_what_is_missing_or_too_long_is_said(
    client: Client, ticks: dict[str, str], said: str
) -> None:
    finished(client)
    page = client.submit(client.visit("/share"), ticks, press="See what they will see")
    assert page.status == 422
    assert said in page.text


def test_texts_that_one_visit_cannot_carry_are_refused_and_stand_there_again(
    client: Client,
) -> None:
    finished(client)
    wide = "語" * 300
    client.submit(client.visit("/result/note/0"), {"text": "語" * 500})
    page = client.visit("/share")
    page = client.submit(page, {"talk": wide, "avoid": wide}, press="See what they will see")
    assert page.status == 422
    assert "too long together" in page.text
    assert wide in page.text


def test_a_changed_answer_asks_for_new_ticks(client: Client) -> None:
    finished(client)
    preview = chosen(client, "clash with your moral")
    old = client.visit("/share")
    finished(client, option="2")
    assert client.visit("/share/preview").path == "/share"
    assert client.submit(preview, {"days": "7"}, press="Get a code").path == "/share"
    again = client.submit(old, {"t": [place(old, SCORE)]}, press="See what they will see")
    assert "Your answers have changed" in again.text


def test_without_a_number_of_days_there_is_no_code(client: Client) -> None:
    finished(client)
    page = client.submit(chosen(client, "clash"), press="Get a code")
    assert page.status == 422
    assert "Choose how long it may be read" in page.text
    assert client.visit("/share/code").path == "/share/preview"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ABC", "Check the code"),
        ("00000-00000-00000-00000-00000", "not the one that was shown"),
    ],
)
def test_a_code_typed_wrong_writes_nothing(
    client: Client, instance: Path, typed: str, said: str
) -> None:
    finished(client)
    with_code(client, chosen(client, "clash"))
    page = put_up(client, typed)
    assert page.status == 422
    assert said in page.text
    assert rows(instance) == 0


def test_the_form_sent_twice_is_one_share(client: Client, instance: Path) -> None:
    finished(client)
    _page, code = with_code(client, chosen(client, "clash"))
    form = client.visit("/share/type")
    before = client.get_cookie("visit")
    assert before is not None
    client.submit(form, {"code": code}, press="Let it be picked up")
    client.set_cookie("visit", before.value)
    client.submit(form, {"code": code}, press="Let it be picked up")
    assert rows(instance) == 1


def test_while_the_list_of_erased_ones_cannot_be_read_nothing_is_put_up(
    client: Client, instance: Path
) -> None:
    """It might be one that was withdrawn."""
    finished(client)
    _page, code = with_code(client, chosen(client, "clash"))
    (instance / "erased").unlink(missing_ok=True)
    (instance / "erased").mkdir()
    page = client.submit(client.visit("/share/type"), {"code": code}, press="Let it be picked up")
    assert page.status == 503
    assert rows(instance) == 0


def test_a_form_sent_again_after_withdrawing_revives_nothing(
    client: Client, instance: Path
) -> None:
    finished(client)
    _page, code = with_code(client, chosen(client, "clash"))
    form = client.visit("/share/type")
    before = client.get_cookie("visit")
    assert before is not None
    status = client.submit(form, {"code": code}, press="Let it be picked up")
    client.submit(status, press="Take it back now")
    assert rows(instance) == 0
    client.set_cookie("visit", before.value)
    client.submit(form, {"code": code}, press="Let it be picked up")
    assert rows(instance) == 0


@pytest.mark.parametrize("path", ["/share", "/share/kept"])
def test_without_a_result_the_page_says_so(client: Client, path: str) -> None:
    page = client.visit(path)
    assert page.status == 404
    assert "There is no result to show" in page.text


@pytest.mark.parametrize("path", ["/share/preview", "/share/code", "/share/type"])
def test_a_later_step_without_a_choice_leads_to_the_first(client: Client, path: str) -> None:
    finished(client)
    assert client.visit(path).path == "/share"
