"""The token that a form of the staff carries: of which browser it is, and for which account.

The first part is a mark of the browser's token: with a fresh token the form is a foreign one. The
others are the id of the account that was signed in when the page was written, and a mark of both.
They give no rights. They tell, once the sign-in is over, whose what was typed is (`late`).
"""

import hmac

from flask import g, request
from werkzeug.exceptions import BadRequest

from wellbeing_app.storage.staff_sessions import Stage
from wellbeing_app.vault.marks import mark
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
    account = found.contents.account_id.hex()
    return BETWEEN.join((first, account, _owner_mark(first, account)))


def refuse_foreign_form() -> None:
    """Raise `ForeignForm` unless the form came from a page of this very token."""
    current = token()
    first = request.form.get(FIELD, "").partition(BETWEEN)[0]
    if current is None or not hmac.compare_digest(mark_of(current).encode(), first.encode()):
        raise ForeignForm


def owner_of_form() -> bytes | None:
    """Return the account for which the page of this form was written; None for any other form."""
    first, _, rest = request.form.get(FIELD, "").partition(BETWEEN)
    account, _, sent = rest.partition(BETWEEN)
    known = hmac.compare_digest(_owner_mark(first, account).encode(), sent.encode())
    return bytes.fromhex(account) if known else None


def mark_of(current: bytes) -> str:
    """Return the first half for a browser's token."""
    return mark(site().keys.csrf_key, FORM_LABEL, current).hex()


def _owner_mark(first: str, account: str) -> str:
    return mark(site().keys.csrf_key, OWNER_LABEL, f"{first}{BETWEEN}{account}".encode()).hex()
