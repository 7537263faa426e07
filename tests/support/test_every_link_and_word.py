"""What holds for every page within reach: its links lead somewhere, and its words do not judge."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.client import Client
from tests.pages import Page
from tests.server import environment
from tests.support.addresses import DIRECTORY
from tests.support.crawl import broken_links, crawled, is_public
from tests.support.tone import unwanted
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.support.shelf import shelf

NAMES = frozenset(entry.name for entry in DIRECTORY.entries) | {
    source.reference for source in shelf().sources.values()
}
"""Names of organisations and of journals are not ours to choose."""


@pytest.fixture(scope="module")
def pages(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Page]:
    """Every page a visitor can reach by links alone."""
    instance = tmp_path_factory.mktemp("crawl") / "instance"
    shutil.copytree(prepared_instance, instance)
    app = create_app(Config.from_environment(environment(instance)))
    return crawled(Client.of(app))


def test_every_link_on_every_public_page_leads_somewhere(pages: Mapping[str, Page]) -> None:
    assert sum(is_public(page) for page in pages.values()) > 150
    assert broken_links(pages) == set()


def test_a_link_that_leads_nowhere_would_be_found(pages: Mapping[str, Page]) -> None:
    start = "http://localhost/learn"
    page = pages[start]
    broken = replace(page, html=page.html.replace("/learn/evidence", "/learn#nowhere"))
    assert broken_links({**pages, start: broken}) == {(start, f"{start}#nowhere")}


def test_no_page_labels_or_judges(pages: Mapping[str, Page]) -> None:
    found = {url: unwanted(page.text, NAMES) for url, page in pages.items()}
    assert {url: words for url, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text",
    [
        "You may be an addict.",
        "Signs of porn addiction",
        "This is not normal.",
        "Staying clean after a relapse",
        "Child pornography",
        "the opposite sex",
        "people who committed suicide",
    ],
)
def test_a_word_that_labels_or_judges_would_be_found(text: str) -> None:
    assert unwanted(text)


def test_a_searched_for_term_in_quotation_marks_and_a_name_pass() -> None:
    assert unwanted('People search for "sex addiction".') == set()
    assert unwanted("Call Sex Addicts Anonymous.", frozenset({"Sex Addicts Anonymous"})) == set()
