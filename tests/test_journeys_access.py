"""Nothing stands in anybody's way: no fault of access on any page, in light, dark, large, print."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE, faults_by_day_and_night, scrolls_sideways
from tests.steps import CONTINUE, RESULT, begin, press, to_review, whole_visit

PAGES = [
    "/", "/checks", "/scales/bps", "/scales/phq-9", "/start/short", "/help", "/help/gb", "/young",
    "/young/gb", "/worried", "/worried/report", "/worried/own-thoughts",
    "/limits", "/limits/gb", "/statistics", "/support", "/support?country=nowhere",
    "/privacy", "/purpose", "/nowhere", "/check/1", "/check/stop", f"/{'long/' * 300}",
]  # fmt: skip
"""Every page outside a check; the last ones say that something is wrong (404, 405, 414)."""

NARROW = {"width": 320, "height": 640}
"""A screen of 1280 at 400 %."""
ZOOMED = {"width": 640, "height": 450}
"""A screen of 1280 at 200 %."""


def crowded(page: Page) -> list[str]:
    """At which sizes the page is wider than its window: enlarged, or with letters twice as big."""
    found = []
    for size in (NARROW, ZOOMED):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        if scrolls_sideways(page):
            found.append(str(size))
    page.set_viewport_size(DESKTOP)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if scrolls_sideways(page):
        found.append("letters twice as big")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(PHONE)
    return found


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address[:24])
def test_a_page_outside_a_check_is_accessible_at_every_size(phone: Page, address: str) -> None:
    phone.goto(address)
    assert faults_by_day_and_night(phone) == []
    assert crowded(phone) == []


def test_every_page_of_the_short_check_is_accessible_at_every_size(page: Page) -> None:
    page.set_viewport_size(PHONE)
    found = {
        f"{each.url} {each.title()}": faults_by_day_and_night(each) + crowded(each)
        for each in whole_visit(page)
    }
    assert len(found) > 12
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_page_sent_back_is_accessible_at_every_size(page: Page) -> None:
    page.set_viewport_size(PHONE)
    begin(page, "phq-4")
    press(page, CONTINUE)
    assert faults_by_day_and_night(page) == []
    assert crowded(page) == []
    other = page.context.new_page()
    begin(other, "who-5")
    assert press(page, CONTINUE) == 400
    assert faults_by_day_and_night(page) == []


def test_twice_as_sharp_a_screen_changes_nothing(page: Page) -> None:
    """Zoom to 200 % is a window half as wide whose pixels are twice as dense."""
    zoomed = page.context.browser
    assert zoomed is not None
    context = zoomed.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    with context:
        sharp = context.new_page()
        page.goto("/")
        sharp.goto(page.url)
        assert not scrolls_sideways(sharp)
        expect(sharp.get_by_role("link", name="Choose a check")).to_be_in_viewport()


def test_a_printed_result_keeps_its_numbers_and_leaves_the_buttons_out(page: Page) -> None:
    begin(page, "phq-4")
    to_review(page)
    press(page, RESULT)
    page.emulate_media(media="print")
    for left_out in (".top", ".foot", ".back", ".button", ".skip"):
        assert page.locator(left_out).filter(visible=True).count() == 0, left_out
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    expect(page.get_by_text("This is not a diagnosis")).to_be_visible()
    tables, charts = page.locator("main table"), page.locator("main svg[role=img]")
    assert tables.count() >= charts.count() >= 3
    for kept in (*tables.all(), *charts.all()):
        expect(kept).to_be_visible()
