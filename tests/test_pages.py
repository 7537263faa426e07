"""The test client sends what a browser would send, and refuses what no person could do."""

import pytest
from flask import Flask, request
from werkzeug.datastructures import Headers

from tests.client import Client
from tests.pages import Page

FORM = """
<title>Page</title>
<form method="post" action="/send">
  <input type="hidden" name="csrf_token" value="token">
  <input name="word" value="old">
  <input type="radio" name="one" value="0"><input type="radio" name="one" value="1" checked>
  <input type="checkbox" name="many" value="a"><input type="checkbox" name="many" value="b">
  <select name="pick"><option value="x">X</option><option>Y</option></select>
  <textarea name="long"></textarea>
  <input name="off" value="never" disabled>
  <button name="go" value="on">Go on</button>
  <button name="go" value="back" formaction="/back">Go back</button>
</form>
"""


@pytest.fixture
def form_page() -> Page:
    """A page with every kind of control."""
    return Page("http://localhost/form", 200, Headers(), FORM)


def test_presets_travel_and_the_first_button_is_pressed(form_page: Page) -> None:
    assert form_page.form().filled({}) == [
        ("csrf_token", "token"),
        ("word", "old"),
        ("one", "1"),
        ("pick", "x"),
        ("long", ""),
        ("go", "on"),
    ]


def test_answers_replace_presets(form_page: Page) -> None:
    pairs = form_page.form().filled({"one": "0", "many": ["a", "b"], "pick": "Y"}, "Go back")
    assert [pair for pair in pairs if pair[0] in {"one", "many", "pick", "go"}] == [
        ("one", "0"),
        ("many", "a"),
        ("many", "b"),
        ("pick", "Y"),
        ("go", "back"),
    ]
    assert form_page.form().target("Go back") == "http://localhost/back"


@pytest.mark.parametrize(
    "impossible",
    [{"one": "7"}, {"csrf_token": "mine"}, {"stranger": "1"}, {"off": "1"}, {"one": ["0", "1"]}],
)
def test_what_no_person_could_do_is_refused(
    impossible: dict[str, str | list[str]], form_page: Page
) -> None:
    with pytest.raises(ValueError, match=r"hidden|offer|no \[|one value"):
        form_page.form().filled(impossible)


def test_the_client_sends_the_form_it_was_given() -> None:
    app = Flask(__name__)
    app.add_url_rule("/form", view_func=lambda: FORM, endpoint="form")
    app.add_url_rule(
        "/send",
        view_func=lambda: f"{request.form['word']} {request.headers['Sec-Fetch-Site']}",
        methods=["POST"],
        endpoint="send",
    )
    client = Client.of(app)
    answer = client.submit(client.visit("/form"), {"word": "new"})
    assert (answer.status, answer.text, answer.path) == (200, "new same-origin", "/send")
