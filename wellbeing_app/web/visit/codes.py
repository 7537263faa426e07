"""The codes a visit may carry in its cookie, each under its own name (`contents`).

A code stands nowhere else: not in an address, a title, a log or the database.
"""

import base64
import hmac
from dataclasses import dataclass

from flask import session

from wellbeing_app.vault.codes import new_secret


@dataclass(frozen=True, slots=True)
class CarriedCode:
    """One code of the visit."""

    name: str

    @property
    def secret(self) -> bytes | None:
        """The code's bytes; None where the visit carries none."""
        return bytes_in(session[self.name]) if self.name in session else None

    def is_this(self, secret: bytes) -> bool:
        """Whether the visit carries this very code."""
        carried = self.secret
        return carried is not None and hmac.compare_digest(carried, secret)

    def carry(self, secret: bytes) -> None:
        """Carry this code from now on."""
        session[self.name] = as_text(secret)

    def forget(self) -> None:
        """Carry no such code any more."""
        session.pop(self.name, None)


NEW = CarriedCode("new")
"""Shown and not typed yet: what is kept under it is written only then."""
HISTORY = CarriedCode("code")
"""Of the history that is open."""
SHARE = CarriedCode("shared")
"""Of the share that was looked up."""
INVITATION = CarriedCode("invited")
"""Of the invitation this visit came by."""


def new_code() -> bytes:
    """Return the code that waits until it is typed; the first call of a visit makes one."""
    secret = NEW.secret
    if secret is None:
        secret = new_secret()
        NEW.carry(secret)
    return secret


def open_history(secret: bytes) -> None:
    """Carry the code of a history; one that waited and is now in use waits no more."""
    if NEW.is_this(secret):
        NEW.forget()
    HISTORY.carry(secret)


def as_text(secret: bytes) -> str:
    """Return bytes as the cookie holds them."""
    return base64.b64encode(secret).decode("ascii")


def bytes_in(text: str) -> bytes:
    """Return the bytes of a text of the cookie."""
    return base64.b64decode(text)
