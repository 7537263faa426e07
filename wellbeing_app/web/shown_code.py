"""The code of a share that a visit has looked up. It stands nowhere else but in the cookie."""

import base64

from flask import session

OPEN = "shared"


def open_with(secret: bytes) -> None:
    """Carry this code from now on."""
    session[OPEN] = base64.b64encode(secret).decode("ascii")


def open_code() -> bytes | None:
    """Return the code this visit has looked up."""
    return base64.b64decode(session[OPEN]) if OPEN in session else None


def close() -> None:
    """Carry no such code any more."""
    session.pop(OPEN, None)
