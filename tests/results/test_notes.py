"""Own notes: on any score or answer, escaped everywhere, and never too long for the cookie."""

import pytest

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.walking import begin, to_review
from wellbeing_app.results.notes import LONGEST_NOTE

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'so' {{ 7 * 7 }} %(gains)s"


def result_of(client: Client, slug: str = "phq-9", value: str = "1") -> Page:
    return client.submit(to_review(client, begin(client, slug), value), press="See my result")


def write(client: Client, number: int, text: str) -> Page:
    page = client.visit(f"/result/note/{number}")
    return client.submit(page, {"text": text}, press="Save the note")


def test_a_note_stands_beside_its_score_and_can_be_changed_and_taken_away(client: Client) -> None:
    result_of(client)
    page = write(client, 1, "It was a hard week.")
    assert page.path == "/result"
    assert "Your note: It was a hard week." in page.text
    assert "Change your note" in page.text
    assert "Your note: Better now." in write(client, 1, "Better now.").text
    assert "Your note" not in write(client, 1, "  ").text


def test_every_place_of_the_result_takes_a_note(client: Client) -> None:
    page = result_of(client, "gad-7")
    links = [href for href in page.links.values() if href.startswith("/result/note/")]
    assert links == [f"/result/note/{number}" for number in range(len(links))]
    assert len(links) == 1 + 1 + 7 + 1 + 1  # the whole, the score, its answers, the two on values
    for number in range(len(links)):
        assert f"Note {number}." in write(client, number, f"Note {number}.").text
    assert client.visit(f"/result/note/{len(links)}").status == 404


@pytest.mark.parametrize("path", ["/result", "/result/print", "/result/note/1"])
def test_a_note_is_escaped_wherever_it_shows(client: Client, path: str) -> None:
    result_of(client)
    write(client, 1, HOSTILE)
    page = client.visit(path)
    assert HOSTILE in page.text
    assert "<script>alert" not in page.html


@pytest.mark.parametrize("path", ["/result", "/result/print", "/result/note/1", "/share"])
def test_nothing_in_a_note_deceives_the_eye(client: Client, path: str) -> None:
    result_of(client)
    write(client, 1, "It was\u202e a \x00hard\x1b week.\r\nTruly.")
    html = client.visit(path).html
    assert "It was a hard week.\nTruly." in html
    assert set(html).isdisjoint("\u202e\x00\x1b")


def test_a_note_of_nothing_visible_is_none(client: Client) -> None:
    result_of(client)
    assert "Your note" not in write(client, 1, " \u200b\x1b ").text


def test_a_note_goes_into_the_pdf(client: Client) -> None:
    result_of(client)
    write(client, 1, HOSTILE)
    assert client.get("/result/file").status_code == 200


def test_a_note_that_is_too_long_says_so_and_is_not_lost(client: Client) -> None:
    result_of(client)
    text = "x" * (LONGEST_NOTE + 1)
    page = write(client, 1, text)
    assert f"Write at most {LONGEST_NOTE} characters" in page.text
    assert text in page.html


def test_notes_never_outgrow_the_cookie(client: Client) -> None:
    """Four-byte characters everywhere, until a plain message says that it is full."""
    result_of(client, "full", "1")
    for number in range(20):
        page = write(client, number, "\N{WATER WAVE}" * 120)
        assert page.status == 200
        if page.path != "/result":
            assert "Your notes together are too long for one visit" in page.text
            break
    else:
        pytest.fail("the notes were never too many")
    assert client.visit("/result").status == 200
    assert "Your note" in client.visit("/result").text


def test_a_form_left_over_from_another_check_saves_nothing(client: Client) -> None:
    result_of(client)
    old = client.visit("/result/note/1")
    result_of(client)
    client.submit(old, {"text": "left over"}, press="Save the note")
    assert "left over" not in client.visit("/result").text


def test_a_note_needs_the_forms_token(client: Client) -> None:
    result_of(client)
    assert client.post("/result/note/1", data={"text": "x"}).status_code in {400, 403}
