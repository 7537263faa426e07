"""A therapist states days of the week in ticks; nothing else can be stated."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.accounts.cast import Person
from tests.client import NAVIGATION
from wellbeing_app.storage.reading_days import ReadingDays
from wellbeing_app.web.database import db


def stated(app: Flask) -> list[int]:
    """The bits of every row there is."""
    with app.app_context():
        return list(db.session.scalars(select(ReadingDays.days)))


def state(person: Person, *days: str) -> str:
    """Tick these days and no others."""
    page = person.open("/staff/reading-days")
    return person.press(page, "Save", {"day": days}).text


def test_days_are_stated_changed_and_taken_back(staffed: Flask, anna: Person) -> None:
    assert "not at night or on free days" in anna.open("/staff/reading-days").text
    assert "on these days: Monday and Thursday." in state(anna, "0", "3")
    assert "on these days: Tuesday." in state(anna, "1")
    assert stated(staffed) == [2]
    assert "not at night or on free days" in state(anna)
    assert stated(staffed) == []


def test_ticks_stand_as_they_were_saved(anna: Person) -> None:
    state(anna, "6")
    form = anna.open("/staff/reading-days").form("Save")
    assert form.controls["day"].preset == ("6",)
    assert form.controls["day"].offered == tuple("0123456")


@pytest.mark.parametrize("day", ["7", "-1", "00", "x", "٣", "<b>Anna</b>"])
def test_anything_else_states_nothing(staffed: Flask, anna: Person, day: str) -> None:
    """X6."""
    token = anna.open("/staff/reading-days").csrf_token
    form = {"csrf_token": token, "day": day, "account_id": "0", "days": "127"}
    anna.client.post("/staff/reading-days", data=form, headers=NAVIGATION)
    assert stated(staffed) == []


def test_the_account_page_leads_there(anna: Person) -> None:
    page = anna.open("/staff/account")
    assert page.links["The days on which you read"] == "/staff/reading-days"
