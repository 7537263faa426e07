"""A desk: all that lies under one therapist's id, in every table, and how it goes at once.

The id is an account's for a therapist without a clinic, and a membership's within a clinic: who
works in two places has two desks, and neither key opens the other.
"""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing_app.storage import (
    client_invitations,
    client_notes,
    clients,
    desk_log,
    reading_days,
    shares,
)
from wellbeing_app.storage.held_shares import ids_of
from wellbeing_app.storage.memberships import Membership

WRITTEN = (clients, client_notes, client_invitations, desk_log)
"""The tables a therapist writes under the own key."""
TABLES = frozenset(
    row.__tablename__
    for row in (
        shares.ShareRow,
        clients.ClientRow,
        client_notes.ClientNoteRow,
        client_invitations.ClientInvitationRow,
        desk_log.DeskLogRow,
        reading_days.ReadingDays,
        Membership,
    )
)


def of_account(session: Session, account_id: bytes) -> tuple[bytes, ...]:
    """Return the ids of every desk of an account: its own, and one a membership."""
    own = select(Membership.id).where(Membership.account_id == account_id)
    return (account_id, *session.scalars(own))


def ids(session: Session) -> tuple[bytes, ...]:
    """Return the id of every desk of a clinic; those of accounts go with the account."""
    return tuple(session.scalars(select(Membership.id)))


def erase_all(session: Session, these: Collection[bytes]) -> None:
    """Delete the desks of these ids and what clients showed there. The caller commits."""
    for id_ in sorted(these):
        shares.erase_all(session, ids_of(session, id_))
        erase(session, id_)


def erase(session: Session, desk_id: bytes) -> None:
    """Delete all that a therapist wrote here, and the membership with its key.

    What clients showed is the caller's to delete or to empty. The caller commits.
    """
    for table in WRITTEN:
        table.forget_all(session, desk_id)
    reading_days.unstate(session, desk_id)
    session.execute(delete(Membership).where(Membership.id == desk_id))
