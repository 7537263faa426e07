"""The shares whose codes a history holds: which of them still live, and taking all of them back."""

from datetime import date

from sqlalchemy.orm import Session

from wellbeing_app.storage import shares
from wellbeing_app.storage.kept import History, Shown
from wellbeing_app.storage.shares import ShareCode


def living(session: Session, kept: History, salt: bytes, today: date) -> tuple[Shown, ...]:
    """Return those that are neither withdrawn nor over; `salt` is the installation's."""
    codes = {one: _code(one, salt) for one in kept.shares}
    there = shares.living(session, codes.values(), today)
    return tuple(one for one, code in codes.items() if code.revoke in there)


def withdraw_all(session: Session, kept: History, salt: bytes, today: date) -> tuple[bytes, ...]:
    """Delete them and return their ids for the list of erased ones. The caller commits."""
    gone = (shares.withdraw(session, _code(one, salt), today) for one in kept.shares)
    return tuple(id_ for id_ in gone if id_ is not None)


def _code(shown: Shown, salt: bytes) -> ShareCode:
    return ShareCode.of(bytes.fromhex(shown.secret), salt)
