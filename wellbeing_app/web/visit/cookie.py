"""A visit: the one cookie, sealed by the server and kept only by the browser.

Format of the value: unpadded base64url of a sealed envelope (`vault.sealing`, associated data
`visit/1`) around: 4 bytes began, 4 bytes last used (big-endian seconds since 1970), UTF-8 JSON.
What may stand in the JSON is written in docs/decisions/. A cookie that is altered, cut, old or
sealed by a key that is gone opens as a fresh, empty visit and is never an error.
"""

import base64
import binascii
import json
import struct
from collections.abc import Callable, Sequence
from typing import Any, TypedDict, cast

from flask import Flask, Request, Response, current_app, request, session
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from wellbeing_app.vault.sealing import Unopenable, open_sealed, seal
from wellbeing_app.web.access import is_staff_page
from wellbeing_app.web.headers import is_public

IDLE_SECONDS = 30 * 60
ABSOLUTE_SECONDS = 2 * 60 * 60
REFRESH_SECONDS = 60
"""The last use is written anew only when it is this old, so that most answers set no cookie."""
SKEW_SECONDS = 30 * 60
"""How far the clock may be set back, or another server's run ahead: no visit ends by minutes."""
LARGEST_COOKIE = 3_900
"""Characters of the sealed value: browsers keep 4,096 for name, value and attributes together."""

ENVELOPE_OVERHEAD = 1 + 24 + 16
"""Bytes around a sealed plaintext: version, nonce, tag."""

_ASSOCIATED = b"visit/1"
_TIMES = struct.Struct(">II")


class Visit(CallbackDict[str, Any], SessionMixin):
    """The contents of one visit. Nested values changed in place need `modified = True`."""

    def __init__(self, contents: dict[str, Any], began: int, used: int) -> None:
        self.modified = False
        self.began = began
        self.used = used
        super().__init__(contents, on_update=_mark_modified)


def _mark_modified(visit: CallbackDict[str, Any]) -> None:
    cast(Visit, visit).modified = True


class _Flags(TypedDict):
    path: str
    secure: bool
    httponly: bool
    samesite: str


def seal_visit(contents: dict[str, Any], began: int, used: int, key: bytes) -> str:
    """Return the cookie's value for these contents; times in whole seconds since 1970."""
    plaintext = _TIMES.pack(began, used) + _written(contents)
    return base64.urlsafe_b64encode(seal(key, plaintext, _ASSOCIATED)).rstrip(b"=").decode("ascii")


def open_visit(value: str, keys: Sequence[bytes], now: int) -> Visit:
    """Return the visit a cookie's value holds; a fresh one if it cannot be opened or is over."""
    fresh = Visit({}, now, now)
    if not value or len(value) > LARGEST_COOKIE:
        return fresh
    try:
        envelope = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        plaintext = open_sealed(keys, envelope, _ASSOCIATED)
    except (binascii.Error, ValueError, Unopenable):
        return fresh
    began, used = _TIMES.unpack_from(plaintext)
    age, idle = now - began, now - used
    if not (-SKEW_SECONDS <= age < ABSOLUTE_SECONDS and -SKEW_SECONDS <= idle < IDLE_SECONDS):
        return fresh
    return Visit(json.loads(plaintext[_TIMES.size :]), began, used)


def size(contents: dict[str, Any]) -> int:
    """Count the characters of the cookie's value for these contents, without sealing them."""
    envelope = ENVELOPE_OVERHEAD + _TIMES.size + len(_written(contents))
    return -(-envelope * 4 // 3)


def _written(contents: dict[str, Any]) -> bytes:
    text = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


class VisitCookie(SessionInterface):
    """Opens the cookie before a view and writes it afterwards, if there is something to write."""

    def __init__(self, keys: Sequence[bytes], clock: Callable[[], float], *, https: bool) -> None:
        self.keys = keys
        self.clock = clock
        self.https = https
        self.name = "__Host-visit" if https else "visit"

    def open_session(self, app: Flask, request: Request) -> Visit:  # noqa: ARG002
        """Return the visit of this request, fresh when there is no cookie or it is not usable."""
        return open_visit(request.cookies.get(self.name, ""), self.keys, int(self.clock()))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Seal the visit into the answer; public pages and unchanged, recent visits set nothing.

        A staff page can end a visit and never writes one.
        """
        visit = cast(Visit, session)
        now = int(self.clock())
        if is_public(request.endpoint):
            return
        if not visit:
            if visit.modified or self.name in request.cookies:
                response.delete_cookie(self.name, **self._flags)
        elif is_staff_page():
            return
        elif visit.modified or now - visit.used >= REFRESH_SECONDS:
            value = seal_visit(dict(visit), visit.began, now, self.keys[0])
            response.set_cookie(self.name, value, **self._flags)

    def refuse_oversized(self, response: AnyResponse) -> AnyResponse:
        """Answer 413 and keep the visit as it was, if it no longer fits into one cookie."""
        visit = cast(Visit, session)
        if not visit.modified or size(dict(visit)) <= LARGEST_COOKIE:
            return response
        visit.modified = False
        return current_app.make_response(current_app.handle_user_exception(RequestEntityTooLarge()))

    @property
    def _flags(self) -> "_Flags":
        return {"path": "/", "secure": self.https, "httponly": True, "samesite": "Lax"}


def init_visit(
    app: Flask, keys: Sequence[bytes], clock: Callable[[], float], *, https: bool
) -> None:
    """Make the cookie the app's session."""
    cookie = VisitCookie(keys, clock, https=https)
    app.session_interface = cookie
    app.after_request(cookie.refuse_oversized)
