"""The invitation a visit came by: its code stands nowhere else but in the cookie."""

import base64

from flask import session

KEY = "invited"


def invited_by() -> bytes | None:
    """Return the code of the invitation this visit came by."""
    return base64.b64decode(session[KEY]) if KEY in session else None


def come_by(secret: bytes) -> None:
    """Carry the code of this invitation from now on."""
    session[KEY] = base64.b64encode(secret).decode("ascii")


def forget_invitation() -> None:
    """Carry no invitation any more."""
    session.pop(KEY, None)
