"""A9: what cannot be taken back asks for password and phone, shown within five minutes."""

import pytest

from tests.accounts.cast import OTHER_PASSWORD, Person
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.web.staff import guards as staff


def test_a9_a_proof_of_six_minutes_ago_is_asked_for_again(anna: Person, clock: Clock) -> None:
    assert anna.open("/staff/recovery").path == "/staff/recovery"
    clock.now += 6 * 60
    page = anna.open("/staff/recovery")
    assert page.path == "/staff/proof"
    assert anna.press(page, "Continue", {"password": anna.password, "code": "000000"}).status == 422
    page = anna.prove(anna.open("/staff/recovery"))
    assert page.path == "/staff/recovery"
    before = anna.recovery
    page = anna.enrol(page)
    assert page.path == "/staff/account"
    assert anna.recovery != before
    assert anna.elsewhere().forgot(OTHER_PASSWORD).path == "/staff/enrol"


def test_a9_a_form_sent_with_an_old_proof_changes_nothing(anna: Person, clock: Clock) -> None:
    page = anna.open("/staff/recovery")
    clock.now += 6 * 60
    shown = next(each for each in page.tree.iter("p") if each.get("class") == "code")
    typed = "".join(shown.itertext())
    asked = anna.press(page, "Confirm", {"recovery": typed})
    assert asked.status == 403
    assert "Please show that it is you" in asked.text
    assert anna.elsewhere().forgot(OTHER_PASSWORD).path == "/staff/enrol", "the old one counts"


def test_a9_a_guard_without_a_limit_would_be_found(
    anna: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "PROOF_SECONDS", 10**6)
    clock.now += 6 * 60
    assert anna.open("/staff/recovery").path == "/staff/recovery"


@pytest.mark.parametrize(
    "then", ["https://example.org/", "//example.org", "/staff/out", "/", "/nowhere", ""]
)
def test_a_proof_leads_to_pages_of_therapists_only(anna: Person, then: str) -> None:
    page = anna.client.get("/staff/proof", query_string={"then": then})
    shown = Page.of(page)
    assert anna.prove(shown).path == "/staff/account"


@pytest.mark.parametrize("then", ["//staff/log", "////staff/log", "staff/log", "/staff/log"])
def test_a_proof_leads_to_an_address_of_this_site(anna: Person, then: str) -> None:
    page = Page.of(anna.client.get("/staff/proof", query_string={"then": then}))
    assert page.form("Continue").controls["then"].preset == ("/staff/log",)
    answers = {"password": anna.password, "code": anna.six_digits}
    form = dict(page.form("Continue").filled(answers, "Continue"))
    answer = anna.client.post("/staff/proof", data={**form, "then": then})
    assert answer.location == "/staff/log"
