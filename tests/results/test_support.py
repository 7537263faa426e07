"""Support that fits: each kind with its reason, and nobody in doubt is sent to talk as a couple."""

import re
from collections.abc import Mapping
from html import unescape
from itertools import combinations, product

import pytest

from tests.client import Client
from tests.directory.test_ordering import faults
from tests.pages import Page
from tests.selfcheck.walking import begin, controls, to_review
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.fitting import FITS, Pattern
from wellbeing_app.directory.matching import matched
from wellbeing_app.results.support import offers

COUNSELS_COUPLES = {entry.name for entry in Directory.load().entries if entry.counsels_couples}

SAFE, PRESSURE, PARTNER = "q0-0", "q1-0", "q6-0"
"""Fields of the short check: C14, C9, C6."""
CALM = {SAFE: "0", PRESSURE: "3", PARTNER: "1"}
"""A safe moment, never pressured, a partner who argued."""
WELL = {f"q4-{place}": "5" for place in range(5)}
"""Well-being at its best."""


def walk(client: Client, answers: Mapping[str, str]) -> Page:
    """Take the short check with these options and the first one elsewhere, up to the result."""

    def own(page: Page) -> dict[str, str]:
        asked = controls(page)
        return {name: value for name, value in answers.items() if name in asked}

    return client.submit(to_review(client, begin(client, "short"), own=own), press="See my result")


def support_of(client: Client, answers: Mapping[str, str], country: str = "GB") -> Page:
    walk(client, answers)
    page = client.visit("/result/support")
    return client.submit(page, {"country": country}, press="Show")


def names(page: Page) -> set[str]:
    found = re.findall(r'<article class="help-card"[^>]*>\s*<h\d>(.*?)</h\d>', page.html)
    return {unescape(name) for name in found}


def kinds(page: Page) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>\s*<div class=\"inset\">", page.html)


def test_the_result_leads_to_support_that_fits_and_to_the_two_doors(client: Client) -> None:
    links = walk(client, CALM).links
    assert links["Look for support that fits"] == "/result/support"
    assert links["Worried about a child, or about your own thoughts?"] == "/worried"


def test_who_was_found_out_is_led_to_talk_it_over_before_help_against_harm_at_home(
    client: Client,
) -> None:
    """The broken variant led first to "When someone close hurts or controls you"."""
    for told in ("0", "1", "2"):
        page = support_of(client, {**CALM, **WELL, PARTNER: told})
        at_home, couples = "When someone close hurts or controls you", "Couples and relationships"
        assert kinds(page)[0] == "Find a therapist"
        assert kinds(page).index(at_home) < kinds(page).index(couples)
        assert "Relate" in names(page)
        assert "Counselling as a couple is not on this page" not in page.text


def test_under_pressure_in_germany_nobody_meets_a_line_for_women_alone(client: Client) -> None:
    page = support_of(client, {**CALM, PRESSURE: "0"}, "DE")
    told = page.text.index
    assert told("TelefonSeelsorge") < told("Hilfetelefon Gewalt gegen Frauen") < told("Find A Help")


def test_where_a_line_is_for_some_people_the_lines_for_others_are_not_cut_off(
    client: Client,
) -> None:
    shown = names(support_of(client, {**CALM, PRESSURE: "0"}, "GB"))
    wanted = {"National Domestic Abuse Helpline (Refuge)", "Men's Advice Line (Respect)", "Galop"}
    assert wanted <= shown


ADULTS, WORRIES, SPENT, NEEDED = "q11-0", "q8-1", "q13-0", "q13-1"
"""Fields of the full check: C7, C4, C10."""


@pytest.mark.parametrize(
    ("answers", "kind", "article"),
    [
        ({ADULTS: "2"}, "Report harm to a child", "/learn/7"),
        ({WORRIES: "7"}, "Find a therapist", "/learn/10"),
        ({SPENT: "3", NEEDED: "1"}, "Self-help programmes", "/learn/9"),
    ],
)
def test_adults_unknown_the_law_and_money_lead_to_help_and_reading(
    client: Client, answers: dict[str, str], kind: str, article: str
) -> None:
    """The broken variant said "Nothing in your answers points to one kind of help"."""

    def own(page: Page) -> dict[str, str]:
        asked = controls(page)
        return {name: value for name, value in answers.items() if name in asked}

    client.submit(to_review(client, begin(client, "full"), own=own), press="See my result")
    page = client.visit("/result/support")
    assert kind in kinds(page)
    assert article in page.links.values()


def test_nobody_afraid_pressured_or_not_asked_is_sent_to_talk_as_a_couple(client: Client) -> None:
    for doubt in ({SAFE: "1"}, {SAFE: "2"}, {SAFE: "3"}, {PRESSURE: "0"}, {PRESSURE: "2"}):
        page = support_of(client, {**CALM, **doubt})
        assert not names(page) & COUNSELS_COUPLES, doubt
        assert "Counselling as a couple is not on this page" in page.text


def test_every_kind_says_why_it_is_shown(client: Client) -> None:
    page = support_of(client, CALM)
    assert kinds(page)
    assert page.text.count("Why this is here") == len(kinds(page))
    assert "Some people talk it over together." in page.text


def test_the_answers_lead_to_reading_that_fits(client: Client) -> None:
    page = support_of(client, {**CALM, SAFE: "2"})
    first = page.text.index("Reading that fits")
    assert first > page.text.index("Why this is here")
    assert [href for href in page.links.values() if re.fullmatch(r"/learn/\d+", href)]


def test_the_country_is_remembered_in_the_visit_only(client: Client) -> None:
    page = support_of(client, CALM, "US")
    assert page.path == "/result/support"
    assert page.form("Show").controls["country"].preset == ("US",)
    assert client.visit("/result/support").form("Show").controls["country"].preset == ("US",)


def test_an_unknown_country_means_help_from_anywhere(client: Client) -> None:
    page = support_of(client, CALM)
    form = page.form("Show").controls
    data = {"csrf_token": form["csrf_token"].preset[0], "country": "<XX>"}
    assert client.post("/result/support", data=data).status_code == 303
    assert client.visit("/result/support").form("Show").controls["country"].preset == ("",)


def test_the_way_to_the_rest_names_the_kind_by_a_letter(client: Client) -> None:
    page = support_of(client, {**CALM, SAFE: "2"})
    more = [href for href in page.links.values() if href.startswith("/support?")]
    assert more
    assert all(re.fullmatch(r"/support\?country=gb&kind=[a-p]", href) for href in more)


def test_without_a_finished_check_there_is_no_such_page(client: Client) -> None:
    assert client.visit("/result/support").path != "/result/support"
    begin(client, "short")
    assert client.visit("/result/support").path != "/result/support"


def test_the_page_keeps_no_copy_and_a_neutral_title(client: Client) -> None:
    walk(client, CALM)
    page = client.visit("/result/support")
    assert page.title == "Support - Evenkeel"
    assert page.headers["Cache-Control"] == "no-store"


def test_where_nothing_points_anywhere_the_page_says_so(client: Client) -> None:
    nothing = {SAFE: "0", PRESSURE: "3", PARTNER: "3", "q5-1": "9"}
    page = support_of(client, {**nothing, **WELL})
    assert kinds(page) == []
    assert "Nothing in your answers points to one kind of help" in page.text


def test_a_place_stands_on_the_page_once_and_behind_what_must_stand_before_it() -> None:
    directory = Directory.load()
    countries = [None, *(country.code for country in directory.countries())]
    for country, held in product(countries, combinations(Pattern, 2)):
        shown = list(offers(matched(directory, held, country, safe_together=True)))
        listed = [entry for offer in shown for entry, _beside in offer.places]
        assert len({entry.id for entry in listed}) == len(listed)
        assert not faults(tuple(listed), None), (country, held)
        assert all(offer.places or offer.above for offer in shown)


def test_no_place_that_rests_on_faith_or_abstinence_takes_the_lead() -> None:
    directory = Directory.load()
    for country in directory.countries():
        found = matched(directory, Pattern, country.code, safe_together=False)
        for offer in offers(found):
            opened = [entry for entry, _beside in offer.places[: offer.unfolded]]
            assert not any(entry.rests_on_faith_or_abstinence for entry in opened)


def test_a_person_under_pressure_is_offered_no_other_choice_beside_that_help(
    client: Client,
) -> None:
    for country in ("", "GB", "US"):
        page = support_of(client, {PRESSURE: "0"}, country)
        told = page.html.partition("Find a therapist")[0]
        assert "When someone close hurts or controls you" in told
        assert "as another choice" not in told
        assert "stop altogether" not in told


def test_a_place_that_fits_again_further_down_is_one_link_away(client: Client) -> None:
    page = support_of(client, {PRESSURE: "0"})
    again = re.findall(r'<a href="#(place-[a-z0-9-]+)">', page.html)
    assert "Stands above and fits here too" in page.text
    assert again
    assert all(page.html.count(f' id="{place}"') == 1 for place in again)


@pytest.mark.parametrize("chosen", ["0", "1", "2"])
def test_low_well_being_alone_leads_to_somebody_to_talk_to(client: Client, chosen: str) -> None:
    """The result says to talk with a doctor; the broken variant's page of support had nothing."""
    calm = {SAFE: "0", PRESSURE: "3"}
    page = support_of(client, calm | {f"q4-{place}": chosen for place in range(5)})
    assert "Your answers about mood say that talking to someone may help." in page.text


def test_no_reason_says_what_nobody_answered() -> None:
    """Several answers lead to one kind of help, so its reason fits each of them."""
    shared = (Pattern.CONTROL, Pattern.RELATIONSHIP, Pattern.MONEY)
    reasons = [fit.reason for pattern in shared for fit in FITS[pattern]]
    assert [reason for reason in reasons if reason.startswith("You answered")] == []
