"""What tests of shares begin with: codes, a therapist, and shares of realistic results."""

from datetime import date

from sqlalchemy.orm import Session

from wellbeing_app.storage.held_shares import Holder, claim
from wellbeing_app.storage.shares import ShareCode, ShareRow, offer
from wellbeing_app.vault.keys import Pair

TODAY = date(2026, 11, 23)
SALT = bytes(range(32))
SECRET, OTHER_SECRET = bytes(15), b"\1" * 15
PAIR, OTHER_PAIR = Pair.of(b"\2" * 32), Pair.of(b"\3" * 32)
THERAPIST = Holder(b"t" * 16, PAIR.public, 1)
OTHER_THERAPIST = Holder(b"o" * 16, OTHER_PAIR.public, 1)


def code(secret: bytes = SECRET) -> ShareCode:
    """The share code of these 15 bytes."""
    return ShareCode.of(secret, SALT)


def share_id(secret: bytes = SECRET) -> bytes:
    """An id of its own for each code in a test."""
    return secret + b"\xff"


def offered(
    session: Session, content: bytes = b"what I show", secret: bytes = SECRET, days: int = 30
) -> ShareRow:
    """Offer a share today, committed."""
    offer(session, code(secret), share_id(secret), content, days=days, today=TODAY)
    session.commit()
    return session.get_one(ShareRow, share_id(secret))


def claimed(session: Session, content: bytes = b"what I show", secret: bytes = SECRET) -> ShareRow:
    """Offer a share and let the therapist claim it today, committed."""
    row = offered(session, content, secret)
    assert claim(session, code(secret), THERAPIST, TODAY) == row.id
    session.commit()
    return row
