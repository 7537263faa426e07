"""Keeping: the code is shown, typed again, and only then is anything written, once."""

import pytest
from flask import Flask

from tests.client import Client
from tests.history.walking import (
    finished_check,
    keep,
    mistyped,
    opened,
    rows,
    shown_code,
    statements,
)
from tests.pages import Page
from tests.selfcheck.walking import answer_all, begin
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db


def type_code(client: Client, code: str) -> Page:
    return client.submit(client.visit("/keep/type"), {"code": code}, press="Keep my results")


def test_the_page_says_that_a_lost_code_is_a_lost_history(visitor: Client) -> None:
    page = visitor.visit("/keep")
    assert "A lost code is a lost history." in page.text
    assert page.title == "Keep - Evenkeel"


def test_the_code_waits_unchanged_and_does_not_show_where_it_is_typed(visitor: Client) -> None:
    code = shown_code(visitor)
    typing = visitor.visit("/keep/type").html
    assert code not in typing
    assert code.replace(" ", "-") not in typing
    assert shown_code(visitor) == code


def test_the_picture_holds_the_code_and_styles_nothing(visitor: Client) -> None:
    html = visitor.visit("/keep").html
    assert "<svg" in html
    assert "<path" in html
    assert "style=" not in html


def test_nothing_is_written_before_the_code_is_typed(visitor: Client, site_app: Flask) -> None:
    code = shown_code(visitor)
    for wrong in ("", mistyped(code), write_code(new_secret())):
        page = type_code(visitor, wrong)
        assert page.status == 422
        assert rows(site_app) == 0
    assert type_code(visitor, code.lower().replace(" ", "")).path == "/kept"
    assert rows(site_app) == 1


def test_a_mistyped_code_is_said_to_be_mistyped_and_costs_no_query(
    visitor: Client, site_app: Flask
) -> None:
    code = shown_code(visitor)
    with site_app.app_context(), statements(db.engine) as seen:
        page = type_code(visitor, mistyped(code))
    assert "Check the code" in page.text
    assert seen == []


def test_what_is_kept_is_the_result_that_was_seen(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    found = opened(site_app, code)
    assert found is not None
    (kept,) = found.history.results
    assert kept.record.battery == "short"
    assert {
        part.key.split("/")[1]: dict(part.scores) for part in kept.record.parts if part.scores
    } == {
        "BPS@1.0": {"total": 5},
        "PHQ-4@1.0": {"total": 4, "anxiety": 2, "depression": 2},
        "WHO-5@1.0": {"raw": 5, "index": 20},
    }


def test_questions_about_safety_are_left_out_unless_ticked(
    visitor: Client, site_app: Flask
) -> None:
    found = opened(site_app, keep(visitor))
    assert found is not None
    codes = {part.key.split("/")[1] for part in found.history.results[0].record.parts}
    assert codes.isdisjoint({"SAFE@1.0", "COERCION@1.0"})


def test_a_tick_keeps_the_one_that_was_ticked(visitor: Client, site_app: Flask) -> None:
    found = opened(site_app, keep(visitor, private=["COERCION"]))
    assert found is not None
    codes = {part.key.split("/")[1] for part in found.history.results[0].record.parts}
    assert "COERCION@1.0" in codes
    assert "SAFE@1.0" not in codes


def test_sent_twice_it_is_kept_once(visitor: Client, site_app: Flask) -> None:
    code = shown_code(visitor)
    form = visitor.visit("/keep/type")
    first = visitor.submit(form, {"code": code}, press="Keep my results")
    again = visitor.submit(form, {"code": code}, press="Keep my results")
    assert (first.path, again.path) == ("/kept", "/kept")
    assert rows(site_app) == 1


def test_the_answer_of_a_lost_click_keeps_it_once_too(visitor: Client, site_app: Flask) -> None:
    """The row was written, but the cookie of the answer never arrived."""
    code = shown_code(visitor)
    form = visitor.visit("/keep/type")
    before = visitor.get_cookie("visit")
    assert before is not None
    visitor.submit(form, {"code": code}, press="Keep my results")
    visitor.set_cookie("visit", before.value)
    again = visitor.submit(form, {"code": code}, press="Keep my results")
    assert again.path == "/kept"
    assert rows(site_app) == 1


def test_an_unfinished_check_is_kept_to_go_on_with(site_app: Flask) -> None:
    client = Client.of(site_app)
    page = begin(client, "short")
    page = client.submit(page, answer_all(page, "0"), press="Continue")
    code = shown_code(client)
    page = client.submit(
        client.visit("/keep/type"),
        {"code": code, "private": ["SAFE"]},
        press="Keep what I have so far",
    )
    found = opened(site_app, code)
    assert found is not None
    assert found.history.results == ()
    (unfinished,) = found.history.unfinished
    assert [dict(part.answers) for part in unfinished.record.parts if part.answers] == [
        {"c14": "yes"}
    ]

    later = Client.of(site_app)
    back = later.submit(later.visit("/return"), {"code": code}, press="Open")
    on = later.submit(back, press="Go on with it")
    assert on.path.startswith("/check/")
    assert on.path != "/check/1"
    first = later.visit("/check/1")
    assert "checked" in first.html


def test_a_check_just_kept_is_not_called_unkept_until_it_goes_on(site_app: Flask) -> None:
    client = Client.of(site_app)
    page = begin(client, "short")
    client.submit(page, answer_all(page, "0"), press="Continue")
    code = shown_code(client)
    page = client.submit(
        client.visit("/keep/type"), {"code": code}, press="Keep what I have so far"
    )
    assert "Not finished" in page.text
    assert "is not kept yet" not in page.text

    page = client.visit("/check/2")
    client.submit(page, answer_all(page, "0"), press="Continue")
    assert "is not kept yet" in client.visit("/kept").text


def test_without_a_check_there_is_nothing_to_keep(site_app: Flask) -> None:
    client = Client.of(site_app)
    for path in ("/keep", "/keep/type"):
        page = client.visit(path)
        assert page.status == 404
        assert "There is nothing to keep" in page.text


def test_two_visitors_get_two_codes(site_app: Flask) -> None:
    codes = set()
    for _ in range(2):
        client = Client.of(site_app)
        finished_check(client)
        codes.add(shown_code(client))
    assert len(codes) == 2


@pytest.mark.parametrize("where", ["address", "title"])
def test_the_code_stands_in_no_address_and_no_title(visitor: Client, where: str) -> None:
    code = shown_code(visitor)
    bare = code.replace(" ", "").lower()
    page = type_code(visitor, code)
    told = {"address": page.url + " ".join(page.links.values()), "title": page.title}[where]
    assert bare not in "".join(told.lower().replace("-", "").split())
