"""A form sent after the end of the sign-in, or of the proof, asks who it is and is then sent on."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.accounts.cast import OTHER_PASSWORD, Person, operate
from tests.accounts.lateness import ASKED, CONFIRM, SIGN_IN, answers, come_in_again, idle
from tests.caseload.noting import noted
from tests.caseload.showing import share_path
from tests.client import NAVIGATION
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.accounts import again
from wellbeing_app.web.staff import late
from wellbeing_app.web.staff.late import LateForm
from wellbeing_app.web.staff.session import ABSOLUTE_SECONDS

WORDS = "He slept four hours, then five.\nAsk about the nights."
PROOF_OVER = 6 * 60


def past_the_longest(_person: Person, clock: Clock) -> None:
    clock.now += ABSOLUTE_SECONDS


def ended_elsewhere(person: Person, _clock: Clock) -> None:
    other = person.elsewhere()
    other.sign_in()
    other.press(other.open(), "Sign out everywhere")


def signed_out_in_another_window(person: Person, _clock: Clock) -> None:
    person.press(person.open(), "Sign out")


def closed_the_browser(person: Person, _clock: Clock) -> None:
    person.client.delete_cookie("s")


ENDS = (idle, past_the_longest, ended_elsewhere, signed_out_in_another_window, closed_the_browser)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_note_typed_until_after_the_end_is_saved_once_its_therapist_is_back(
    anna: Person, clock: Clock, client_page: Page, end: Callable[[Person, Clock], None]
) -> None:
    end(anna, clock)
    page = noted(anna, client_page, WORDS)
    assert page.status in ASKED
    assert page.title == "Sign in - Evenkeel"
    assert "Nothing you typed is lost" in page.text
    page = come_in_again(anna, page)
    assert (page.status, page.path) == (200, client_page.path)
    assert "Ask about the nights." in page.text
    assert "Alder" in page.text
    assert noted(anna, page, "Cedar").status == 200, "the sign-in goes on"


def test_what_was_typed_stands_in_no_page_address_or_log(
    anna: Person, clock: Clock, client_page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    idle(anna, clock)
    page = noted(anna, client_page, WORDS)
    refused = come_in_again(anna, page, password="not the password")
    seen = [page.html, page.url, refused.html, refused.url, *caplog.messages]
    for word in ("slept", "nights", "Thursday", anna.password):
        assert not any(word in each for each in seen), word


def test_wrong_factors_lose_nothing(anna: Person, clock: Clock, client_page: Page) -> None:
    idle(anna, clock)
    page = noted(anna, client_page, WORDS)
    for wrong in ({"password": "not the password"}, {"code": "000000"}, {"name": "Nobody"}):
        page = come_in_again(anna, page, **wrong)
        assert page.status == 422
        assert "name, password and six digits" in page.text
        assert not anna.is_in
    assert "nights" in come_in_again(anna, page).text


def test_sent_twice_it_is_saved_once(anna: Person, clock: Clock, client_page: Page) -> None:
    idle(anna, clock)
    page = noted(anna, client_page, WORDS)
    twice = answers(anna)
    assert anna.press(page, SIGN_IN, twice).status == 200
    assert anna.press(page, SIGN_IN, twice).status == 400, "the token of before"
    assert anna.open(client_page.path).text.count("Ask about the nights") == 1


def by_another(anna: Person, ben: Person, clock: Clock, client_page: Page) -> Page:
    """Ben signs in where Anna's form waits; the answer."""
    idle(anna, clock)
    page = noted(anna, client_page, WORDS)
    ben.client = anna.client
    return come_in_again(ben, page)


def test_another_person_can_neither_save_nor_read_it(
    anna: Person, ben: Person, clock: Clock, client_page: Page
) -> None:
    page = by_another(anna, ben, clock, client_page)
    assert page.status == 422
    assert "typed under another account" in page.text
    for word in ("nights", "Anna", "Thursday"):
        assert word not in page.html
    assert not ben.is_in
    assert "nights" in come_in_again(anna, page).text


def test_a_form_that_is_not_bound_to_its_account_would_be_found(
    anna: Person, ben: Person, clock: Clock, client_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Anybody:
        def __eq__(self, _other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

    real = late.held_form

    def unbound() -> LateForm | None:
        found = real()
        return found and replace(found, account_id=Anybody())  # type: ignore[arg-type]

    monkeypatch.setattr(again, "held_form", unbound)
    assert by_another(anna, ben, clock, client_page).status != 422


def test_somebody_else_signed_in_meanwhile_is_not_taken_for_its_author(
    anna: Person, ben: Person, clock: Clock, client_page: Page
) -> None:
    idle(anna, clock)
    ben.client = anna.client
    assert ben.sign_in().path == "/staff/clients"
    page = noted(anna, client_page, WORDS)
    assert page.status in ASKED
    assert "nights" not in page.html
    assert come_in_again(ben, page).status == 422
    page = come_in_again(anna, page)
    assert "nights" in page.text
    assert "Anna Rossi" in anna.open("/staff/account").text


def test_signed_in_anew_in_another_window_only_the_proof_is_asked_for(
    anna: Person, clock: Clock, client_page: Page
) -> None:
    idle(anna, clock)
    anna.sign_in()
    page = noted(anna, client_page, WORDS)
    assert page.status in ASKED
    assert anna.press(page, CONFIRM, {"password": "x", "code": anna.six_digits}).status == 422
    proof = {"password": anna.password, "code": anna.six_digits}
    page = anna.press(page, CONFIRM, proof)
    assert "nights" in page.text
    assert page.path == client_page.path


def test_signed_in_while_the_page_was_waiting_it_still_carries_the_form(
    anna: Person, clock: Clock, client_page: Page
) -> None:
    idle(anna, clock)
    waiting = noted(anna, client_page, WORDS)
    anna.sign_in()
    page = come_in_again(anna, waiting)
    assert page.status in ASKED
    proof = {"password": anna.password, "code": anna.six_digits}
    assert "nights" in anna.press(page, CONFIRM, proof).text


def test_a_form_carried_along_that_was_changed_is_no_form(
    anna: Person, clock: Clock, client_page: Page
) -> None:
    idle(anna, clock)
    page = noted(anna, client_page, WORDS)
    form = dict(page.form(SIGN_IN).filled(answers(anna), SIGN_IN))
    changed = form["held"][:-8] + ("A" * 8 if form["held"][-8:] != "A" * 8 else "B" * 8)
    for held in ("", "x", changed, form["csrf_token"], "\u0661" * 40):
        answer = anna.client.post("/staff/again", data={**form, "held": held}, headers=NAVIGATION)
        assert answer.status_code == 400
    assert not anna.is_in


def test_a_form_that_no_page_of_a_therapist_wrote_is_not_carried(
    anna: Person, clock: Clock, client_page: Page
) -> None:
    """Nobody makes a therapist sign in for a form of theirs."""
    idle(anna, clock)
    token = anna.open("/staff").csrf_token
    where = f"{client_page.path}/notes"
    first, account, owner = client_page.csrf_token.split(".")
    forged = (
        *(token, f"{'0' * 64}.{account}.{owner}"),
        *(f"{first}.{'0' * 32}.{owner}", f"{first}.{account}.{'0' * 64}", f"{first}.{account}"),
        *(f"{first}.{account}.\u0661", f"{first}..", "..", "\u0661"),
    )
    for each in forged:
        form = {"csrf_token": each, "words": "forged"}
        answer = anna.client.post(where, data=form, headers=NAVIGATION)
        assert answer.status_code in {400, 404}
        assert b"held" not in answer.data
    foreign = {**NAVIGATION, "Sec-Fetch-Site": "cross-site"}
    form = {"csrf_token": client_page.csrf_token, "words": "forged"}
    assert anna.client.post(where, data=form, headers=foreign).status_code == 403


@pytest.mark.parametrize("words", ["\U0001f333" * 4_000, "*" * 4_000, '"\n' * 1_999 + "ab"])
def test_the_longest_note_is_carried(
    anna: Person, clock: Clock, client_page: Page, words: str
) -> None:
    idle(anna, clock)
    page = come_in_again(anna, noted(anna, client_page, words))
    assert (page.status, page.path) == (200, client_page.path)


@pytest.mark.parametrize("sign", ["x", "*"])
def test_a_note_that_is_too_long_stands_there_again_also_then(
    anna: Person, clock: Clock, client_page: Page, sign: str
) -> None:
    idle(anna, clock)
    page = come_in_again(anna, noted(anna, client_page, sign * 60_000))
    assert page.status == 422
    assert sign * 60_000 in page.form("Add the note").controls["words"].preset[0]
    assert noted(anna, page, "shorter").status == 200


def test_an_export_asked_for_with_an_old_proof_arrives_after_a_new_one(
    anna: Person, clock: Clock, client_page: Page
) -> None:
    page = anna.open(f"{share_path(client_page)}/export")
    clock.now += PROOF_OVER
    asked = anna.press(page, "Export", {"form": "csv"})
    assert asked.status == 403
    proof = {"password": anna.password, "code": anna.six_digits}
    page = anna.press(asked, CONFIRM, proof)
    assert page.headers["Content-Disposition"] == 'attachment; filename="record.csv"'
    assert anna.is_in


def test_a_new_recovery_code_typed_with_an_old_proof_counts_after_a_new_one(
    anna: Person, clock: Clock
) -> None:
    page = anna.open("/staff/recovery")
    before = anna.recovery
    clock.now += PROOF_OVER
    asked = anna.enrol(page)
    assert asked.status == 403
    assert anna.recovery not in asked.html
    proof = {"password": anna.password, "code": anna.six_digits}
    assert anna.press(asked, CONFIRM, proof).path == "/staff/account"
    assert anna.recovery != before
    assert anna.elsewhere().forgot(OTHER_PASSWORD).path == "/staff/enrol"


def test_a_proof_in_place_does_not_lengthen_a_session(anna: Person, clock: Clock) -> None:
    began = clock.now
    while clock.now + 600 < began + ABSOLUTE_SECONDS - 600:
        clock.now += 600
        assert anna.is_in
    page = anna.prove(anna.open("/staff/recovery"))
    clock.now += PROOF_OVER
    asked = anna.enrol(page)
    anna.press(asked, CONFIRM, {"password": anna.password, "code": anna.six_digits})
    assert anna.is_in
    clock.now = began + ABSOLUTE_SECONDS
    assert not anna.is_in


def test_a_closed_account_saves_nothing_more(
    staffed: Flask, anna: Person, client_page: Page
) -> None:
    operate(staffed, "deactivate", "--yes", "Anna Rossi")
    page = noted(anna, client_page, WORDS)
    assert come_in_again(anna, page).status == 422


def test_the_seal_of_a_form_opens_nothing_else(
    anna: Person, clock: Clock, client_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page sealed under another site's key is no form here."""
    idle(anna, clock)
    page = noted(anna, client_page, WORDS)
    monkeypatch.setattr(late, "_key", lambda: bytes(32))
    assert come_in_again(anna, page).status == 400
