"""A therapist who does not read for a while, as a clinic states it to their clients."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing_app.storage import memberships
from wellbeing_app.storage.memberships import ClinicRole


@dataclass(frozen=True, slots=True)
class Absence:
    """What clients are told. `until` is None where nobody knows how long."""

    clinic: str
    contact: str
    until: date | None


def absence(session: Session, desk_id: bytes | None, today: date) -> Absence | None:
    """Return how long nobody reads at a desk; None where its therapist is there."""
    found = memberships.of_desk(session, desk_id) if desk_id else None
    if found is None:
        return None
    membership, clinic = found
    closed = ClinicRole.THERAPIST not in memberships.roles_of(membership)
    until = membership.absent_until
    away = until is not None and until >= today
    return Absence(clinic.name, clinic.contact, until if away else None) if closed or away else None
