"""Titles and addresses say where a person is, never what the site is about."""

from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.client import Client
from tests.pages import Page
from tests.web.routes import addresses
from wellbeing_app.web.access import ROUTES, Audience
from wellbeing_app.web.words.titles import REVEALING, TITLES

SITE = "Evenkeel"

NO_PAGES = {"static", "robots.robots", "leave.leave", "aggregates.statistics_file"}


def revealing(text: str) -> set[str]:
    """Find the parts of words that would tell a bystander what a person is looking at."""
    return {part for part in REVEALING if part in text.lower()}


def visited(app: Flask) -> list[Page]:
    """Every page a visitor reaches by an address, in the middle of a check."""
    client = app.test_client()
    assert isinstance(client, Client)
    client.submit(client.visit("/start/short"))
    return [
        client.visit(address)
        for endpoint, method, address in addresses(app)
        if method == "GET"
        and ROUTES[endpoint, method] is Audience.VISITOR
        and endpoint not in NO_PAGES
    ]


def test_every_visitors_page_has_a_title_from_the_list(app: Flask) -> None:
    with app.test_request_context():
        listed = {f"{title} - {SITE}" for title in TITLES.values()}
    pages = visited(app)
    assert pages
    assert {page.title for page in pages} <= listed


def test_no_title_in_the_list_reveals_anything(app: Flask) -> None:
    with app.test_request_context():
        assert {found for title in TITLES.values() for found in revealing(str(title))} == set()


def test_no_address_reveals_anything(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    linked = {
        urlsplit(link).path
        for page in visited(app)
        for link in page.links.values()
        if link.startswith("/")
    }
    assert {found for path in rules | linked for found in revealing(path)} == set()


@pytest.mark.parametrize(
    "text", ["Porn addiction test", "/scales/depression", "Sexual wellbeing", "/suicide"]
)
def test_a_revealing_title_or_address_would_be_found(text: str) -> None:
    assert revealing(text)
