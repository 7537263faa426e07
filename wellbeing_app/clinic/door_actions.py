"""Every change of a clinic's front door. They write and do not commit.

None is seen before it is published; what changes for visitors stands in the audit.
"""

import re
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from wellbeing_app.clinic.actions import Doer
from wellbeing_app.storage import clinic_audit, clinics, doors
from wellbeing_app.storage.clinic_audit import Act, Entry
from wellbeing_app.storage.clinics import OPEN, Clinic, ClinicState
from wellbeing_app.storage.doors import ClinicDoor, Contents, drafted
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.web.staff.circumstances import House

TO_FILL = re.compile(r"\[[^\]\n]*\](?!\()")
"""A place of a template that nobody has filled in; a link is none."""
ACTS = {ClinicState.PAUSED: Act.DOOR_PAUSED, ClinicState.GONE: Act.DOOR_DELETED}


class NoLaw(RuntimeError):
    """The clinic's privacy text is empty, or has places to fill in."""


def has_law(contents: Contents) -> bool:
    """Say whether there is a privacy text, and nothing in it waits to be filled in."""
    return bool(contents.privacy.strip()) and not TO_FILL.search(contents.privacy)


def write(session: Session, by: Doer, house: House, **changed: Any) -> None:  # noqa: ANN401 (any field)
    """Change what is drafted."""
    _clinic, door = _locked(session, by, house)
    doors.put_draft(door, replace(drafted(door), **changed))


def put_logo(session: Session, by: Doer, house: House, logo: bytes | None) -> None:
    """Change the drafted logo, or take it away."""
    _clinic, door = _locked(session, by, house)
    door.draft_logo = logo


def publish(session: Session, by: Doer, house: House) -> None:
    """Let visitors see what is drafted. Raises `NoLaw`."""
    clinic, door = _locked(session, by, house)
    if not has_law(drafted(door)):
        raise NoLaw
    doors.publish(door, clinic)
    _note(session, by, Act.DOOR_PUBLISHED, str(door.revision), house)


def put_state(session: Session, by: Doer, house: House, state: ClinicState) -> None:
    """Open, list or pause the door. One that was never published cannot be opened: `NoLaw`."""
    clinic, door = _locked(session, by, house)
    if door.live is None:
        raise NoLaw
    if clinic.state == state:
        return
    clinic.state = state
    _note(session, by, ACTS.get(state, Act.DOOR_OPENED), state if state in OPEN else "", house)


def delete(session: Session, by: Doer, house: House) -> None:
    """Delete all that was written for the door; its address says that it is gone."""
    clinic, door = _locked(session, by, house)
    doors.take_down(door, clinic)
    _note(session, by, Act.DOOR_DELETED, "", house)


def _locked(session: Session, by: Doer, house: House) -> tuple[Clinic, ClinicDoor]:
    """Return a clinic and its door; others that change it wait."""
    note_day(session, house.today)
    clinic = clinics.locked(session, by.clinic_id)
    door = doors.door_of(session, clinic)
    session.add(door)
    return clinic, door


def _note(session: Session, by: Doer, act: Act, what: str, house: House) -> None:
    entry = Entry(by.name, act, what)
    clinic_audit.note(session, by.clinic_id, entry, note_day(session, house.today), house.keys)
