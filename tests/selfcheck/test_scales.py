"""What a visitor reads about a scale: what sources say, and nothing that is for staff."""

from xml.etree.ElementTree import Element

import pytest

from tests.client import Client
from tests.pages import Page, words
from tests.records.results import LIBRARY
from tests.selfcheck.walking import begin, to_review

SLUGS = sorted(one.slug for one in LIBRARY.checks())
SCALES = sorted(one.key.code.lower() for one in LIBRARY.instruments() if LIBRARY.is_scale(one))
FOOTER = "Figures that were only remembered, and seen in no source, are left out."


@pytest.mark.parametrize("slug", SCALES)
def test_nothing_remembered_stands_on_the_page_of_a_scale(client: Client, slug: str) -> None:
    text = client.visit(f"/scales/{slug}").text
    assert FOOTER in text
    assert "remember" not in text.replace(FOOTER, "").lower()


def test_nothing_remembered_stands_where_a_check_is_chosen(client: Client) -> None:
    assert "remember" not in client.visit("/checks").text.lower()


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_remembered_stands_in_a_result(client: Client, slug: str) -> None:
    page = to_review(client, begin(client, slug), "9")
    assert "remember" not in client.submit(page, press="See my result").text.lower()


def listed(page: Page, heading: str) -> list[Element]:
    """The points of the list right below a heading."""
    below = list(page.one("main").iter())
    start = next(n for n, one in enumerate(below) if one.tag == "h2" and words(one) == heading)
    return list(next(one for one in below[start:] if one.tag == "ul"))


@pytest.mark.parametrize("slug", SCALES)
def test_critics_are_named_and_what_we_remark_ourselves_is_credited_to_nobody(
    client: Client, slug: str
) -> None:
    page = client.visit(f"/scales/{slug}")
    for point in listed(page, "What studies and critics say of its limits"):
        assert point.find("span[@class='source']") is not None
    ours = listed(page, "What we did not find") if "What we did not find" in page.text else []
    for point in [*ours, *(listed(page, "Remarks of our own") if "Remarks" in page.text else [])]:
        assert point.find("span[@class='source']") is None


def test_a_figure_nobody_found_is_not_put_down_to_the_authors(client: Client) -> None:
    points = [words(one) for one in listed(client.visit("/scales/bps"), "What we did not find")]
    assert points[0] == "Where the three bands found in apps (lines at 2, 4 and 7) come from."


def test_notes_beside_a_source_are_sentences(client: Client) -> None:
    text = client.visit("/scales/ppcs-18").text
    said = "cites the PPCS. Seen as others quote it. Not held against an independent interview. The"
    assert said in text


@pytest.mark.parametrize("slug", ["bps", "ppcs-18"])
def test_a_figure_that_is_not_to_be_quoted_is_not_quoted(client: Client, slug: str) -> None:
    assert "16.6" not in client.visit(f"/scales/{slug}").text


def test_a_rate_says_its_place_and_its_years_once(client: Client) -> None:
    text = client.visit("/scales/phq-9").text
    assert "adults 18 to 79, national survey, 4,483 people, Germany, 2009-2012)" in text
    page = client.submit(to_review(client, begin(client, "phq-9"), "9"), press="See my result")
    assert "3.9 of 100 (adults 18 to 79, national survey, Germany, 2009-2012)" in page.text
