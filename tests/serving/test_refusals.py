"""C9: what never reaches a view is answered with a calm page too, with a way out and with help."""

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser import PHONE, accessibility_problems, scrolls_sideways, visiting
from tests.server import Server
from tests.serving.raw import get, post, spoken
from wellbeing_app.web.serving import Serving

LEAVE = "https://www.wikipedia.org/"
TOO_LARGE = 70_000


def big_cookies(size: int = TOO_LARGE) -> str:
    """A header as a site above ours can make a browser send it."""
    one = "x" * 3500
    return "Cookie: " + "; ".join(f"parent{number}={one}" for number in range(size // len(one) + 1))


@pytest.mark.parametrize("path", ["/", "/help", "/leave", "/check/1", "/static/app.css"])
def test_too_many_cookies_are_met_with_leave_and_help_on_the_very_page(
    server: Server, path: str
) -> None:
    """A link to this site would be refused alike, so none stands there."""
    answer = spoken(server.url, get(path, big_cookies()))
    head, _, page = answer.partition("\r\n\r\n")
    assert " 431 " in head.splitlines()[0]
    assert "no-store" in head
    assert f'href="{LEAVE}"' in page
    assert 'href="tel:' in page
    assert "Nothing was saved" in page
    assert 'href="/' not in page
    assert "xxxx" not in answer


def test_cookies_of_a_parent_domain_do_not_keep_anybody_out(server: Server) -> None:
    """As many as sites set in earnest."""
    answer = spoken(server.url, get("/help", big_cookies(30_000), "Connection: close"))
    assert " 200 " in answer.splitlines()[0]


@pytest.mark.parametrize(
    ("raw", "status", "words"),
    [
        (b"nonsense\r\n\r\n", 400, "This could not be read"),
        (b"GET / HTTP/1.1\r\nbro ken\r\n\r\n", 400, "This could not be read"),
        (get("/" + "a" * 1500), 414, "This address is too long"),
        (get("/", "Transfer-Encoding: gzip"), 501, "This could not be read"),
        (post("/staff", 3_000_000), 413, "That is too much for one page"),
    ],
    ids=["nonsense", "header", "address", "encoding", "length"],
)
def test_whatever_cannot_be_taken_has_a_page_with_leave_and_help(
    server: Server, raw: bytes, status: int, words: str
) -> None:
    raw = raw.replace(b"Host: 127.0.0.1\r\n", b"Host: 127.0.0.1\r\nConnection: close\r\n")
    answer = spoken(server.url, raw)
    assert f" {status} " in answer.splitlines()[0]
    assert words in answer
    assert 'href="/leave"' in answer
    assert 'href="/help"' in answer
    assert "Content-Security-Policy" in answer
    assert "waitress" not in answer.lower()


def test_a_refusal_is_not_lost_while_the_refused_goes_on_sending(server: Server) -> None:
    """Closed at once, a browser would show an error of its own instead of the page."""
    answer = spoken(server.url, post("/staff", 3_000_000) + b"x" * 3_000_000)
    assert " 413 " in answer.splitlines()[0]
    assert answer.rstrip().endswith("</html>")


def test_every_refusal_has_its_page(app: Flask) -> None:
    for status, (headers, page) in Serving(app).refusals().items():
        assert dict(headers)["Cache-Control"] == "no-store", status
        assert b"<h1>" in page, status


def test_the_page_is_whole_in_a_browser(browser: Browser, server: Server) -> None:
    with visiting(browser, server.url) as (page, _witness):
        page.set_viewport_size(PHONE)
        page.context.add_cookies(
            [
                {"name": f"parent{number}", "value": "x" * 3500, "url": server.url}
                for number in range(TOO_LARGE // 3500)
            ]
        )
        answer = page.goto("/check/1")
        assert answer is not None
        assert answer.status == 431
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(250, 246, 238)", "the style sheet is in the page"
        assert not scrolls_sideways(page)
        assert accessibility_problems(page) == []
        page.get_by_role("link", name="Get help now").click()
        assert page.url.endswith("#help")
