"""X3, X6, P1: a therapist's invitations are theirs alone, and say no more than they must."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import Person
from tests.caseload.inviting import Made, made_by
from tests.client import NAVIGATION, Client
from tests.pages import Page, words
from tests.web.conftest import Clock
from wellbeing_app.storage import client_invitations
from wellbeing_app.storage.client_invitations import ClientInvitationRow
from wellbeing_app.vault.codes import read_code
from wellbeing_app.web.database import db

DAY = 24 * 60 * 60


def listed(person: Person) -> list[str]:
    """What the list tells of each invitation."""
    page = person.open("/staff/invitations")
    return [
        words(item)
        for item in page.tree.iter("li")
        if any(link.get("href", "").startswith("/staff/invitations/") for link in item.iter("a"))
    ]


def test_a_therapist_makes_one_and_finds_it_again(anna: Person) -> None:
    assert listed(anna) == []
    made = made_by(anna, "Thursday")
    assert read_code(made.code)
    assert listed(anna) == [
        "Thursday: Generalised Anxiety Disorder scale, seven items, good until 14 February 2027"
    ]
    again = anna.open(made.page.path)
    assert Made(again).code == made.code
    assert "/i#" + made.code.replace(" ", "-") in again.text
    assert "Good until 14 February 2027" in again.text


def test_a_label_may_be_left_out(anna: Person) -> None:
    made_by(anna, "")
    assert listed(anna)[0].startswith("Without a label")


def test_they_are_gone_after_thirty_days(anna: Person, clock: Clock) -> None:
    made = made_by(anna)
    clock.now += 30 * DAY
    anna.sign_in()
    assert len(listed(anna)) == 1
    clock.now += DAY
    anna.sign_in()
    assert listed(anna) == []
    assert anna.open(made.page.path).status == 404


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"battery": "", "label": "Thursday"}, "Choose the check you propose"),
        ({"battery": "gad-7", "label": "x" * 61}, "Write at most 60 characters"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_stands_there_again(
    anna: Person, answers: dict[str, str], said: str
) -> None:
    page = anna.press(anna.open("/staff/invitations"), "Make an invitation", answers)
    assert (page.status, said in page.text) == (422, True)
    form = page.form("Make an invitation")
    assert form.controls["label"].preset == (answers["label"],)
    assert form.controls["battery"].preset == (answers["battery"],)
    assert listed(anna) == []


def test_taken_back_it_is_in_the_list_no_more(anna: Person) -> None:
    made = made_by(anna)
    page = anna.press(made.page, "Take it back now")
    assert page.path == "/staff/invitations"
    assert listed(anna) == []
    assert anna.open(made.page.path).status == 404


def told(person: Person, id_: str) -> tuple[tuple[int, str], ...]:
    """What a therapist gets for the id of an invitation, by reading and by taking back."""
    token = person.open("/staff/reset").csrf_token
    path = f"/staff/invitations/{id_}"
    read = person.client.get(path, headers=NAVIGATION)
    revoked = person.client.post(f"{path}/revoke", data={"csrf_token": token}, headers=NAVIGATION)
    return tuple(
        (answer.status_code, re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True)))
        for answer in (read, revoked)
    )


def strangers_learn_nothing(anna: Person, ben: Person) -> None:
    made = made_by(anna)
    unknown = told(ben, "0" * 32)
    assert [status for status, _ in unknown] == [404, 404]
    for id_ in (made.id, made.id.upper(), made.id[:-1], "zz", "0" * 31 + "é"):
        assert told(ben, id_) == unknown, id_
    assert len(listed(anna)) == 1


def test_another_s_invitation_is_as_good_as_none(anna: Person, ben: Person) -> None:
    """X3."""
    strangers_learn_nothing(anna, ben)


def test_a_revoking_that_does_not_look_whose_it_is_would_be_found(
    anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoke = client_invitations.revoke
    owner = made_by(anna)
    with anna.app.app_context():
        row = db.session.get_one(ClientInvitationRow, bytes.fromhex(owner.id))
        therapist = row.therapist_id
    anna.press(owner.page, "Take it back now")
    monkeypatch.setattr(
        client_invitations,
        "revoke",
        lambda session, _whose, id_: revoke(session, therapist, id_),
    )
    with pytest.raises(AssertionError):
        strangers_learn_nothing(anna, ben)


def test_fields_nobody_asked_for_are_ignored(anna: Person, ben: Person, staffed: Flask) -> None:
    """X6."""
    other = made_by(ben)
    extra = {
        **{"therapist_id": "0" * 32, "id": other.id, "until_day": "2099-01-01", "ct": "x"},
        **{"secret": "0" * 30, "rev": "9", "name": "Somebody else"},
    }
    token = anna.open("/staff/invitations").csrf_token
    form = {"csrf_token": token, "battery": "gad-7", "label": "Thursday", **extra}
    answer = anna.client.post("/staff/invitations", data=form, headers=NAVIGATION)
    assert answer.location != other.page.path
    with staffed.app_context():
        rows = db.session.scalars(select(ClientInvitationRow)).all()
        assert len({row.therapist_id for row in rows}) == 2
        assert len({row.until_day for row in rows}) == 1
    assert Made(anna.open(str(answer.location))).code != other.code


def test_code_and_label_stand_nowhere_at_rest(
    anna: Person, instance: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """P1."""
    made = made_by(anna, "zqcanary on Thursday")
    held = b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())
    held += "".join(capfd.readouterr()).encode()
    code = made.code.replace(" ", "-")
    for secret in (code.encode(), code.replace("-", "").encode(), read_code(code), b"zqcanary"):
        assert secret not in held


def test_a_label_shows_as_it_was_typed_and_runs_nothing(anna: Person) -> None:
    made = made_by(anna, "<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in made.page.text
    assert "<script>alert(1)" not in made.page.html


def test_a_row_that_was_damaged_can_be_taken_back_and_hides_no_other(
    anna: Person, staffed: Flask
) -> None:
    """D10."""
    damaged = made_by(anna, "Monday")
    made_by(anna, "Thursday")
    with staffed.app_context():
        db.session.get_one(ClientInvitationRow, bytes.fromhex(damaged.id)).ct = b"x"
        db.session.commit()
    page = anna.open("/staff/invitations")
    assert "One cannot be read" in page.text
    assert [line[:8] for line in listed(anna)] == ["Thursday"]
    assert anna.open(damaged.page.path).status == 404
    assert "One cannot be read" not in anna.press(page, "Take it back").text


def printed(page: Page) -> str:
    """What of a page goes to the paper."""
    for parent in page.tree.iter():
        for child in list(parent):
            if child.get("class") in {"screen-only", "top", "foot", "back", "row"}:
                parent.remove(child)
    return words(page.one("main"))


def test_the_print_holds_what_is_meant_for_the_client_and_no_label(anna: Person) -> None:
    made = made_by(anna, "Thursday")
    text = printed(made.page)
    assert made.code in text
    assert "Thursday" not in text
    assert "What to tell the client" not in text
    assert "Declining costs nothing" in text


def test_visitors_are_led_to_no_invitation(staffed: Flask, anna: Person) -> None:
    made = made_by(anna)
    assert Client.of(staffed).visit(made.page.path).status == 404
