"""One-time codes by which staff come in: an account of its own, or a membership of a clinic."""

from wellbeing_app.storage.accounts import INVITATION_LABEL, Account
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.vault.derive import derive

ID_BYTES = 32
LIVES_SECONDS = 72 * 60 * 60


def invitation_id(secret: bytes, salt: bytes) -> bytes:
    """Return what a one-time code is found by."""
    return derive(secret, INVITATION_LABEL, ID_BYTES, salt)


def give_code(invited: Account | Membership, now: int, salt: bytes) -> str:
    """Return a fresh one-time code, good for 72 hours; one given before is good no more."""
    secret = new_secret()
    invited.invitation_id = invitation_id(secret, salt)
    invited.invitation_until = now + LIVES_SECONDS
    return write_code(secret)
