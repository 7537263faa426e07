"""The staff's own cookie: one random token.

`__Host-s` (`s` on plain http) holds 256 random bits, lives as long as the browser's window, and is
sent by no other site. It is given out with the first staff page and replaced at every change of
rights, so one that somebody planted never becomes worth anything. The visitors' cookie plays no
part here, and visitors' pages never look at this one.
"""

import base64
import binascii
import secrets

from flask import g, request
from werkzeug.wrappers import Response

from wellbeing_app.web.site import site

TOKEN_BYTES = 32


def cookie_name() -> str:
    """Return the cookie's name on this site."""
    return "__Host-s" if site().config.https else "s"


def token() -> bytes | None:
    """Return the token this request came with, or None."""
    value = request.cookies.get(cookie_name(), "")
    try:
        found = base64.urlsafe_b64decode(value + "=")
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == TOKEN_BYTES else None


def new_token() -> bytes:
    """Draw a token and give it to the browser with this answer."""
    g.staff_token = secrets.token_bytes(TOKEN_BYTES)
    return bytes(g.staff_token)


def end_token() -> None:
    """Take the cookie from the browser with this answer."""
    g.staff_token = b""


def cookie_value(current: bytes) -> str:
    """Write a token as the cookie holds it."""
    return base64.urlsafe_b64encode(current).rstrip(b"=").decode("ascii")


def set_staff_cookie(response: Response) -> Response:
    """Write the cookie, if this request has changed it."""
    changed = g.pop("staff_token", None)
    if changed is not None:
        response.set_cookie(
            cookie_name(),
            cookie_value(changed),
            # An empty one takes the browser's cookie away, others last as long as its window.
            max_age=None if changed else 0,
            path="/",
            secure=site().config.https,
            httponly=True,
            samesite="Strict",
        )
    return response
