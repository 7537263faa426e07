"""What a visit leaves in the browser: one sealed cookie, neutral titles, neutral addresses."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import Witness
from tests.steps import begin, follow, whole_visit
from wellbeing_app.web.words.titles import REVEALING, TITLES

PUBLIC = [
    "/", "/checks", "/scales/bps", "/scales/phq-9", "/help", "/help/gb", "/young", "/young/gb",
    "/worried", "/worried/report", "/worried/report/gb", "/worried/own-thoughts", "/limits",
    "/limits/gb", "/support", "/support?country=gb", "/privacy", "/purpose",
]  # fmt: skip
"""Pages that are the same for everybody."""

OF_A_CHECK = re.compile(
    r"/|/checks|/start/short|/check/\d+|/check/\d+/pause|/check/answers|/result"
)
"""The only addresses a check leaves in the history."""

KEPT = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
"""How much the site has stored in the browser beside cookies."""


def revealing(text: str) -> set[str]:
    """Parts of words that tell a bystander what a person is looking at."""
    return {part for part in REVEALING if part in text.lower()}


def visit_cookie(context: BrowserContext) -> dict[str, object]:
    """The only cookie there is, without its value."""
    [cookie] = context.cookies()
    return {name: value for name, value in cookie.items() if name != "value"}


def test_a_whole_visit_asks_one_host_and_stores_one_cookie(page: Page, witness: Witness) -> None:
    for each in whole_visit(page):
        assert set(each.evaluate(KEPT).values()) == {0}
        assert len(each.context.cookies()) <= 1
    assert visit_cookie(page.context) == {
        "name": "visit",
        "domain": "127.0.0.1",
        "path": "/",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Lax",
    }
    assert {urlsplit(url).netloc for url in witness.requests} == {witness.host}
    assert witness.console == []


def test_the_history_of_a_visit_says_nothing(page: Page) -> None:
    titles = {f"{title} - Evenkeel" for title in TITLES.values()}
    for each in whole_visit(page):
        address = urlsplit(each.url)
        assert OF_A_CHECK.fullmatch(address.path), each.url
        assert (address.query, address.fragment) == ("", "")
        assert each.title() in titles
        assert revealing(each.title()) | revealing(each.url) == set()
        assert each.evaluate("history.state") is None


def test_a_scripts_view_of_the_cookie_is_empty(page: Page) -> None:
    begin(page, "short")
    assert page.evaluate("document.cookie") == ""


def test_pages_for_everybody_set_no_cookie(page: Page, witness: Witness) -> None:
    for address in PUBLIC:
        page.goto(address)
        assert page.context.cookies() == [], address
        assert set(page.evaluate(KEPT).values()) == {0}
    assert witness.console == []


@pytest.mark.parametrize("country", ["United Kingdom", "Germany"])
def test_the_pages_for_the_young_set_nothing(page: Page, country: str) -> None:
    page.goto("/start/short")
    before = page.context.cookies()
    follow(page, "I am under 18")
    assert page.url.endswith("/young")
    follow(page, country)
    assert page.context.cookies() == before
    assert set(page.evaluate(KEPT).values()) == {0}
    assert page.get_by_role("button").count() == 0
