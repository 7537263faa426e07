"""The token that a form of the staff carries: of which browser it is, and for which account.

The first part is a mark of the browser's token: with a fresh token the form is a foreign one. The
others are the ids of the account that was signed in when the page was written and of its desk, and
a mark of all. They give no rights. They tell, once the sign-in is over, whose what was typed is
(`late`).
"""

import hmac

from flask import g, request
from werkzeug.exceptions import BadRequest

from wellbeing_app.storage.accounts import ID_BYTES
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
    owner = (found.contents.account_id + (found.here.id if found.here else b"")).hex()
    return BETWEEN.join((first, owner, _owner_mark(first, owner)))


def refuse_foreign_form() -> None:
    """Raise `ForeignForm` unless the form came from a page of this very token."""
    current = token()
    first = request.form.get(FIELD, "").partition(BETWEEN)[0]
    if current is None or not hmac.compare_digest(mark_of(current).encode(), first.encode()):
        raise ForeignForm


def owner_of_form() -> tuple[bytes, bytes] | None:
    """Return the account and desk for which this form's page was written; None for another form.

    The desk is empty where no workplace had been chosen.
    """
    first, _, rest = request.form.get(FIELD, "").partition(BETWEEN)
    owner, _, sent = rest.partition(BETWEEN)
    if not hmac.compare_digest(_owner_mark(first, owner).encode(), sent.encode()):
        return None
    ids = bytes.fromhex(owner)
    return ids[:ID_BYTES], ids[ID_BYTES:]


def mark_of(current: bytes) -> str:
    """Return the first half for a browser's token."""
    return mark(site().keys.csrf_key, FORM_LABEL, current).hex()


def _owner_mark(first: str, owner: str) -> str:
    return mark(site().keys.csrf_key, OWNER_LABEL, f"{first}{BETWEEN}{owner}".encode()).hex()
