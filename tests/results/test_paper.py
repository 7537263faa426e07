"""The result on paper: the print page, and a tagged PDF made without asking for anything."""

import io
import socket
from dataclasses import replace
from threading import BoundedSemaphore
from typing import NoReturn

import pikepdf
import pytest

from tests.client import Client
from tests.selfcheck.walking import begin, to_review
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.results import paper, views
from wellbeing_app.web.brake import brake
from wellbeing_app.web.paper import MOST_A_MINUTE, pdf_of


def result_of(client: Client, slug: str, value: str) -> None:
    client.submit(to_review(client, begin(client, slug), value), press="See my result")


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def tags(pdf: pikepdf.Pdf) -> set[str]:
    """Every structure tag of a PDF."""
    found: set[str] = set()
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            found.add(str(node.get("/S", "")))
            waiting.extend(node[key] for key in ("/K",) if key in node)
    return found


def is_tagged(pdf: pikepdf.Pdf) -> bool:
    if "/MarkInfo" not in pdf.Root or "/StructTreeRoot" not in pdf.Root:
        return False
    return bool(pdf.Root.MarkInfo.get("/Marked", False))


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
    pdf = opened(answer.data)
    assert is_tagged(pdf)
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure"} <= tags(pdf)
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo["/Title"]) == "Overview"


def test_an_untagged_pdf_is_told_apart() -> None:
    """The broken variant: the same library without the variant for accessible documents."""
    weasyprint = pytest.importorskip("weasyprint")
    assert not is_tagged(opened(weasyprint.HTML(string="<h1>One</h1>").write_pdf()))


def test_the_pdf_is_made_without_any_request(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    result_of(client, "short", "1")

    def refused(*_arguments: object) -> NoReturn:
        raise AssertionError("a page on paper opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert client.get("/result/file").status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        '<p>text</p><img src="http://127.0.0.1:9/x.png" alt="x">',
        '<p>text</p><img src="file:///etc/hostname" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd"><p>text</p>',
    ],
)
def test_whatever_a_page_refers_to_is_left_out(
    page: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_arguments: pytest.fail("connected"))
    assert len(opened(pdf_of(f"<html lang=en><title>x</title>{page}")).pages) == 1
    assert "/etc" not in capfd.readouterr().out


def test_the_print_page_has_everything_open(client: Client) -> None:
    result_of(client, "short", "1")
    page = client.visit("/result/print")
    assert page.title.startswith("Overview")
    assert "<details" not in page.html
    assert "Your answers" in page.text
    assert "Add a note" not in page.text


def test_where_no_pdf_can_be_made_the_print_page_stands_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "CAN_PRINT", False)
    monkeypatch.setattr(views, "CAN_PRINT", False)
    result_of(client, "phq-4", "0")
    page = client.visit("/result")
    assert "This site cannot make a PDF itself" in page.text
    assert "/result/file" not in page.html
    assert client.visit("/result/file").path == "/result/print"


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


def test_while_others_are_made_a_pdf_is_asked_for_later(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = BoundedSemaphore(1)
    monkeypatch.setattr("wellbeing_app.web.paper._places", places)
    result_of(client, "phq-4", "0")
    with places:
        busy = client.get("/result/file")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert [client.get("/result/file").status_code for _ in range(2)] == [200, 200]


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
