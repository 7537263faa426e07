"""Table `clinic`: a practice or service with people, a front door and words of its own.

Everything in it is the clinic's own statement and public at its door; nothing is about visitors.
"""

import re
import secrets
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import CheckConstraint, LargeBinary, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base

ID_BYTES = 16
LONGEST_NAME = 80
LONGEST_CONTACT = 500
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]")
"""What an address calls a clinic: 3 to 40 small letters, digits and hyphens."""


class ClinicState(StrEnum):
    """How far a clinic is."""

    PREPARING = "preparing"
    """It has people; its front door has not been opened."""
    LISTED = "listed"
    """Its front door is open, and named in the list of clinics."""
    UNLISTED = "unlisted"
    """Its front door is open to those who have the address."""
    PAUSED = "paused"
    """Its front door says that it is closed for now."""
    GONE = "gone"
    """Its front door was deleted; the address says so."""


OPEN = frozenset({ClinicState.LISTED, ClinicState.UNLISTED})


class Clinic(Base):
    """One clinic."""

    __tablename__ = "clinic"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    contact: Mapped[str] = mapped_column(Text)
    """How clients reach the clinic, in its own words; empty until an admin writes it."""


def create(session: Session, name: str, slug: str) -> Clinic:
    """Add a clinic; IntegrityError if the slug is taken. The caller commits."""
    clinic = Clinic(
        id=secrets.token_bytes(ID_BYTES),
        slug=slug,
        name=name,
        state=ClinicState.PREPARING,
        contact="",
    )
    session.add(clinic)
    session.flush()
    return clinic


def by_slug(session: Session, slug: str) -> Clinic | None:
    """Return the clinic an address names."""
    return session.scalars(select(Clinic).where(Clinic.slug == slug)).one_or_none()


def everyone(session: Session) -> Sequence[Clinic]:
    """Return every clinic, by slug."""
    return session.scalars(select(Clinic).order_by(Clinic.slug)).all()


def locked(session: Session, clinic_id: bytes) -> Clinic:
    """Return a clinic whose people are to be changed; others that change them wait."""
    return session.scalars(select(Clinic).where(Clinic.id == clinic_id).with_for_update()).one()


def listed(session: Session) -> Sequence[Clinic]:
    """Return the clinics whose front door is open and listed, by name."""
    statement = select(Clinic).where(Clinic.state == ClinicState.LISTED)
    return session.scalars(statement.order_by(Clinic.name, Clinic.slug)).all()
