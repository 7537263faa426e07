"""Where somebody works: a practice of their own, or clinics; each with its own desk and key."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing_app.storage import memberships
from wellbeing_app.storage.account_keys import key_of
from wellbeing_app.storage.accounts import Account, Role
from wellbeing_app.storage.clinics import Clinic
from wellbeing_app.storage.memberships import PAIR_NUMBER, ClinicRole, Membership
from wellbeing_app.storage.staff_sessions import Contents
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable


@dataclass(frozen=True, slots=True, repr=False)
class Workplace:
    """One of them. `id` is the desk's; without a clinic it is a practice of one's own."""

    id: bytes
    roles: frozenset[ClinicRole]
    pair: Pair | None
    """Opens what clients shared here; None where it cannot be opened."""
    number: int
    """Which pair of this desk it is; an earlier one is gone for good."""
    clinic_id: bytes | None = None
    clinic_name: str = ""
    seen_day: date | None = None
    absent_until: date | None = None

    @property
    def is_desk(self) -> bool:
        """Whether clients are seen here."""
        return ClinicRole.THERAPIST in self.roles and self.pair is not None

    @property
    def is_run(self) -> bool:
        """Whether this person runs the clinic."""
        return self.clinic_id is not None and ClinicRole.ADMIN in self.roles


def workplaces(
    session: Session, account: Account, contents: Contents, salt: bytes
) -> tuple[Workplace, ...]:
    """Return where the account of a whole sign-in works, its own practice first."""
    own = _own(session, account, contents) if account.role == Role.THERAPIST else None
    joined = memberships.of_account(session, account.id)
    clinics = [_at(membership, clinic, contents, salt) for membership, clinic in joined]
    return (*([own] if own else ()), *clinics)


def _own(session: Session, account: Account, contents: Contents) -> Workplace | None:
    key = key_of(session, account.id)
    if key is None:
        return None
    pair = Pair(public=key.public, private=contents.private)
    return Workplace(account.id, frozenset({ClinicRole.THERAPIST}), pair, key.number)


def _at(membership: Membership, clinic: Clinic, contents: Contents, salt: bytes) -> Workplace:
    try:
        pair = memberships.pair_of(membership, contents.private, salt)
    except Unopenable:
        pair = None
    return Workplace(
        membership.id,
        memberships.roles_of(membership),
        pair,
        PAIR_NUMBER,
        clinic.id,
        clinic.name,
        membership.seen_day,
        membership.absent_until,
    )
