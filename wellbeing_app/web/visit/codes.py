"""The two codes a visit may carry in its cookie: a new one that waits, and the one that is open.

A code stands nowhere else: not in an address, a title, a log or the database.
"""

import base64
import hmac

from flask import session

from wellbeing_app.vault.codes import new_secret

WAITING = "new"
OPEN = "code"


def waiting_code() -> bytes:
    """Return the code that waits until it is typed; the first call of a visit makes one."""
    if WAITING not in session:
        session[WAITING] = _written(new_secret())
    return _read(session[WAITING])


def is_waiting(secret: bytes) -> bool:
    """Whether this is the code that was shown and waits."""
    return WAITING in session and hmac.compare_digest(_read(session[WAITING]), secret)


def forget_waiting() -> None:
    """Let no code wait: the next one shown is a new one."""
    session.pop(WAITING, None)


def open_code() -> bytes | None:
    """Return the code of the history this visit has open."""
    return _read(session[OPEN]) if OPEN in session else None


def is_open(secret: bytes) -> bool:
    """Whether this is the code of the history that is open."""
    return OPEN in session and hmac.compare_digest(_read(session[OPEN]), secret)


def open_with(secret: bytes) -> None:
    """Carry this code from now on; one that waited and is now in use waits no more."""
    if is_waiting(secret):
        del session[WAITING]
    session[OPEN] = _written(secret)


def close() -> None:
    """Carry no open code any more."""
    session.pop(OPEN, None)


def _written(secret: bytes) -> str:
    return base64.b64encode(secret).decode("ascii")


def _read(written: str) -> bytes:
    return base64.b64decode(written)
