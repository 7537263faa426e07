"""A9: a share leaves the site on purpose only, whole and in a form others read; the log says so."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fhir.resources.R4B.bundle import Bundle
from flask import Flask
from werkzeug.test import TestResponse

from tests.accounts.cast import Person
from tests.caseload.showing import (
    AVOID,
    TALK,
    as_the_client,
    everything,
    pick_up,
    put_up,
    share_path,
    shown,
)
from tests.pages import Page
from tests.pdfs import faults, text_of
from tests.web.conftest import Clock
from wellbeing_app.records.share import LinePart
from wellbeing_app.web.brake import brake
from wellbeing_app.web.paper.making import MOST_A_MINUTE
from wellbeing_app.web.staff import guards as staff

MINUTES = 60


def exported(person: Person, where: str, form: str) -> TestResponse:
    """Send the form of the export page."""
    page = person.open(f"{where}/export")
    assert page.path == f"{where}/export", page.path
    data = {"csrf_token": page.csrf_token, "form": form}
    answer: TestResponse = person.client.post(page.path, data=data)
    return answer


@pytest.fixture
def where(staffed: Flask, anna: Person) -> str:
    """The address of a share of Anna's."""
    return share_path(pick_up(anna, shown(staffed), "Purple heron"))


def test_a_pdf_is_tagged_and_names_nobody(anna: Person, where: str) -> None:
    answer = exported(anna, where, "pdf")
    assert answer.content_type == "application/pdf"
    assert faults(answer.get_data()) == []
    told = text_of(answer.get_data())
    assert told.index(TALK) < told.index(AVOID) < told.index("Score")
    assert "record.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_after_ten_pdfs_a_minute_the_other_forms_still_go(
    staffed: Flask, anna: Person, where: str
) -> None:
    with staffed.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(MOST_A_MINUTE):
            brake("pdf", MOST_A_MINUTE)
    assert exported(anna, where, "pdf").status_code == 429
    assert exported(anna, where, "csv").status_code == 200


def test_a_table_holds_every_line(anna: Person, where: str) -> None:
    answer = exported(anna, where, "csv")
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    cells = {cell for row in rows for cell in row}
    assert {TALK, AVOID} <= cells
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 1 + 2 + 1 + 9 + 2


def test_fhir_is_a_bundle_others_read(anna: Person, where: str) -> None:
    answer = exported(anna, where, "fhir")
    assert answer.content_type == "application/fhir+json"
    made = json.loads(answer.get_data())
    Bundle.model_validate(made)
    kinds = [entry["resource"]["resourceType"] for entry in made["entry"]]
    assert {"Questionnaire", "QuestionnaireResponse", "Observation", "Provenance"} == set(kinds)


@pytest.mark.parametrize("form", ["pdf", "csv", "fhir"])
def test_no_export_holds_label_or_notes_of_the_therapist(
    staffed: Flask, anna: Person, form: str
) -> None:
    page = pick_up(anna, shown(staffed), "Purple heron")
    page = anna.press(page, "Add the note", {"words": "Grey goose"})
    data = exported(anna, share_path(page), form).get_data()
    for canary in (b"heron", b"goose", b"Anna", b"Rossi"):
        assert canary not in (text_of(data).encode() if form == "pdf" else data)


@pytest.mark.parametrize("form", ["", "docx", "view", "claim"])
def test_a_form_that_is_not_offered_exports_nothing(anna: Person, where: str, form: str) -> None:
    answer = exported(anna, where, form)
    assert answer.status_code == 422
    assert "Choose a form" in Page.of(answer).text
    assert "Exported" not in anna.open("/staff/log").text


def test_an_export_stands_in_the_log(anna: Person, where: str) -> None:
    for form in ("csv", "fhir"):
        assert exported(anna, where, form).status_code == 200
    told = anna.open("/staff/log").text
    assert "Exported as a table (CSV)" in told
    assert "Exported as FHIR" in told
    assert "Exported as PDF" not in told


def test_a_proof_of_six_minutes_ago_is_asked_for_again(
    clock: Clock, anna: Person, where: str
) -> None:
    """A9."""
    page = anna.open(f"{where}/export")
    clock.now += 6 * MINUTES
    answer = anna.press(page, "Export", {"form": "csv"})
    assert answer.status == 403
    assert "Please show that it is you" in answer.text
    assert "Exported" not in anna.open("/staff/log").text
    assert anna.open(f"{where}/export").path == "/staff/proof"


def test_an_export_without_the_proof_would_be_found(
    clock: Clock, anna: Person, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "PROOF_SECONDS", 10**6)
    with pytest.raises(AssertionError):
        test_a_proof_of_six_minutes_ago_is_asked_for_again(clock, anna, where)


def test_what_was_withdrawn_meanwhile_is_not_exported(staffed: Flask, anna: Person) -> None:
    """X4, L5."""
    code = shown(staffed)
    where = share_path(pick_up(anna, code))
    page = anna.open(f"{where}/export")
    client, status = as_the_client(staffed, code)
    client.submit(status, press="Take it back now")
    answer = anna.press(page, "Export", {"form": "csv"})
    assert answer.status == 410
    assert TALK not in answer.html


def test_unknown_fields_of_the_form_change_nothing(anna: Person, where: str) -> None:
    """X6."""
    page = anna.open(f"{where}/export")
    later = (date(2027, 1, 15) + timedelta(days=900)).isoformat()
    data = {
        **{"csrf_token": page.csrf_token, "form": "csv", "role": "operator"},
        **{"expires_day": later, "therapist_id": "0" * 32, "paused": "no"},
    }
    assert anna.client.post(page.path, data=data).status_code == 200
    assert later not in anna.open(where).html
    assert "It can be read until 14 February 2027" in anna.open(where).text


def test_the_page_says_before_what_a_pdf_cannot_show(staffed: Flask, anna: Person) -> None:
    """B10."""
    odd = replace(everything(staffed), parts=(LinePart("talk", "a\U00010380b"),), sources=())
    where = share_path(pick_up(anna, put_up(staffed, odd)))
    assert "prints □ instead: \U00010380" in anna.open(f"{where}/export").text
    assert "a□b" in text_of(exported(anna, where, "pdf").get_data())
