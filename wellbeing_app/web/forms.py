"""What forms send, and how a room answers one: lead on, or show the page again."""

from typing import Any, TypeAlias

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from wellbeing_app.vault.codes import BadCode, read_code

OK, SEE_OTHER = 200, 303
NOT_FOUND, CONFLICT, UNPROCESSABLE = 404, 409, 422
MISTYPED = lazy_gettext("Check the code: a sign is missing, too many, or mistyped.")

Answered: TypeAlias = str | Response | tuple[str, int]
"""What a view returns."""
Problems: TypeAlias = dict[str, str]
"""Field -> what to mend, in the order of the page."""


def sent(name: str) -> str:
    """Return what stands in a field; empty if it was not sent."""
    return request.form.get(name, "")


def typed_code(field: str = "code") -> bytes | None:
    """Return the secret of the code in a field of the form; None for a mistyped one."""
    try:
        return read_code(sent(field))
    except BadCode:
        return None


def code_sent(problems: Problems, field: str = "code") -> bytes:
    """Return the secret of a code; a mistyped one goes into `problems` without a query."""
    secret = typed_code(field)
    if secret is None:
        problems[field] = str(MISTYPED)
    return secret or b""


def redirect_to(endpoint: str, **values: Any) -> Response:  # noqa: ANN401 (as `url_for` takes them)
    """Lead to another page, which a browser then asks for by GET."""
    return redirect(url_for(endpoint, **values), SEE_OTHER)


def code_form(template: str, error: str | None = None, **context: object) -> tuple[str, int]:
    """Return a page that asks for a code, with what was typed and what is wrong with it."""
    page = render_template(template, typed=sent("code"), error=error, **context)
    return page, UNPROCESSABLE if error else OK
