"""All that lies here for one account, in every table, and how it goes at once.

An account that is closed or begins anew goes whole, its random id with it. The id stands on the
list of erased ones, so that a restored backup brings back neither the key nor the password.
"""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing_app.storage import desks, shares
from wellbeing_app.storage.account_keys import AccountKey, forget_key
from wellbeing_app.storage.accounts import Account
from wellbeing_app.storage.held_shares import ids_of

TABLES = desks.TABLES | {Account.__tablename__, AccountKey.__tablename__}


def ids(session: Session) -> tuple[bytes, ...]:
    """Return the id of every account."""
    return tuple(session.scalars(select(Account.id)))


def erase_all(session: Session, these: Collection[bytes]) -> None:
    """Delete the accounts of these ids and what clients showed them. The caller commits."""
    for id_ in sorted(these):
        for desk_id in desks.of_account(session, id_):
            shares.erase_all(session, ids_of(session, desk_id))
        erase(session, id_)


def erase(session: Session, account_id: bytes) -> None:
    """Delete an account, its memberships, keys and desks; others that change it wait.

    What clients showed is the caller's to delete or to empty. The caller commits.
    """
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    for desk_id in desks.of_account(session, account_id):
        desks.erase(session, desk_id)
    forget_key(session, account_id)
    session.execute(delete(Account).where(Account.id == account_id))
