"""The result on paper: the print page, and a tagged PDF made without asking for anything."""

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NoReturn

import pytest
from flask import Flask

from tests.client import Client
from tests.pdfs import A4, elements, faults, opened, text_of, words_of
from tests.selfcheck.walking import begin, to_review
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.web.brake import brake
from wellbeing_app.web.paper.making import MOST_A_MINUTE

MARGIN = 18 * 72 / 25.4
SCRIPTS = "中文筆記 日本語 한국어 हिन्दी ไทย Ελλ Кир"
LONG = f"{'W' * 300} https://example.org/{'a' * 120}"


def result_of(client: Client, slug: str, value: str) -> None:
    client.submit(to_review(client, begin(client, slug), value), press="See my result")


@pytest.mark.parametrize(
    ("slug", "value"), [("short", "0"), ("full", "9"), ("phq-9", "1"), ("ppcs-18", "3")]
)
def test_the_pdf_is_tagged_and_says_its_language_and_a_neutral_title(
    client: Client, slug: str, value: str
) -> None:
    result_of(client, slug, value)
    answer = client.get("/result/file")
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="overview.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert faults(answer.data) == []
    pdf = opened(answer.data)
    tags = {tag for tag, _above, _node in elements(pdf)}
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure", "/L"} <= tags
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo["/Title"]) == "Overview"


def test_the_pdf_says_what_the_print_page_says(client: Client) -> None:
    result_of(client, "short", "1")
    printed = text_of(client.get("/result/file").data)
    page = client.visit("/result/print").text
    for words in ("At first glance", "This is not a diagnosis.", "Brief Pornography Screen"):
        assert words in page
        assert words in printed
    order = [printed.index(words) for words in ("At first glance", "Your score", "Your answers")]
    assert order == sorted(order)


def test_notes_of_any_script_and_length_are_legible_in_the_pdf(client: Client) -> None:
    """B10."""
    result_of(client, "phq-4", "0")
    for number, note in enumerate((SCRIPTS, LONG)):
        client.submit(client.visit(f"/result/note/{number}"), {"text": note}, press="Save the note")
    assert "prints □" not in client.visit("/result").text
    data = client.get("/result/file").data
    assert SCRIPTS in text_of(data)
    assert LONG.replace(" ", "") in text_of(data).replace(" ", "")
    assert max(word.right for word in words_of(data)) <= A4[0] - MARGIN + 1
    assert faults(data) == []


def test_the_page_says_before_what_the_pdf_cannot_show(client: Client) -> None:
    """B10."""
    result_of(client, "phq-4", "0")
    client.submit(client.visit("/result/note/0"), {"text": "a𐎀b"}, press="Save the note")
    assert "prints □ instead: 𐎀" in client.visit("/result").text
    data = client.get("/result/file").data
    assert "a□b" in text_of(data)
    assert faults(data) == []


def test_the_pdf_is_made_without_any_request(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    result_of(client, "short", "1")

    def refused(*_arguments: object) -> NoReturn:
        raise AssertionError("a page on paper opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert client.get("/result/file").status_code == 200


def test_the_print_page_has_everything_open(client: Client) -> None:
    result_of(client, "short", "1")
    page = client.visit("/result/print")
    assert page.title.startswith("Overview")
    assert "<details" not in page.html
    assert "Your answers" in page.text
    assert "Add a note" not in page.text


def test_one_network_gets_ten_pdfs_a_minute(config: Config) -> None:
    app = create_app(replace(config, clock=lambda: 0.0))
    app.test_client_class = Client
    client = Client.of(app)
    result_of(client, "phq-4", "0")
    assert client.get("/result/file").status_code == 200
    with app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(MOST_A_MINUTE - 1):
            brake("pdf", MOST_A_MINUTE)
    assert client.get("/result/file").status_code == 429
    assert client.get("/result/print").status_code == 200


def test_all_who_come_at_once_get_theirs(app: Flask) -> None:
    clients = [Client.of(app) for _ in range(8)]
    for client in clients:
        result_of(client, "phq-4", "0")
    with ThreadPoolExecutor(len(clients)) as threads:
        answers = list(threads.map(lambda client: client.get("/result/file"), clients))
    assert [answer.status_code for answer in answers] == [200] * len(clients)
    assert len({answer.data for answer in answers}) == 1


@pytest.mark.parametrize("path", ["/result/print", "/result/file", "/result/note/0"])
def test_nothing_is_made_of_a_check_that_is_not_finished(client: Client, path: str) -> None:
    begin(client, "phq-4")
    assert client.visit(path).path == "/check/answers"


def test_questions_about_safety_stay_off_the_paper(client: Client) -> None:
    result_of(client, "full", "0")
    text = client.visit("/result/print").text
    assert "pressured" not in text
    assert "Feeling safe here" not in text


def test_where_nothing_can_be_chosen_nobody_is_told_to_choose_a_country(client: Client) -> None:
    result_of(client, "phq-4", "3")
    assert client.visit("/result").links["choose your country"] == "/help"
    paper = client.visit("/result/print").text
    assert "you do not have to be alone" in paper
    assert "choose your country" not in paper
    assert "call the emergency number you know" in paper
