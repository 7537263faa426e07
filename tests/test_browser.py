"""The witness, the axe check and the keyboard walk find what they are there to find."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.browser import accessibility_problems, keyboard_walk, scrolls_sideways, tab_to, visiting

PAGES = {
    "good": '<h1>Calm</h1><a href="/good">Again</a><label>Name <input name="name"></label>',
    "foreign": '<h1>Loud</h1><img src="http://example.org/pixel.png" alt="">',
    "inline": '<h1>Loud</h1><p style="color: red">Red</p>',
    "crash": '<h1>Loud</h1><script src="/crash.js"></script>',
    "nameless": '<h1>Loud</h1><input name="name">',
    "wide": "<h1>Loud</h1><pre>" + "wide " * 200 + "</pre>",
    "trap": '<h1>Loud</h1><input aria-label="Name"><a href="/good" tabindex="-1">Out</a>',
}
FRAME = '<!doctype html><html lang="en"><title>Page</title><main>{}</main></html>'
POLICY = "default-src 'self'; style-src 'self'; img-src *"


def broken_site() -> Flask:
    """One page a fault."""
    app = Flask(__name__)

    @app.get("/<name>")
    def page(name: str) -> Response:
        if name == "crash.js":
            return Response("throw new Error('broken')", content_type="text/javascript")
        answer = Response(FRAME.format(PAGES.get(name, "")))
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    return app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the broken site answers."""
    site = make_server("127.0.0.1", 0, broken_site(), threaded=True)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.mark.parametrize("name", ["foreign", "inline", "crash"])
def test_the_end_of_a_visit_fails_for(name: str, browser: Browser, address: str) -> None:
    with pytest.raises(AssertionError), visiting(browser, address) as (page, _witness):
        page.goto(f"/{name}", wait_until="networkidle")


def test_axe_names_the_rule_and_the_place(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, _witness):
        page.goto("/good")
        assert accessibility_problems(page) == []
        page.goto("/nameless")
        assert "label" in accessibility_problems(page)[0]


def test_the_walk_tells_each_stop_once(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, _witness):
        page.goto("/good")
        assert [(stop.words, stop.visible) for stop in keyboard_walk(page)] == [
            ("Again", True),
            ("Name", True),
        ]


def test_a_place_the_keyboard_cannot_reach_is_found(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, _witness):
        page.goto("/trap")
        tab_to(page, page.get_by_label("Name"))
        with pytest.raises(AssertionError):
            tab_to(page, page.get_by_role("link", name="Out"), limit=10)


def test_a_page_wider_than_its_window_is_found(browser: Browser, address: str) -> None:
    with visiting(browser, address) as (page, _witness):
        page.goto("/good")
        assert not scrolls_sideways(page)
        page.goto("/wide")
        assert scrolls_sideways(page)
