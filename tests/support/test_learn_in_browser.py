"""The pages to read, as a person meets them on a small phone, by day and by night."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, accessibility_problems, scrolls_sideways
from wellbeing_app.support.shelf import shelf

PAGES = [
    "/learn",
    *(f"/learn/{number}" for number in shelf().articles),
    "/learn/evidence",
    "/learn/sources",
    "/search",
    "/search?topic=9&country=gb",
    "/search?topic=nothing",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_to_read_suits_everybody_on_a_small_phone(
    page: Page, address: str, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    assert page.get_by_role("main").is_visible()
    assert "Something went wrong" not in page.content()
    assert accessibility_problems(page) == []
    assert not scrolls_sideways(page)


def test_the_two_sides_of_the_balance_stack_on_a_phone_and_stand_side_by_side(page: Page) -> None:
    page.goto("/learn/evidence")
    gain, harm = page.locator(".pair").first.locator("section").all()
    places = [each.bounding_box() or {"x": 0, "y": 0} for each in (gain, harm)]
    assert places[0]["y"] == places[1]["y"]
    page.set_viewport_size(PHONE)
    places = [each.bounding_box() or {"x": 0, "y": 0} for each in (gain, harm)]
    assert places[0]["x"] == places[1]["x"]


def test_a_topic_is_found_without_scripts(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/learn")
    page.get_by_role("link", name="Topics from A to Z").click()
    page.get_by_label("Topic").select_option("Blackmail")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="If an image is leaked or you are blackmailed").click()
    assert page.title() == "Reading 8 - Evenkeel"
