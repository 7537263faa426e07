"""The token that a form of the staff carries: of which browser it is, and for which account.

The first half is a mark of the browser's token: with a fresh token the form is a foreign one. The
second half is the account of who was signed in when the page was written, sealed together with the
first. It gives no rights. It tells, once the sign-in is over, whose what was typed is (`late`).
"""

import base64
import binascii
import hmac

from flask import g, request
from werkzeug.exceptions import BadRequest

from wellbeing_app.storage.staff_sessions import Stage
from wellbeing_app.vault.marks import mark
from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.cookie import new_token, token

FORM_LABEL, OWNER_LABEL = "staff-form", "staff-form-owner"
FIELD = "csrf_token"
BETWEEN = "."


class ForeignForm(BadRequest):
    """A form that is not from a page of this sign-in."""


def form_token() -> str:
    """Return what a form of this answer must carry; a browser without a cookie gets one."""
    first = mark_of(g.get("staff_token") or token() or new_token())
    found = g.get("signed")
    if found is None or found.contents.stage is not Stage.FULL:
        return first
    if "form_owner" not in g:
        g.form_owner = as_text(seal(_key(), found.contents.account_id, first.encode()))
    return f"{first}{BETWEEN}{g.form_owner}"


def refuse_foreign_form() -> None:
    """Raise `ForeignForm` unless the form came from a page of this very token."""
    current = token()
    first = request.form.get(FIELD, "").partition(BETWEEN)[0]
    if current is None or not hmac.compare_digest(mark_of(current).encode(), first.encode()):
        raise ForeignForm


def owner_of_form() -> bytes | None:
    """Return the account for which the page of this form was written; None for any other form."""
    first, _, sealed = request.form.get(FIELD, "").partition(BETWEEN)
    try:
        return open_sealed([_key()], from_text(sealed), first.encode())
    except Unopenable:
        return None


def mark_of(current: bytes) -> str:
    """Return the first half for a browser's token."""
    return mark(site().keys.csrf_key, FORM_LABEL, current).hex()


def as_text(sealed: bytes) -> str:
    """Write something sealed so that a form can carry it."""
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def from_text(text: str) -> bytes:
    """Return what `as_text` was given. Raises `Unopenable` for what it cannot have written."""
    try:
        return base64.b64decode(text.encode(), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise Unopenable("not written by a page of ours") from error


def _key() -> bytes:
    return mark(site().keys.csrf_key, OWNER_LABEL, b"")
