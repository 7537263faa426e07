"""Every shipped scale's result page under the accessibility rules, whatever was answered.

The pages are written in this process, by a visit that took the real way, and shown in the browser
at the server's address, so that they wear its style.
"""

import pytest
from playwright.sync_api import Page, Route

from tests.browser import accessibility_problems, scrolls_sideways
from tests.client import Client
from tests.pages import Page as Answered
from tests.results.test_every_scale import cases
from tests.selfcheck.walking import answer_all, begin, to_review

CHOICES = {"lowest": "0", "typical": "1", "highest": "9", "missing": "1"}
"""Places of options; a place beyond the last one is the last."""


def result_page(client: Client, code: str, kind: str) -> str:
    """The result of one scale taken alone; of `missing`, the first question stays open."""
    page = begin(client, code.lower())
    if kind == "missing":
        page = left_open(client, page)
    page = to_review(client, page, CHOICES[kind])
    return client.submit(page, press="See my result").html


def left_open(client: Client, page: Answered) -> Answered:
    _first, *others = answer_all(page, "1").items()
    page = client.submit(page, dict(others), press="Continue")
    return client.submit(page, press="Continue without")


@pytest.mark.parametrize(("code", "kind"), cases())
def test_the_result_of_every_scale_is_accessible(
    phone: Page, client: Client, code: str, kind: str
) -> None:
    written = result_page(client, code, kind)

    def answer(route: Route) -> None:
        route.fulfill(body=written, content_type="text/html; charset=utf-8")

    phone.route("**/result", answer, times=1)
    phone.goto("/result")
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert accessibility_problems(phone) == []
    assert not scrolls_sideways(phone)
