"""A clinic with a front door, as its admin leaves it."""

from dataclasses import replace
from datetime import date

from flask import Flask

from tests.untrusted.hostile_pictures import picture
from wellbeing_app.storage import clinics
from wellbeing_app.storage.clinics import ClinicState
from wellbeing_app.storage.doors import Contents, Line, door_of, publish, put_draft
from wellbeing_app.untrusted.pictures import logo
from wellbeing_app.web.database import db

LINE = Line(
    name="River House on call",
    phone="+44 1632 960001",
    days=(0, 1, 2, 3, 4, 5, 6),
    opens=0,
    closes=0,
    zone="Europe/London",
    confirmed_by="Ada Brook",
    confirmed_day=date(2026, 11, 20),
)
LOGO = logo(picture("PNG", (300, 90)))
CONTENTS = Contents(
    name="River House",
    accent="#7a1f5c",
    welcome="Come in. **You are welcome here.**",
    before="We also meet on Tuesdays, [see our site](https://example.org/tuesdays).",
    closing="Talk to us *when you like*.",
    hours="- Monday to Friday, 9 to 17",
    privacy="## Who we are\n\nRiver House, Bridge Lane 1.",
    line=None,
)


def open_door(
    app: Flask,
    slug: str = "river",
    contents: Contents = CONTENTS,
    state: ClinicState = ClinicState.UNLISTED,
) -> bytes:
    """Add a clinic with a published door, and return its id."""
    with app.app_context():
        clinic = clinics.create(db.session, contents.name, slug)
        clinic.contact = "Telephone 01632 960000"
        door = door_of(db.session, clinic)
        put_draft(door, contents)
        door.draft_logo = LOGO
        publish(door, clinic)
        clinic.state = state
        db.session.add(door)
        db.session.commit()
        return clinic.id


def rewrite(app: Flask, slug: str, **changed: object) -> None:
    """Publish a change."""
    with app.app_context():
        clinic = clinics.by_slug(db.session, slug)
        assert clinic is not None
        door = door_of(db.session, clinic)
        put_draft(door, replace(CONTENTS, **changed))  # type: ignore[arg-type]
        publish(door, clinic)
        db.session.commit()


def put_state(app: Flask, slug: str, state: ClinicState) -> None:
    with app.app_context():
        clinic = clinics.by_slug(db.session, slug)
        assert clinic is not None
        clinic.state = state
        db.session.commit()
