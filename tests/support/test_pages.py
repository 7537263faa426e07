"""The pages with places to turn to: for everybody, without a trace, with nothing hidden on them."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape

import pytest
from flask import Flask

from tests.client import Client
from tests.pages import Page
from tests.support.addresses import COUNTRIES, DIRECTORY, EVERYWHERE
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import URGENT, Audience, Kind
from wellbeing_app.support.asked import APPROACH_CODES
from wellbeing_app.web.site import EXTENSION, CheckedDirectory
from wellbeing_app.web.words.help import KIND_CODES
from wellbeing_app.web.words.titles import REVEALING, TITLES

KIND_LETTERS = {kind: code for code, kind in KIND_CODES.items()}
TWELVE_STEP = next(code for code, each in APPROACH_CODES.items() if each == "twelve_step")


def dialled(page: Page) -> list[str]:
    """What the tel: links of a page dial."""
    return re.findall(r'href="(tel:[^"]+)"', page.html)


def names(page: Page) -> list[str]:
    """The names on the help cards of a page, top down."""
    return re.findall(r'<article class="help-card">\s*<h\d>(.*?)</h\d>', page.html)


def test_every_page_answers_without_a_cookie_and_may_be_kept_by_anybody(
    every_page: Mapping[str, Page],
) -> None:
    for address, page in every_page.items():
        assert page.status == 200, address
        assert "Set-Cookie" not in page.headers
        assert page.headers["Cache-Control"].startswith("public")


def hidden_names() -> set[str]:
    """Names that stand on no card a visitor may see."""
    told = {entry.name for entry in DIRECTORY.shown}
    return {escape(entry.name) for entry in DIRECTORY.entries if entry.name not in told}


def hidden_numbers() -> set[str]:
    """Numbers that neither a shown entry nor an emergency box dials."""
    countries = [country.code for country in DIRECTORY.countries()]
    emergency = {p.address for c in countries for e in DIRECTORY.emergency(c) for p in e.phones}
    told = {phone.address for entry in DIRECTORY.shown for phone in entry.phones}
    return {p.address for entry in DIRECTORY.entries for p in entry.phones} - told - emergency


def test_nothing_hidden_stands_on_any_page(every_page: Mapping[str, Page]) -> None:
    unwanted_names, unwanted_numbers = hidden_names(), hidden_numbers()
    assert len(unwanted_names) > 100
    assert len(unwanted_numbers) > 50
    for address, page in every_page.items():
        assert not unwanted_names & set(names(page)), address
        assert not unwanted_numbers & set(dialled(page)), address


def test_a_directory_that_shows_everything_would_be_found(app: Flask, client: Client) -> None:
    ready = tuple(entry.model_copy(update={"ready": True}) for entry in DIRECTORY.entries)
    files = DIRECTORY.files.model_copy(update={"entries": ready})
    broken = Directory(files, {}, confirmed_only=False)
    checked = CheckedDirectory(broken, clock=lambda: 0)
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], checked=checked)
    page = client.visit("/help/mx")
    assert hidden_names() & set(names(page)) == {"SAPTEL"}
    assert hidden_numbers() & set(dialled(page)) == {"tel:5552598121"}


def test_an_entry_for_young_people_stands_on_their_pages_only(
    every_page: Mapping[str, Page],
) -> None:
    young = {escape(e.name) for e in DIRECTORY.shown if e.audience is Audience.YOUNG}
    young -= {escape(e.name) for e in DIRECTORY.shown if e.audience is not Audience.YOUNG}
    for address, page in every_page.items():
        on_page = young & set(names(page))
        assert not on_page or address.startswith("/young"), address
        if address.startswith("/young/") and address[-2:] in {"gb", "us", "jp", "br"}:
            assert on_page, address


def test_no_emergency_number_stands_on_a_page_that_may_not_be_shown(client: Client) -> None:
    for country in COUNTRIES:
        page = client.visit(f"/help/{country}")
        box = re.search(r'<section class="notice care">.*?</section>', page.html, re.DOTALL)
        assert box
        in_box = set(re.findall(r'href="(tel:[^"]+)"', box.group()))
        allowed = DIRECTORY.emergency(country.upper())
        assert in_box == {phone.address for each in allowed for phone in each.phones}
    assert "mental-health option" not in client.visit("/help/gb").text
    assert "tel:101" not in dialled(client.visit("/help/be"))


def test_help_is_two_steps_away(client: Client) -> None:
    links = client.visit("/help").links
    assert links["Austria"] == "/help/at"
    assert "tel:142" in dialled(client.visit("/help/at"))


@pytest.mark.parametrize("address", ["/help/xx", "/young/xx", "/worried/report/xx", "/help/gbr"])
def test_an_unknown_country_is_not_found(client: Client, address: str) -> None:
    assert client.visit(address).status == 404


def test_a_country_may_be_typed_in_capitals(client: Client) -> None:
    assert client.visit("/help/GB").text == client.visit("/help/gb").text


def test_titles_and_addresses_tell_nothing(client: Client) -> None:
    titles = {f"{title} - Evenkeel" for title in TITLES.values()}
    for address in [*EVERYWHERE, "/help/gb", "/young/gb", "/support?country=gb&kind=b"]:
        page = client.visit(address)
        assert page.title in titles
        reached = [href for href in page.links.values() if href.startswith("/")]
        assert not [href for href in reached if any(part in href for part in REVEALING)]


def test_no_page_reveals_itself_by_its_address_or_title_whatever_is_chosen(
    every_page: Mapping[str, Page],
) -> None:
    titles = {f"{title} - Evenkeel" for title in TITLES.values()}
    for address, page in every_page.items():
        assert page.title in titles
        assert not [part for part in REVEALING if part in f"{address} {page.title}".lower()]


def test_no_choice_of_the_form_reveals_itself_in_the_address(client: Client) -> None:
    form = client.visit("/support").form("Show")
    for control in form.controls.values():
        for value in (control.name, *control.offered):
            assert not [part for part in REVEALING if part in value.lower()]


def test_a_search_by_form_finds_what_was_chosen(client: Client) -> None:
    start = client.visit("/support")
    found = client.submit(
        start,
        {"country": "gb", "kind": KIND_LETTERS[Kind.IMAGE_ABUSE], "free": "yes"},
        press="Show",
    )
    assert "4 places" in found.text
    assert names(found)[0] == "Revenge Porn Helpline"
    form = found.form("Show")
    assert form.controls["country"].preset == ("gb",)
    assert form.controls["free"].preset == ("yes",)


def test_what_stands_beside_the_others_says_so_and_is_not_counted(client: Client) -> None:
    page = client.visit(f"/support?country=de&kind={KIND_LETTERS[Kind.PEER_SUPPORT]}")
    assert "6 places" in page.text
    assert len(names(page)) == 8
    assert page.text.count("as another choice") == 2


def test_without_a_kind_places_stand_under_their_kind_with_numbers_and_the_first_are_open(
    client: Client,
) -> None:
    page = client.visit("/support?country=gb")
    kinds = re.findall(r"<details( open)?>\s*<summary>(.*?) \((\d+)\)</summary>", page.html)
    assert kinds[:2] == [
        (" open", "Talk to someone now", "4"),
        (" open", "When someone close hurts or controls you", "4"),
    ]
    assert not [name for is_open, name, _number in kinds[2:] if is_open]
    shown = [f"{name} ({number})" for _open, name, number in kinds]
    assert set(shown) <= set(re.findall(r"<option[^>]*>([^<]*\(\d+\))</option>", page.html))
    assert len(set(names(page))) == len(names(page))
    cards = page.html[page.html.index("Afraid of your partner?") :]
    assert re.findall(r"<h3>(.*?)</h3>", cards)[:1] == ["Relate"]


def test_all_kinds_open_at_once_with_the_same_choices(client: Client) -> None:
    folded = client.visit("/support?country=gb&language=en&free=yes")
    page = client.visit(folded.links["Open all kinds"])
    assert page.html.count("<details open>") == page.html.count("<details") > 2
    assert names(page) == names(folded)
    assert page.form("Show").controls["free"].preset == ("yes",)
    assert "Open all kinds" not in page.links


def test_couples_are_asked_first_whether_somebody_is_afraid(client: Client) -> None:
    code = KIND_LETTERS[Kind.RELATIONSHIP_COUNSELLING]
    page = client.visit(f"/support?country=gb&kind={code}")
    assert "Afraid of your partner?" in page.text
    assert names(page)[:2] == ["Find A Helpline (ThroughLine)", "Relate"]


def test_a_fixed_rule_is_shown_only_to_who_chose_twelve_steps(client: Client) -> None:
    address = f"/support?country=us&kind={KIND_LETTERS[Kind.PEER_SUPPORT]}"
    name = "Sexaholics Anonymous (SA)"
    assert name not in names(client.visit(address))
    chosen = client.visit(f"{address}&approach={TWELVE_STEP}")
    assert name in names(chosen)
    assert "leaves out same-sex partners" in chosen.text


@pytest.mark.parametrize("name", ["country", "kind", "language", "approach"])
@pytest.mark.parametrize("value", ["zz9", "'; --", "\x00", "é" * 100])
def test_a_choice_that_does_not_exist_is_told_and_the_rest_works(
    client: Client, name: str, value: str
) -> None:
    page = Page.of(client.get("/support", query_string={name: value, "free": "yes"}))
    assert page.status == 400
    assert "There is a problem" in page.text
    assert f"#{name}" in page.links.values()
    assert value not in page.text
    assert page.form("Show").controls["free"].preset == ("yes",)


def test_every_card_says_who_checked_it(client: Client) -> None:
    page = client.visit("/help/gb")
    cards = names(page)
    assert len(cards) == 3
    assert page.text.count("not yet checked by this site") == len(cards) + 1


def test_an_address_nobody_saw_is_told(client: Client) -> None:
    assert "not seen the web address" in client.visit("/help/gb").text


def test_the_young_are_not_led_to_pages_for_adults(client: Client) -> None:
    page = client.visit("/young/gb")
    assert "Childline" in page.text
    assert "/support?country=gb" not in page.links.values()


def test_no_place_under_urgent_help_says_that_one_need_not_stop(client: Client) -> None:
    spoken = "You are not asked to stop altogether"
    assert spoken in client.visit(f"/support?kind={KIND_LETTERS[Kind.THERAPIST_DIRECTORY]}").text
    for kind in URGENT:
        assert spoken not in client.visit(f"/support?kind={KIND_LETTERS[kind]}").text
