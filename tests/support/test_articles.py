"""What is shipped to read: each text, its sources, and the map of topics it has to cover."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict

import pytest

from tests.server import ROOT
from wellbeing_app.directory.entry import Kind
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.support.article import Article, read_article
from wellbeing_app.support.shelf import SHIPPED, Finding, shelf
from wellbeing_app.support.typesetting import typeset, words
from wellbeing_app.web.words.titles import TITLES

ARTICLES = list(shelf().articles.values())
FINDINGS = [finding for pair in shelf().findings for finding in (pair.gain, pair.harm)]
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda each: str(each.number))


class Row(TypedDict, total=False):
    """One topic: the articles with a phrase that stands in each, the questions, the help."""

    topic: str
    articles: Mapping[str, str]
    questions: list[str]
    not_asked: str
    kinds: list[str]


MAPPING: list[Row] = json.loads((SHIPPED / "mapping.json").read_text("utf-8"))


def cited(article: Article) -> set[int]:
    """The numbers of the marks in the text."""
    return {int(number) for number in re.findall(r'href="#source-(\d+)"', article.html)}


def plain(article: Article) -> str:
    """The text in one line."""
    return " ".join(re.sub(r"<[^>]+>", "", article.html).replace("\xa0", " ").split())


def test_there_are_twelve_articles_numbered_in_a_row() -> None:
    assert [article.number for article in ARTICLES] == list(range(1, 13))


@each_article
def test_an_article_has_400_to_700_words(article: Article) -> None:
    assert 400 <= article.words <= 700
    assert article.minutes in {3, 4}


@each_article
def test_an_article_names_at_least_five_sources_and_all_of_them_can_be_found(
    article: Article,
) -> None:
    assert len(cited(article)) >= 5
    assert cited(article) == set(article.header.references)
    assert cited(article) <= set(shelf().sources)


@each_article
def test_an_article_says_what_nobody_knows(article: Article) -> None:
    ends_with = article.html.rpartition("<h2>")[2]
    assert ends_with.startswith("What we do not know</h2>")
    assert len(words(typeset(ends_with))) > 40


@each_article
def test_an_article_was_looked_over_and_has_a_title_that_tells_nothing(article: Article) -> None:
    assert article.header.reviewed <= date(2026, 11, 23)
    assert str(TITLES[f"learn-{article.number}"]) == article.header.neutral_title


@each_article
def test_each_topic_of_an_article_is_in_the_index(article: Article) -> None:
    assert set(article.header.topics) <= {topic.name for topic in shelf().topics}


def test_every_topic_of_the_index_leads_to_something_to_read_and_to_help() -> None:
    assert [topic.name for topic in shelf().topics if not (topic.articles and topic.kinds)] == []
    numbers = [topic.number for topic in shelf().topics]
    assert len(set(numbers)) == len(numbers)


def test_every_source_has_an_address_and_is_used() -> None:
    used = {number for article in ARTICLES for number in cited(article)}
    used |= {number for finding in FINDINGS for number in finding.sources}
    assert set(shelf().sources) == used


@pytest.mark.parametrize("row", MAPPING, ids=lambda row: row["topic"])
def test_a_topic_is_covered_asked_about_and_led_on_from(row: Row, library: Library) -> None:
    named = [shelf().articles[int(number)] for number in row["articles"]]
    for article, phrase in zip(named, row["articles"].values(), strict=True):
        assert phrase in plain(article)
    linked = {kind for article in named for kind in shelf().kinds(article)}
    assert {Kind(kind) for kind in row["kinds"]} <= linked
    assert row["questions"] or row["not_asked"]
    for question in row["questions"]:
        code, item = question.split("/")
        assert item in {each.id for each in library.newest(code).items}


def test_the_map_has_every_row_of_the_plan() -> None:
    assert len(MAPPING) == 25
    assert {int(number) for row in MAPPING for number in row["articles"]} == set(range(1, 13))


def test_every_pattern_of_answers_has_something_to_read_and_each_once() -> None:
    assert set(shelf().fitting) == set(Pattern)
    found = shelf().articles_for([Pattern.CONTROL, Pattern.MOOD, Pattern.VALUES])
    assert [article.number for article in found] == [3, 12, 11]


def test_who_is_afraid_is_not_sent_to_read_about_talking_as_a_couple() -> None:
    alone = [Pattern.FEAR, Pattern.COERCION, Pattern.IMAGE_ABUSE]
    for article in shelf().articles_for(alone):
        assert Kind.RELATIONSHIP_COUNSELLING not in shelf().kinds(article)


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.title)
def test_a_finding_has_source_sample_and_weakness(finding: Finding) -> None:
    assert set(finding.sources) <= set(shelf().sources)
    assert finding.sources or finding.sample.startswith("None: this is")
    assert finding.sample
    assert finding.weakness


def test_gains_and_harms_have_equal_weight_in_the_balance() -> None:
    assert len(shelf().findings) == 13


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("![a](x.png)", '<p>!<a href="x.png">a</a></p>'),
        ("<b onclick=x>a</b>", "<p>&lt;b onclick=x&gt;a&lt;/b&gt;</p>"),
    ],
)
def test_nothing_but_the_allowed_marks_of_markdown_means_anything(hostile: str, shown: str) -> None:
    assert typeset(hostile).strip() == shown


def test_a_mark_leads_to_its_source_and_is_not_a_word() -> None:
    html = typeset("So it is [3][21]. A [link](/help).")
    assert re.findall(r'href="([^"]+)"', html) == ["#source-3", "#source-21", "/help"]
    assert words(html) == ["So", "it", "is", "A", "link"]


FIGURE = re.compile(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?%|\d+\.\d+")
IN_ARTICLES_ONLY = {"34%", "11%", "3%", "4%", "2,075"}
"""Sources 12, 33, 33, 48 and 33."""


def test_a_figure_in_an_article_is_one_of_the_balance() -> None:
    balance = set(FIGURE.findall(" ".join(f"{each.text} {each.sample}" for each in FINDINGS)))
    found = {figure for article in ARTICLES for figure in FIGURE.findall(plain(article))}
    assert found - balance == IN_ARTICLES_ONLY


def test_a_header_that_lacks_a_line_is_refused(tmp_path: Path) -> None:
    file = ROOT / "wellbeing_app/support/articles/01.md"
    broken = tmp_path / "01.md"
    broken.write_text(file.read_text("utf-8").replace("reviewed: 2026-11-23\n", ""), "utf-8")
    with pytest.raises(ValueError, match="reviewed"):
        read_article(broken)
