"""What a visitor reads about a scale: what sources say, and nothing that is for staff."""

import pytest

from tests.client import Client
from tests.instruments.results import LIBRARY
from tests.selfcheck.walking import begin, to_review

SLUGS = sorted(one.slug for one in LIBRARY.checks())
SCALES = sorted(one.key.code.lower() for one in LIBRARY.instruments() if LIBRARY.is_scale(one))
FOOTER = "Figures that were only remembered, and seen in no source, are left out."


@pytest.mark.parametrize("slug", SCALES)
def test_nothing_remembered_stands_on_the_page_of_a_scale(client: Client, slug: str) -> None:
    text = client.visit(f"/scales/{slug}").text
    assert FOOTER in text
    assert "remember" not in text.replace(FOOTER, "").lower()


def test_nothing_remembered_stands_where_a_check_is_chosen(client: Client) -> None:
    assert "remember" not in client.visit("/checks").text.lower()


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_remembered_stands_in_a_result(client: Client, slug: str) -> None:
    page = to_review(client, begin(client, slug), "9")
    assert "remember" not in client.submit(page, press="See my result").text.lower()


@pytest.mark.parametrize("slug", ["bps", "ppcs-18"])
def test_a_figure_that_is_not_to_be_quoted_is_not_quoted(client: Client, slug: str) -> None:
    assert "16.6" not in client.visit(f"/scales/{slug}").text
