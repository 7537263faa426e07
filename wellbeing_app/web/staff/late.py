"""A form that was sent after the sign-in, or the proof some steps need, was over: nothing is lost.

Its answer asks for name, password and six digits in place, and carries what was typed along, sealed
under a key of the server and for the account it was typed under. Whoever else signs in there cannot
send it. Nothing of it is stored, and nothing stands in an address.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urlencode

from flask import current_app, g, make_response, render_template, request
from werkzeug.wrappers import Response

from wellbeing_app.storage.staff_sessions import Stage
from wellbeing_app.vault.marks import mark
from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal
from wellbeing_app.web.access import ROUTES, SIGNED_IN
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.cookie import cookie_name, cookie_value
from wellbeing_app.web.staff.forms import FIELD, mark_of, owner_of_form
from wellbeing_app.web.staff.session import Signed, signed

HELD = "held"
"""The field in which the page carries the form."""
LABEL, PLACE = "staff-late-form", b"late-form/1"
UNENCODED = "*"
"""Browsers send it as it is: what fitted once fits again."""


@dataclass(frozen=True, slots=True)
class LateForm:
    """A form as it was sent, but for its token."""

    account_id: bytes
    desk_id: bytes
    """Where it was typed; empty where no workplace had been chosen."""
    path: str
    fields: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def signed(self) -> Signed | None:
        """The living session of the very account it was typed under."""
        found = signed()
        whole = found is not None and found.contents.stage is Stage.FULL
        return found if whole and found and found.contents.account_id == self.account_id else None


def late_form() -> LateForm | None:
    """Return the form of this request; None unless the page was of signed-in staff."""
    if ROUTES.get((request.endpoint or "", request.method)) not in SIGNED_IN:
        return None
    owner = owner_of_form() if request.method == "POST" else None
    if owner is None:
        return None
    pairs = request.form.items(multi=True)
    return LateForm(*owner, request.path, tuple(pair for pair in pairs if pair[0] != FIELD))


def held_form() -> LateForm | None:
    """Return the form that the page of this request carries; None where it was tampered with."""
    try:
        content = open_sealed([_key()], _from_text(request.form.get(HELD, "")), PLACE)
    except Unopenable:
        return None
    account, desk, path, fields = json.loads(content)
    pairs = tuple((name, value) for name, value in fields)
    return LateForm(bytes.fromhex(account), bytes.fromhex(desk), path, pairs)


def ask_again(
    late: LateForm, problems: Mapping[str, str], status: int | None, name: str = ""
) -> Response:
    """Ask who it is that sent a form, and carry the form along."""
    ids = late.account_id.hex(), late.desk_id.hex()
    content = json.dumps([*ids, late.path, late.fields], ensure_ascii=False)
    page = render_template(
        "staff/again.html",
        held=_as_text(seal(_key(), content.encode(), PLACE)),
        is_in=late.signed is not None,
        problems=problems,
        name=name,
    )
    return make_response(page, status)


def send(late: LateForm) -> Response:
    """Answer a form as if the browser had sent it now, under the token that it gets with this."""
    fields = (*late.fields, (FIELD, mark_of(g.staff_token)))
    body = urlencode(fields, safe=UNENCODED).encode()
    environ = {
        # The server's own; what the framework noted of this request stays with it.
        **{name: it for name, it in request.environ.items() if not name.startswith("werkzeug.")},
        "PATH_INFO": late.path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "HTTP_COOKIE": f"{cookie_name()}={cookie_value(g.staff_token)}",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    with current_app.app_context(), current_app.request_context(environ):
        answer: Response = current_app.full_dispatch_request()
    if any(each.startswith(f"{cookie_name()}=") for each in answer.headers.getlist("Set-Cookie")):
        # The form itself has brought a fresher one.
        g.pop("staff_token")
    return answer


def _as_text(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def _from_text(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode(), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise Unopenable("not written by a page of ours") from error


def _key() -> bytes:
    return mark(site().keys.csrf_key, LABEL, b"")
