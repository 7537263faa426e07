"""What tests of invitations begin with: a therapist with a key, and an invitation of theirs."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.storage.sharing import (
    OTHER_PAIR,
    OTHER_THERAPIST,
    PAIR,
    SALT,
    SECRET,
    THERAPIST,
    TODAY,
)
from wellbeing_app.storage import client_invitations
from wellbeing_app.storage.account_keys import AccountKey
from wellbeing_app.storage.accounts import Account, Role, State
from wellbeing_app.storage.client_invitations import Inviting, Own, invitation_id
from wellbeing_app.storage.clients import Desk
from wellbeing_app.storage.held_shares import Holder

DESK = Desk.of(THERAPIST.id, PAIR.private, SALT)
OTHER_DESK = Desk.of(OTHER_THERAPIST.id, OTHER_PAIR.private, SALT)
LAST = TODAY + timedelta(days=30)


def enrolled(session: Session, holder: Holder = THERAPIST) -> None:
    """A therapist with a key, as far as invitations look."""
    account = Account(id=holder.id, name_mark=holder.id, name=b"", role=Role.THERAPIST)
    account.state, account.epoch, account.factor_step, account.pairs = State.OPEN, 0, 0, 1
    key = AccountKey(account_id=holder.id, number=holder.key_version, public=holder.public_key)
    key.salt, key.passes, key.memory, key.by_password = b"", 1, 8192, b""
    session.add(account)
    session.flush()
    session.add(key)
    session.commit()


def made(
    session: Session, secret: bytes = SECRET, label: str = "Thursday", desk: Desk = DESK
) -> bytes:
    """An invitation made today, committed; its id."""
    id_ = client_invitations.add(session, desk, Own(secret, label), "short", SALT, TODAY)
    session.commit()
    return id_


def found(session: Session, secret: bytes = SECRET, day: date = TODAY) -> Inviting | None:
    return client_invitations.find(session, invitation_id(secret, SALT), day)
