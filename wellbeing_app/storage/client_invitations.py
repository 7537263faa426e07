"""Table `client_invitation`: a therapist's standing offer to send them the result of a check.

The row is found by its code, which the therapist hands out as often as they like until it is over
or taken back. The code itself stands here sealed under the therapist's own key, so that they can
show it again. Nothing here says who was invited or whether anybody came.

It is good as long as the therapist can be sent something: with the key of the account it is over.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked
from sqlalchemy import CheckConstraint, Date, LargeBinary, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.account_keys import AccountKey
from wellbeing_app.storage.accounts import Account, State
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.clients import LONGEST_LABEL, Desk
from wellbeing_app.storage.held_shares import Holder
from wellbeing_app.storage.memberships import PAIR_NUMBER, ClinicRole, Membership, roles_of
from wellbeing_app.storage.steps import delete_in_steps
from wellbeing_app.vault.codes import SECRET_BYTES
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal

ID_LABEL, ID_BYTES = "client-invitation", 16
LIVES_DAYS = 30
SEALED_BYTES = 1_024


class ClientInvitationRow(Base):
    """One invitation. It is good up to and with `until_day`; `battery` names the check proposed."""

    __tablename__ = "client_invitation"
    __table_args__ = (CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"), WITHOUT_ROWID)

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    therapist_id: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    battery: Mapped[str] = mapped_column(Text)
    until_day: Mapped[date] = mapped_column(Date, index=True)
    ct: Mapped[bytes] = mapped_column(LargeBinary)


@checked(
    frozen=True,
    slots=True,
    repr=False,
    config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"),
)
class Own:
    """What the therapist alone knows of an invitation: its code, and their own label for it."""

    secret: Annotated[bytes, Field(min_length=SECRET_BYTES, max_length=SECRET_BYTES)]
    label: Annotated[str, Field(max_length=LONGEST_LABEL)]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What its code tells."""

    id: bytes
    therapist_id: bytes = field(repr=False)
    battery: str
    until_day: date


@dataclass(frozen=True, slots=True)
class Inviting:
    """An invitation that is good now, the account of who invites, and what seals to them."""

    invitation: Invitation
    account: Account
    holder: Holder


_OWN = TypeAdapter(Own)


def invitation_id(secret: bytes, salt: bytes) -> bytes:
    """Return what a code is found by; `salt` is the installation's."""
    return derive(secret, ID_LABEL, ID_BYTES, salt)


def add(session: Session, desk: Desk, own: Own, battery: str, salt: bytes, today: date) -> bytes:
    """Write an invitation, good for 30 days, and return its id. The caller commits."""
    id_ = invitation_id(own.secret, salt)
    until_day = today + timedelta(days=LIVES_DAYS)
    content = _OWN.dump_json(own).ljust(SEALED_BYTES)
    sealed = seal(desk.key, content, _place(desk.therapist_id, id_, until_day))
    session.add(
        ClientInvitationRow(
            id=id_,
            therapist_id=desk.therapist_id,
            battery=battery,
            until_day=until_day,
            ct=sealed,
        )
    )
    return id_


def find(session: Session, id_: bytes, today: date, *, locked: bool = False) -> Inviting | None:
    """Return the invitation of this id, if it is good; None, after the same query, for any other.

    Over, taken back, never made, or of a therapist who is gone. `locked`: it and the therapist's
    key stay as they are until the transaction ends.
    """
    good = (ClientInvitationRow.id == id_) & (ClientInvitationRow.until_day >= today)
    owner = func.coalesce(Membership.account_id, ClientInvitationRow.therapist_id)
    statement = (
        select(ClientInvitationRow, Account, AccountKey, Membership)
        .outerjoin(Membership, Membership.id == ClientInvitationRow.therapist_id)
        .join(Account, Account.id == owner)
        .join(AccountKey, AccountKey.account_id == Account.id)
        .where(good, Account.state == State.OPEN)
    )
    if locked:
        statement = statement.with_for_update(
            read=True, of=(ClientInvitationRow, Account, AccountKey)
        )
    found = session.execute(statement).first()
    if found is None:
        return None
    row, account, key, membership = found
    holder = _at_clinic(membership) if membership else Holder(account.id, key.public, key.number)
    return Inviting(_told(row), account, holder) if holder else None


def _at_clinic(membership: Membership) -> Holder | None:
    """Return what seals to a desk of a clinic; None where no therapist is at it any more."""
    if membership.public is None or ClinicRole.THERAPIST not in roles_of(membership):
        return None
    return Holder(membership.id, membership.public, PAIR_NUMBER)


def all_of(session: Session, desk: Desk, today: date) -> list[tuple[Invitation, Own | None]]:
    """Return this therapist's living invitations, the newest first.

    None in the place of what cannot be read; such a row can still be taken back.
    """
    mine = ClientInvitationRow.therapist_id == desk.therapist_id
    rows = session.scalars(
        select(ClientInvitationRow)
        .where(mine, ClientInvitationRow.until_day >= today)
        .order_by(ClientInvitationRow.until_day.desc(), ClientInvitationRow.id)
    )
    return [(_told(row), _opened(desk, row)) for row in rows]


def find_own(
    session: Session, desk: Desk, id_: bytes, today: date
) -> tuple[Invitation, Own] | None:
    """Return a living invitation of this therapist; None for any other, or one that is damaged."""
    row = session.get(ClientInvitationRow, id_)
    if row is None or row.therapist_id != desk.therapist_id or row.until_day < today:
        return None
    own = _opened(desk, row)
    return (_told(row), own) if own else None


def own_label(session: Session, desk: Desk, id_: bytes) -> str:
    """Return the label of this therapist's invitation; empty where there is none to read."""
    row = session.get(ClientInvitationRow, id_)
    own = _opened(desk, row) if row and row.therapist_id == desk.therapist_id else None
    return own.label if own else ""


def revoke(session: Session, therapist_id: bytes, id_: bytes) -> bool:
    """Delete an invitation; False if there is none of this therapist's. The caller commits."""
    mine = (ClientInvitationRow.id == id_) & (ClientInvitationRow.therapist_id == therapist_id)
    gone = delete(ClientInvitationRow).where(mine).returning(ClientInvitationRow.id)
    return session.scalars(gone).one_or_none() is not None


def forget_all(session: Session, therapist_id: bytes) -> None:
    """Delete every invitation of a therapist. The caller commits."""
    session.execute(
        delete(ClientInvitationRow).where(ClientInvitationRow.therapist_id == therapist_id)
    )


def counts(session: Session, today: date) -> tuple[int, int]:
    """Return how many invitations are over, and how many there are."""
    over = func.count().filter(ClientInvitationRow.until_day < today)
    row = session.execute(select(over, func.count()).select_from(ClientInvitationRow)).one()
    return row[0], row[1]


def erase_expired(session: Session, today: date) -> int:
    """Delete the invitations that are over, and commit step by step; how many there were."""
    over = ClientInvitationRow.until_day < today
    return delete_in_steps(session, ClientInvitationRow, ClientInvitationRow.id, over)


def _told(row: ClientInvitationRow) -> Invitation:
    return Invitation(row.id, row.therapist_id, row.battery, row.until_day)


def _opened(desk: Desk, row: ClientInvitationRow) -> Own | None:
    place = _place(row.therapist_id, row.id, row.until_day)
    try:
        return _OWN.validate_json(open_sealed([desk.key], row.ct, place))
    except Unopenable:
        return None


def _place(therapist_id: bytes, id_: bytes, until_day: date) -> bytes:
    return b"client_invitation/1|" + id_ + therapist_id + f"|{until_day}".encode()
