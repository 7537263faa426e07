"""Come back with a code, or with a file of one's own that this site keeps nothing of."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened, Unreadable
from wellbeing_app.history.blueprint import OK, SEE_OTHER, UNPROCESSABLE, blueprint
from wellbeing_app.storage.connections import read_only
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import MISTYPED, typed_code
from wellbeing_app.web.visit import codes
from wellbeing_app.web.words.days import today

MOST_A_MINUTE = 10
"""Codes one network may try (R3). A code has 2^120 neighbours; this only keeps the noise down."""

Answered = str | Response | tuple[str, int]


@blueprint.get("/return")
def come_back() -> Answered:
    """Ask for a code."""
    return _form()


@blueprint.post("/return")
def open_with_code() -> Answered:
    """Open what is kept under the code.

    A mistyped code costs no query. Wrong, expired, erased and never issued ones are answered
    alike, after the same queries. The brake refuses those only: a right code leads to erasing.
    """
    braked = is_braked("return", MOST_A_MINUTE)
    secret = typed_code()
    opened = _opened(secret) if secret else None
    if opened is None and braked:
        ask_to_wait()
    if secret is None:
        return _form(str(MISTYPED))
    if opened is None:
        return _form(
            _(
                "Nothing can be opened with this code. It may be another code, or what was kept "
                "was erased, or was not used for 13 months."
            )
        )
    db.session.commit()
    codes.open_with(secret)
    return redirect(url_for("history.kept"), SEE_OTHER)


@blueprint.post("/kept/close")
def close() -> Answered:
    """Close the history: this browser no longer carries its code."""
    codes.close()
    return redirect(url_for("history.come_back"), SEE_OTHER)


def _opened(secret: bytes) -> Opened | None:
    read_only(db.session)
    try:
        return actions.come_back(db.session, secret, today())
    except Unreadable:
        # What was damaged can still be erased.
        codes.open_with(secret)
        raise


def _form(error: str | None = None) -> tuple[str, int]:
    page = render_template("history/return.html", typed=request.form.get("code", ""), error=error)
    return page, UNPROCESSABLE if error else OK
