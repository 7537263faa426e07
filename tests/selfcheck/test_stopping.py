"""Whoever stops, or is too young, is told truly what has become of their answers."""

from tests.client import Client
from tests.selfcheck.walking import answer_all, begin


def test_the_page_for_the_young_says_how_answers_of_an_open_check_end(client: Client) -> None:
    page = begin(client, "phq-4")
    client.submit(page, answer_all(page, "1"), press="Continue")
    young = client.visit("/young")
    assert "Nothing you answered has been kept" not in young.text
    assert "they end by themselves within 30 minutes" in young.text
    assert client.visit("/check/1").status == 200
    client.get(young.links["Leave this site"])
    assert client.visit("/check/1").status == 404
