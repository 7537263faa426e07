"""Table `membership`: who belongs to a clinic, in which roles, and the key of that desk.

The id of a membership is the id of its desk. The desk's private key stands here sealed under the
private key of the account, which only the person's password or recovery code opens: nobody at the
clinic and no server key does. A membership that ends takes its key and its desk with it.
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    LargeBinary,
    Text,
    UniqueConstraint,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.clinics import Clinic
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys, Pair
from wellbeing_app.vault.sealing import open_sealed, seal

ID_BYTES = 16
KEY_LABEL, KEY_BYTES = "membership-kek", 32
PAIR_NUMBER = 1
"""A membership has one key pair in its life: one that begins anew is another membership."""


class ClinicRole(StrEnum):
    """What somebody may do in a clinic; one person may hold several."""

    ADMIN = "admin"
    """People, front door, resources, publishing."""
    AUTHOR = "author"
    """Batteries and questionnaires."""
    PUBLISHER = "publisher"
    """Publishes without being admin."""
    THERAPIST = "therapist"


class Membership(Base):
    """One person at one clinic. Without an account it is an invitation that nobody has taken."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"),
        UniqueConstraint("clinic_id", "account_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    clinic_id: Mapped[bytes] = mapped_column(ForeignKey("clinic.id"))
    account_id: Mapped[bytes | None] = mapped_column(ForeignKey("account.id"), index=True)
    roles: Mapped[str] = mapped_column(Text)
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Whom the admin invited, sealed; once they have joined, the account's own name counts."""
    invitation_id: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    invitation_until: Mapped[int | None] = mapped_column(BigInteger)
    """Seconds since 1970."""
    public: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_account: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Both None until the person has enrolled."""
    seen_day: Mapped[date | None] = mapped_column(Date)
    absent_until: Mapped[date | None] = mapped_column(Date)
    """Up to and with this day the therapist does not read, as an admin states."""


def add(session: Session, clinic_id: bytes, roles: Iterable[ClinicRole]) -> Membership:
    """Add a membership that nobody holds yet. The caller commits."""
    membership = Membership(id=secrets.token_bytes(ID_BYTES), clinic_id=clinic_id)
    put_roles(membership, roles)
    session.add(membership)
    session.flush()
    return membership


def roles_of(membership: Membership) -> frozenset[ClinicRole]:
    """Return the roles somebody holds."""
    return frozenset(map(ClinicRole, membership.roles.split()))


def put_roles(membership: Membership, roles: Iterable[ClinicRole]) -> None:
    """Replace the roles."""
    held = frozenset(roles)
    membership.roles = " ".join(role for role in ClinicRole if role in held)


def put_name(membership: Membership, name: str, keys: Keys) -> None:
    """Note whom an invitation is for."""
    membership.name = seal(keys.field_keys[0], name.encode(), _place(membership.id, "name"))


def invited_name(membership: Membership, keys: Keys) -> str:
    """Open whom an invitation is for; empty where nobody was named."""
    if membership.name is None:
        return ""
    return open_sealed(keys.field_keys, membership.name, _place(membership.id, "name")).decode()


def invited(session: Session, invitation_id: bytes, now: int) -> Membership | None:
    """Return the membership whose one-time code has this id, while it is good; others wait."""
    statement = select(Membership).where(
        Membership.invitation_id == invitation_id,
        Membership.invitation_until > now,
        Membership.account_id.is_(None),
    )
    return session.scalars(statement.with_for_update()).one_or_none()


def join(membership: Membership, account_id: bytes) -> None:
    """Hand an invitation to the account that took it; its code is used up."""
    membership.account_id = account_id
    membership.invitation_id = membership.invitation_until = membership.name = None


def make_key(membership: Membership, private: bytes, salt: bytes) -> None:
    """Draw the key pair of this desk and seal it under the account's private key."""
    pair = Pair.new()
    membership.public = pair.public
    key = derive(private, KEY_LABEL, KEY_BYTES, salt)
    membership.by_account = seal(key, pair.private, _key_place(membership))


def pair_of(membership: Membership, private: bytes, salt: bytes) -> Pair | None:
    """Open the key pair of this desk; None before enrolling. Raises `Unopenable`."""
    if membership.public is None or membership.by_account is None:
        return None
    key = derive(private, KEY_LABEL, KEY_BYTES, salt)
    opened = open_sealed([key], membership.by_account, _key_place(membership))
    return Pair(public=membership.public, private=opened)


def of_account(session: Session, account_id: bytes) -> list[tuple[Membership, Clinic]]:
    """Return where somebody works, by the clinic's name."""
    statement = (
        select(Membership, Clinic)
        .join(Clinic, Clinic.id == Membership.clinic_id)
        .where(Membership.account_id == account_id)
        .order_by(Clinic.name, Membership.id)
    )
    return [(membership, clinic) for membership, clinic in session.execute(statement)]


def of_clinic(session: Session, clinic_id: bytes) -> list[tuple[Membership, Account | None]]:
    """Return everybody at a clinic with their account, and the invitations that wait."""
    statement = (
        select(Membership, Account)
        .outerjoin(Account, Account.id == Membership.account_id)
        .where(Membership.clinic_id == clinic_id)
        .order_by(Membership.id)
    )
    return [(membership, account) for membership, account in session.execute(statement)]


def find(session: Session, clinic_id: bytes, id_: bytes) -> Membership | None:
    """Return one membership of this clinic; None for any other clinic's."""
    here = (Membership.id == id_) & (Membership.clinic_id == clinic_id)
    return session.scalars(select(Membership).where(here)).one_or_none()


def admins(session: Session, clinic_id: bytes) -> Sequence[Membership]:
    """Return who can run this clinic now: admins who have enrolled."""
    enrolled = (Membership.clinic_id == clinic_id) & Membership.public.is_not(None)
    everybody = session.scalars(select(Membership).where(enrolled))
    return [one for one in everybody if ClinicRole.ADMIN in roles_of(one)]


def of_desk(session: Session, desk_id: bytes) -> tuple[Membership, Clinic] | None:
    """Return the membership whose desk this is, and its clinic; None for one without a clinic."""
    statement = (
        select(Membership, Clinic)
        .join(Clinic, Clinic.id == Membership.clinic_id)
        .where(Membership.id == desk_id)
    )
    found = session.execute(statement).first()
    return (found[0], found[1]) if found else None


def note_seen(session: Session, id_: bytes, today: date) -> None:
    """Note that somebody works here today. The caller commits."""
    session.execute(update(Membership).where(Membership.id == id_).values(seen_day=today))


def _place(id_: bytes, column: str) -> bytes:
    return b"membership/1|" + column.encode() + b"|" + id_


def _key_place(membership: Membership) -> bytes:
    return _place(membership.id, "key") + (membership.account_id or b"")
