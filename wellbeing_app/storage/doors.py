"""Table `clinic_door`: what a clinic writes for its front door, as drafted and as it stands open.

All of it is the clinic's own statement to the public. The draft becomes what visitors see when an
admin publishes it, whole: with each such step `revision` grows, and never falls or comes back.
How open the door is stands with the clinic (`ClinicState`).
"""

from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass
from sqlalchemy import ColumnElement, ForeignKey, Integer, LargeBinary, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.records.record import STRICT
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.clinics import Clinic, ClinicState

LONGEST_WORDS = 2_000
"""Characters of each text a clinic adds."""
LONGEST_LAW = 12_000
LONGEST_HOURS = 500


@dataclass(frozen=True, slots=True, config=STRICT)
class Line:
    """The clinic's own emergency line. Days count from Monday, 0; times are minutes of the day.

    One that opens and closes at the same minute is open all day; one that closes earlier than it
    opens, on the next day.
    """

    name: str
    phone: str
    days: tuple[int, ...]
    opens: int
    closes: int
    zone: str
    confirmed_by: str
    confirmed_day: date


@dataclass(frozen=True, slots=True, config=STRICT)
class Contents:
    """Everything a clinic writes for its door. Texts are Markdown unless they are one line."""

    name: str = ""
    accent: str = ""
    welcome: str = ""
    before: str = ""
    closing: str = ""
    hours: str = ""
    privacy: str = ""
    line: Line | None = None


class ClinicDoor(Base):
    """The door of one clinic."""

    __tablename__ = "clinic_door"
    __table_args__ = (WITHOUT_ROWID,)

    clinic_id: Mapped[bytes] = mapped_column(ForeignKey("clinic.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer)
    draft: Mapped[str] = mapped_column(Text)
    draft_logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    live: Mapped[str | None] = mapped_column(Text)
    live_logo: Mapped[bytes | None] = mapped_column(LargeBinary)


class Plate(NamedTuple):
    """What tells one door from others, and whether what is known of it is still so."""

    id: bytes
    slug: str
    name: str
    contact: str
    state: str
    revision: int


_CONTENTS = TypeAdapter(Contents)


def drafted(door: ClinicDoor) -> Contents:
    """Return what an admin has written so far."""
    return _CONTENTS.validate_json(door.draft)


def put_draft(door: ClinicDoor, contents: Contents) -> None:
    """Replace what is drafted. The caller commits."""
    door.draft = _CONTENTS.dump_json(contents).decode()


def door_of(session: Session, clinic: Clinic) -> ClinicDoor:
    """Return the door of a clinic; one that nobody has written for yet holds its name."""
    door = session.get(ClinicDoor, clinic.id)
    if door is None:
        door = ClinicDoor(clinic_id=clinic.id, revision=0, draft="")
        put_draft(door, Contents(name=clinic.name))
    return door


def publish(door: ClinicDoor, clinic: Clinic) -> None:
    """Let visitors see what is drafted; the clinic takes the name written there."""
    door.live, door.live_logo = door.draft, door.draft_logo
    door.revision += 1
    clinic.name = drafted(door).name


def take_down(door: ClinicDoor, clinic: Clinic) -> None:
    """Delete all that was written for the door, and let its address say that it is gone."""
    door.live = door.live_logo = door.draft_logo = None
    door.revision += 1
    put_draft(door, Contents(name=clinic.name))
    clinic.state = ClinicState.GONE


def plate_of(session: Session, slug: str) -> Plate | None:
    """Return whose door stands at an address; None where nothing was ever published."""
    return _plate(session, Clinic.slug == slug)


def plate_by_id(session: Session, clinic_id: bytes) -> Plate | None:
    """Return the door of a clinic."""
    return _plate(session, Clinic.id == clinic_id)


def published(session: Session, clinic_id: bytes) -> tuple[Contents, bytes | None] | None:
    """Return what visitors see of a clinic, and its logo."""
    columns = select(ClinicDoor.live, ClinicDoor.live_logo)
    found = session.execute(columns.where(ClinicDoor.clinic_id == clinic_id)).first()
    if found is None or found.live is None:
        return None
    return _CONTENTS.validate_json(found.live), found.live_logo


def _plate(session: Session, which: ColumnElement[bool]) -> Plate | None:
    columns = (Clinic.id, Clinic.slug, Clinic.name, Clinic.contact, Clinic.state)
    statement = select(*columns, ClinicDoor.revision).join(ClinicDoor).where(which)
    found = session.execute(statement).first()
    return Plate(*found) if found else None
