"""The page says what the tables, the cookie and the headers really are."""

from dataclasses import replace

import pytest

from tests.client import Client
from tests.pages import Page, words
from tests.selfcheck.walking import begin, to_review
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage.allow_list import ALLOWED
from wellbeing_app.storage.allow_list_entry import Column, Table
from wellbeing_app.support import proof
from wellbeing_app.support.proof import HEADERS
from wellbeing_app.web import headers
from wellbeing_app.web.application import describe
from wellbeing_app.web.visit.contents import CHECK, CONTENTS


def shown_headers(page: Page) -> list[dict[str, str]]:
    """The three lists of headers on the page: name -> value."""
    lists = []
    for element in page.tree.iter("dl"):
        names = [words(term) for term in element.iter("dt")]
        if names and names[0] in HEADERS:
            values = [words(code) for code in element.iter("code")]
            lists.append(dict(zip(names, values, strict=True)))
    return lists


def test_every_table_and_column_is_told_with_its_purpose_and_its_end(client: Client) -> None:
    page = client.visit("/what-we-keep")
    for name, table in ALLOWED.items():
        assert name in page.text
        assert table.purpose in page.text
        for column, told in table.columns.items():
            assert f"{column} {told.purpose} {told.deleted}" in page.text


def test_a_table_added_to_the_list_is_told_by_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = Table("One row a teapot.", {"lid": Column("Its lid.", "Deleted when it breaks.")})
    monkeypatch.setattr(proof, "ALLOWED", {**ALLOWED, "teapot": added})
    assert "lid Its lid. Deleted when it breaks." in client.visit("/what-we-keep").text


@pytest.mark.parametrize("https", [True, False])
def test_the_headers_told_are_those_really_sent(config: Config, *, https: bool) -> None:
    app = create_app(replace(config, https=https))
    app.test_client_class = Client
    visitor = Client.of(app)
    page = visitor.visit("/what-we-keep")
    always, on_public, on_private = shown_headers(page)
    assert sent(page) == set((always | on_public).items())
    assert sent(visitor.visit("/start/short")) == set((always | on_private).items())


def sent(page: Page) -> set[tuple[str, str]]:
    """Name and value of every header but those that say what is inside."""
    inside = {"Content-Type", "Content-Length", "Set-Cookie"}
    return {(name, value) for name, value in page.headers if name not in inside}


def test_a_header_that_is_sent_and_not_told_would_be_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(headers, "PUBLIC", {**headers.PUBLIC, "X-Powered-By": "steam"})
    page = client.visit("/what-we-keep")
    always, on_public, _on_private = shown_headers(page)
    assert sent(page) - set((always | on_public).items()) == {("X-Powered-By", "steam")}


def test_every_header_of_every_profile_has_words() -> None:
    profiles = (headers.baseline(https=True), headers.PUBLIC, headers.PRIVATE, headers.STATIC)
    assert {name for profile in profiles for name in profile} == set(HEADERS)


def test_whatever_stands_in_the_cookie_of_a_check_is_told(client: Client) -> None:
    for slug in ("short", "full"):
        client.submit(to_review(client, begin(client, slug), "1"), press="See my result")
        with client.session_transaction() as visit:
            carried = dict(visit)
        assert set(carried.pop("check")) <= set(CHECK)
        assert set(carried) <= set(CONTENTS)
    text = client.visit("/what-we-keep").text
    assert all(str(told) in text for told in (*CHECK.values(), *CONTENTS.values()))


def test_the_log_line_told_is_one_as_the_log_writes_it() -> None:
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("x")
    kind, _at, place = describe(caught.value).partition(" at ")
    assert proof.LOG_LINE.startswith(f"{kind} at ")
    assert place.count(":") == proof.LOG_LINE.count(":")


def test_every_page_leads_there(client: Client) -> None:
    for address in ("/", "/help", "/start/short", "/nothing"):
        links = client.visit(address).links
        assert links["What we keep"] == "/what-we-keep"
        assert links["Privacy"] == "/privacy"
        assert links["What this site is for"] == "/purpose"


def test_the_page_is_for_everybody_and_sets_nothing(client: Client) -> None:
    page = client.visit("/what-we-keep")
    assert page.title == "What we keep - Evenkeel"
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"].startswith("public")
