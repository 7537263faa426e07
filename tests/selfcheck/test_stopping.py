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


def test_stopping_is_confirmed_and_keeps_the_country_chosen(client: Client) -> None:
    page = begin(client, "phq-9")
    while not page.path.endswith("/pause"):
        page = client.submit(page, answer_all(page, "3"), press="Continue")
    page = client.submit(page, {"country": "GB"}, press="Show")
    page = client.submit(page, press="Stop and forget my answers")
    assert page.path == "/help/gb"
    assert "Your answers are forgotten" in page.text
    assert "116 123" in page.text
    assert client.visit("/check/1").status == 404


def test_nobody_else_who_looks_for_help_is_told_of_answers(client: Client) -> None:
    for address in ("/help", "/help/gb"):
        assert "Your answers are forgotten" not in client.visit(address).text
