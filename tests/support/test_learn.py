"""The pages to read: the same for everybody, with neutral titles, leading on to help."""

import re

import pytest

from tests.client import Client
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Kind
from wellbeing_app.directory.wanted import Wanted
from wellbeing_app.support.learn import LETTERS
from wellbeing_app.support.shelf import shelf
from wellbeing_app.web.words.titles import REVEALING

TOPICS = {topic.name: topic.number for topic in shelf().topics}
ADDRESSES = ["/learn", *(f"/learn/{n}" for n in range(1, 13)), "/learn/evidence", "/learn/sources"]
ADDRESSES += ["/search", f"/search?topic={TOPICS['Blackmail']}&country=gb"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_to_read_keeps_nothing_and_tells_nothing_in_title_and_addresses(
    client: Client, address: str
) -> None:
    page = client.visit(address)
    assert page.status == 200
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"].startswith("public")
    reached = [href for href in page.links.values() if href.startswith("/")]
    assert not [
        href for href in (*reached, page.title.lower()) for part in REVEALING if part in href
    ]


def test_the_list_leads_to_every_article_and_says_how_long_it_takes(client: Client) -> None:
    page = client.visit("/learn")
    for article in shelf().articles.values():
        assert page.links[article.title] == f"/learn/{article.number}"
    assert page.text.count("About 3 minutes to read") >= 10
    assert "[4]" not in page.text


def test_an_article_leads_to_its_sources_to_help_and_to_the_next(client: Client) -> None:
    page = client.visit("/learn/3")
    assert page.title == "Reading 3 - Evenkeel"
    assert page.links["[30]"] == "#source-30"
    assert 'id="source-30"' in page.html
    assert page.links["Find a therapist"] == f"/support?kind={LETTERS[Kind.THERAPIST_DIRECTORY]}"
    assert page.links["Next: Internet relationships and virtual worlds"] == "/learn/4"
    assert "Last looked over on 23 November 2026" in page.text


def test_an_article_that_speaks_of_children_leads_to_the_two_doors(client: Client) -> None:
    assert {"/worried/report", "/worried/own-thoughts"} <= set(
        client.visit("/learn/10").links.values()
    )


def test_whoever_is_afraid_of_a_partner_is_led_elsewhere_before_help_for_couples(
    client: Client,
) -> None:
    for address in ("/learn/5", f"/search?topic={TOPICS['Cheating']}"):
        text = client.visit(address).text
        assert text.index("Afraid of your partner?") < text.rindex("Couples and relationships")
    assert "Afraid of your partner?" not in client.visit("/learn/8").text


@pytest.mark.parametrize("number", ["0", "13", "999", "-1", "x"])
def test_an_article_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    assert client.visit(f"/learn/{number}").status == 404


def test_the_balance_shows_both_sides_of_each_theme_with_sample_and_weakness(
    client: Client,
) -> None:
    page = client.visit("/learn/evidence")
    sides = re.findall(r'<span class="caption">(\w+)</span>', page.html)
    assert sides == ["Gain", "Harm"] * 13
    assert page.text.count("Weakness") == page.text.count("Asked") == 26
    assert "82,243 people in 42 countries" in page.text


def test_the_index_lists_every_topic_by_its_number(client: Client) -> None:
    page = client.visit("/search")
    for name, number in TOPICS.items():
        assert page.links[name] == f"/search?topic={number}"


def test_a_topic_chosen_by_form_shows_what_to_read_and_who_can_help_there(client: Client) -> None:
    number = str(TOPICS["Leaked pictures"])
    page = client.submit(client.visit("/search"), {"topic": number, "country": "gb"}, press="Show")
    assert page.links["If an image is leaked or you are blackmailed"] == "/learn/8"
    assert "Revenge Porn Helpline" in page.text
    kind = LETTERS[Kind.IMAGE_ABUSE]
    assert (
        page.links["See all: Leaked pictures and blackmail"] == f"/support?country=gb&kind={kind}"
    )
    assert page.form("Show").controls["topic"].preset == (number,)


def test_the_search_has_no_field_for_words(client: Client) -> None:
    """Words would stand in the history of the browser."""
    controls = client.visit("/search").form("Show").controls
    assert {control.kind for control in controls.values()} == {"one"}
    offered = [value for control in controls.values() for value in control.offered]
    assert not [value for value in offered if not re.fullmatch(r"\d*|[a-z]{2}", value)]


@pytest.mark.parametrize("name", ["topic", "country"])
@pytest.mark.parametrize("value", ["zz9", "'; --", "\x00", "é" * 100, "999"])
def test_a_choice_that_does_not_exist_is_told(client: Client, name: str, value: str) -> None:
    answer = client.get("/search", query_string={name: value})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert value not in answer.text


def test_the_first_places_of_a_kind_keep_what_has_to_stand_before_them() -> None:
    """The directory puts secular and clinical choices first; a shorter list keeps that order."""
    directory = Directory.load()
    for country in (None, "GB", "US", "DE"):
        for kind in Kind:
            first = directory.find(Wanted(country=country, kind=kind))[:2]
            resting = [each for each in first if each.rests_on_faith_or_abstinence]
            assert resting == []


def test_a_page_in_another_room_can_ask_what_fits_an_answer(client: Client) -> None:
    app = client.application
    template = (
        '{% from "macros/reading.html" import reading %}{{ reading(articles_for(["values"])) }}'
    )
    with app.test_request_context():
        html = app.jinja_env.from_string(template).render()
    assert re.findall(r'href="(/learn/\d+)"', html) == ["/learn/11", "/learn/12"]


def test_words_are_searched_without_an_address_a_cookie_or_a_token(client: Client) -> None:
    page = client.visit("/search")
    found = client.submit(page, {"words": "blackmail picture"}, press="Search")
    assert found.status == 200
    assert found.path == "/search/words"
    assert "blackmail" not in found.url
    assert "If an image is leaked" in found.text or "/learn/8" in found.links.values()
    assert "Set-Cookie" not in found.headers
    assert found.headers["Cache-Control"] == "no-store"


def test_a_place_is_found_by_its_name_and_hidden_or_young_ones_are_not(client: Client) -> None:
    def found(words: str) -> str:
        return client.submit(client.visit("/search"), {"words": words}, press="Search").text

    assert "Samaritans" in found("samaritans")
    assert "Nothing here holds all of these words" in found("nspcc")
    assert "Nothing here holds all of these words" in found("xyzzy")
    assert "Nothing here holds all of these words" in found("  ")


def test_what_is_typed_into_the_search_is_only_text(client: Client) -> None:
    page = client.submit(
        client.visit("/search"), {"words": "<script>alert(1)</script>{{7*7}}"}, press="Search"
    )
    assert page.status == 200
    assert "<script>alert" not in page.html
    assert len(client.submit(page, {"words": "a" * 5000}, press="Search").html) < 100_000
