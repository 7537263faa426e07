"""All that lies here for one account, in every table, and how it goes at once.

An account that is closed or begins anew goes whole, its random id with it. The id stands on the
list of erased ones, so that a restored backup brings back neither the key nor the password.
"""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing_app.storage import client_invitations, clients, desk_log, reading_days, shares
from wellbeing_app.storage.account_keys import AccountKey, forget_key
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.held_shares import ids_of

WRITTEN = (clients, client_invitations, desk_log)
"""The tables a therapist writes under the own key."""
TABLES = frozenset(
    row.__tablename__
    for row in (
        Account,
        AccountKey,
        shares.ShareRow,
        clients.ClientRow,
        client_invitations.ClientInvitationRow,
        desk_log.DeskLogRow,
        reading_days.ReadingDays,
    )
)


def ids(session: Session) -> tuple[bytes, ...]:
    """Return the id of every account."""
    return tuple(session.scalars(select(Account.id)))


def erase_all(session: Session, these: Collection[bytes]) -> None:
    """Delete the accounts of these ids and what clients showed them. The caller commits."""
    for id_ in sorted(these):
        shares.erase_all(session, ids_of(session, id_))
        erase(session, id_)


def erase(session: Session, account_id: bytes) -> None:
    """Delete an account, its key and all its therapist wrote; others that change it wait.

    What clients showed is the caller's to delete or to empty. The caller commits.
    """
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    for table in WRITTEN:
        table.forget_all(session, account_id)
    reading_days.unstate(session, account_id)
    forget_key(session, account_id)
    session.execute(delete(Account).where(Account.id == account_id))
