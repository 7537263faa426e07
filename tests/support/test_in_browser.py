"""The same pages as a person meets them: small phone, keyboard, screen reader, no scripts."""

import pytest
from playwright.sync_api import Page

from tests.browser import accessibility_problems, keyboard_walk, scrolls_sideways
from tests.steps import follow, press

PAGES = [
    "/help",
    "/help/gb",
    "/young",
    "/young/de",
    "/worried",
    "/worried/report/us",
    "/worried/own-thoughts/ch",
    "/support?country=gb",
    "/support?country=gb&kind=h",
    "/support?country=nowhere",
    "/limits",
    "/limits/us",
    "/what-we-keep",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_be_read_by_everybody_on_a_small_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert accessibility_problems(phone) == []
    assert not scrolls_sideways(phone)


def test_the_number_of_a_crisis_line_is_reached_by_keyboard(page: Page) -> None:
    page.goto("/help/gb")
    stops = keyboard_walk(page)
    assert all(stop.visible for stop in stops)
    assert "116 123" in [stop.words for stop in stops]


def test_the_directory_is_searched_without_scripts(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/support")
    page.get_by_label("Country").select_option("gb")
    page.get_by_label("Free only").check()
    press(page, "Show")
    assert "country=gb" in page.url
    assert page.get_by_role("heading", name="Samaritans").is_visible()
    assert page.get_by_label("Free only").is_checked()


def test_a_person_gets_from_the_top_of_a_page_to_a_number_in_two_steps(page: Page) -> None:
    page.goto("/worried")
    follow(page, "Get help now")
    follow(page, "Ireland")
    assert page.get_by_role("link", name="116 123").get_attribute("href") == "tel:116123"
