"""Robots, the operator's own pages, the language, the frame."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.client import Client
from tests.web.conftest import keep_text
from tests.web.routes import addresses
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.web.headers import is_public
from wellbeing_app.web.pages.notices import Part, parts


def test_robots_are_told_to_keep_to_the_public_pages(app: Flask) -> None:
    text = app.test_client().get("/robots.txt").text
    assert text.startswith("User-agent: *\n")
    refused = [line.removeprefix("Disallow: ") for line in text.splitlines()[1:]]
    with app.test_request_context():
        public = {path for name, _, path in addresses(app) if is_public(name)}
    assert not any(path.startswith(tuple(refused)) for path in public)


def test_a_public_page_is_the_same_with_and_without_a_visit(visitor: Client, probed: Flask) -> None:
    keep_text(visitor, "kept")
    with probed.test_request_context():
        routes = [path for name, method, path in addresses(probed) if is_public(name)]
    for path in routes:
        with visitor.get(path) as known, probed.test_client().get(path) as unknown:
            assert known.data == unknown.data
            assert known.headers == unknown.headers


def test_an_operators_text_becomes_headings_paragraphs_and_lists() -> None:
    text = "# Who we are\nA clinic.\nIn a town.\n\n- one\n- two\n\n<b>Bold</b>"
    assert list(parts(text)) == [
        Part("heading", ("Who we are",)),
        Part("paragraph", ("A clinic. In a town.",)),
        Part("list", ("one", "two")),
        Part("paragraph", ("<b>Bold</b>",)),
    ]


@pytest.mark.parametrize("path", ["/privacy", "/purpose"])
def test_an_operators_text_is_shown_as_text(config: Config, path: str) -> None:
    words = "# Ours\n<script>alert(1)</script>"
    app = create_app(replace(config, privacy=words, purpose=words))
    html = app.test_client().get(path).text
    assert "<h2>Ours</h2>" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize("mode", ["development", "demo"])
def test_outside_production_every_page_says_that_nobody_checked_the_crisis_entries(
    config: Config, mode: str
) -> None:
    html = create_app(replace(config, mode=mode)).test_client().get("/privacy").text
    assert "crisis entries on this site are unchecked" in html


def test_the_site_carries_the_name_its_operator_chose(config: Config) -> None:
    app = create_app(replace(config, site_name="Lantern"))
    assert "<title>Privacy - Lantern</title>" in app.test_client().get("/privacy").text


def test_an_unknown_language_gets_english(app: Flask) -> None:
    answer = app.test_client().get("/privacy", headers={"Accept-Language": "tlh"})
    assert '<html lang="en">' in answer.text
