"""The result in a browser: accessible, on a small phone, in the dark, without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, accessibility_problems, scrolls_sideways, visiting
from tests.server import Server
from tests.steps import follow, take


def shown(page: Page, slug: str, choice: int) -> None:
    """A check taken with the same option everywhere, and its result."""
    take(page, slug, choice)
    expect(page.get_by_role("heading", name="At first glance")).to_be_visible()


@pytest.mark.parametrize(("slug", "choice", "scheme"), [("full", 2, "dark"), ("short", 0, "light")])
def test_a_result_is_accessible_and_fits_a_small_phone(
    browser: Browser, server: Server, slug: str, choice: int, scheme: str
) -> None:
    with visiting(browser, server.url, javascript=True) as (page, _witness):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size(PHONE)
        shown(page, slug, choice)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert accessibility_problems(page) == []
        assert not scrolls_sideways(page)
        page.goto("/result/print")
        assert accessibility_problems(page) == []
        assert not scrolls_sideways(page)
        page.goto("/result/note/1")
        assert accessibility_problems(page) == []


def test_another_base_rate_is_a_plain_link(browser: Browser, server: Server) -> None:
    with visiting(browser, server.url, javascript=False) as (page, _witness):
        shown(page, "phq-9", 2)
        expect(page.get_by_role("cell", name="19 of 100")).to_be_visible()
        follow(page, re.compile("4.7 of 100"))
        expect(page.get_by_role("cell", name="22 of 100")).to_be_visible()
        expect(page).to_have_title("Overview - Evenkeel")
