"""The pages to read, as a person meets them on a small phone, by day and by night."""

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE, faults_by_day_and_night, scrolls_sideways
from tests.steps import follow, press
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


@pytest.mark.parametrize("address", PAGES)
def test_a_page_to_read_suits_everybody_on_a_small_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert phone.get_by_role("main").is_visible()
    assert "Something went wrong" not in phone.content()
    assert faults_by_day_and_night(phone) == []
    assert not scrolls_sideways(phone)


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
    follow(page, "Topics from A to Z")
    page.get_by_label("Topic").select_option("Blackmail")
    press(page, "Show")
    follow(page, "If an image is leaked or you are blackmailed")
    assert page.title() == "Reading 8 - Evenkeel"
