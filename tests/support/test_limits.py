"""The pages on what could have to be passed on."""

from tests.client import Client
from tests.support.addresses import COUNTRIES, DIRECTORY


def test_a_country_we_know_nothing_of_is_told_so(client: Client) -> None:
    page = client.visit("/limits/jp")
    assert "We do not know the rules of this country." in page.text
    assert "not legal advice" in page.text


def test_every_text_says_that_it_is_not_legal_advice_and_from_when(client: Client) -> None:
    for country in COUNTRIES:
        page = client.visit(f"/limits/{country}")
        assert page.status == 200
        assert "Set-Cookie" not in page.headers
        assert "not legal advice" in page.text
        for rules in DIRECTORY.rules(country.upper()):
            assert f"as of {rules.as_of}" in page.text


def test_a_matter_without_a_source_is_named_as_unknown_without_a_guess(client: Client) -> None:
    page = client.visit("/limits/ie")
    assert "What we do not know here" in page.text
    assert "May be passed on" not in page.text


def test_the_site_says_what_it_can_know_and_leads_to_each_country(client: Client) -> None:
    page = client.visit("/limits")
    assert page.title == "Good to know - Evenkeel"
    assert "What this site can and cannot know" in page.text
    assert page.links["Sweden"] == "/limits/se"
    assert "Japan" not in page.links


def test_an_unknown_country_is_not_found(client: Client) -> None:
    assert client.visit("/limits/xx").status == 404
