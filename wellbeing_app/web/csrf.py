"""Every change needs a form of this site: a token in it, and a browser that does not object.

No page sends a referrer, so Flask-WTF's referrer check is off; the browser's own statement of
where a request comes from (the header Sec-Fetch-Site) stands in for it. A browser too old to send
that header is held by the token and by the cookie's SameSite=Lax alone.

A view marked `changes_nothing` only reads: it takes a POST so that what was typed stays out of
addresses, and its page, which sets no cookie, has no token to send.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from wellbeing_app.web.access import is_staff_page
from wellbeing_app.web.staff.forms import form_token, refuse_foreign_form

READING_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
OWN_ORIGINS = ("same-origin", "none")


P = ParamSpec("P")
R = TypeVar("R")


def changes_nothing(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that takes a form without a token, because it only reads."""
    view.__dict__["changes_nothing"] = True
    return view


def only_reads(endpoint: str | None) -> bool:
    """Whether the current site's endpoint is marked `changes_nothing`."""
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "changes_nothing", False)


class FormTokens(CSRFProtect):  # type: ignore[misc]  # the library has no types
    """Asks for the token of the right door: a visitor's visit, or the staff's own cookie."""

    def protect(self, *, apply_exemptions: bool = False) -> None:
        """Refuse a form without it."""
        if only_reads(request.endpoint):
            return
        if not is_staff_page():
            super().protect(apply_exemptions=apply_exemptions)
        elif request.method not in READING_METHODS:
            refuse_foreign_form()


def page_token() -> str:
    """Return the token for the forms of the page being written."""
    return form_token() if is_staff_page() else str(generate_csrf())


def init_csrf(app: Flask, secret: bytes) -> None:
    """Ask for the token on every POST; it lives as long as the visit does."""
    app.config.update(
        WTF_CSRF_SECRET_KEY=secret,
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.before_request(refuse_cross_site)
    FormTokens(app)
    app.jinja_env.globals["csrf_token"] = page_token
    app.context_processor(lambda: {"csrf_token": page_token})


def refuse_cross_site() -> None:
    """Answer 403 to a change that another site's page has sent."""
    origin = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in READING_METHODS and origin not in OWN_ORIGINS:
        abort(403)
