"""Keep my results: a code is shown, then typed again; only then anything is written.

And what the code is for later: to come back, to see how shares stand, to erase.
"""

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened, Unreadable
from wellbeing_app.history.files import download
from wellbeing_app.history.opened import blueprint, current, with_history
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.storage.kept import History
from wellbeing_app.vault.codes import write_code
from wellbeing_app.web.brake import ask_to_wait, brake_saving, is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import (
    MISTYPED,
    NOT_FOUND,
    Answered,
    code_form,
    redirect_to,
    typed_code,
)
from wellbeing_app.web.growth import make_room
from wellbeing_app.web.qr import qr_svg
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import Check, current_check
from wellbeing_app.web.words.days import day_words, today

MOST_A_MINUTE = 10
"""Codes one network may try (R3). A code has 2^120 neighbours; this only keeps the noise down."""
RETURN = "history/return.html"


@blueprint.get("/keep")
def keep() -> Answered:
    """Show a new code to write down, or the way to add to the history that is open."""
    check = current_check()
    if check is None:
        return render_template("history/nothing.html"), NOT_FOUND
    code = write_code(codes.new_code())
    return render_template(
        "history/keep.html",
        check=check,
        groups=code.split("-"),
        qr=qr_svg(code),
        opened=current(),
        next_page=min(check.furthest + 1, len(check.pages)),
        private=actions.private_answers(check),
    )


@blueprint.get("/keep/type")
def type_code() -> Answered:
    """Ask for the code, which no longer shows."""
    check = current_check()
    if check is None:
        return render_template("history/nothing.html"), NOT_FOUND
    return _form(check)


@blueprint.post("/keep")
def save() -> Answered:
    """Keep the check under the code that waits, or hand it over as a file, if it was typed right.

    Sent twice, it keeps once: the second time the same row is there already.
    """
    check = current_check()
    if check is None:
        return render_template("history/nothing.html"), NOT_FOUND
    secret = typed_code()
    if secret is None:
        return _form(check, str(MISTYPED))
    if codes.HISTORY.is_this(secret):
        return redirect_to("history.kept")
    if not codes.NEW.is_this(secret):
        return _form(check, _("This is a code, but not the one that was shown to you."))
    history = actions.with_check(
        History(), check, site().library, request.form.getlist("private"), today()
    )
    if "file" in request.form:
        return download(history, secret)
    brake_saving("keep")
    if not actions.keep_under(db.session, secret, history, site().config.instance, today()):
        codes.NEW.forget()
        return _form(check, _("What was kept under this code was erased. Go back for a new code."))
    make_room()
    db.session.commit()
    codes.open_history(secret)
    return redirect_to("history.kept")


def _form(check: Check, error: str | None = None) -> Answered:
    return code_form(
        "history/type.html",
        error,
        check=check,
        private=actions.private_answers(check),
        ticked=request.form.getlist("private"),
    )


@blueprint.get("/return")
def come_back() -> Answered:
    """Ask for a code."""
    return code_form(RETURN)


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
        return code_form(RETURN, str(MISTYPED))
    if opened is None:
        return code_form(
            RETURN,
            _(
                "Nothing can be opened with this code. It may be another code, or what was kept "
                "was erased, or was not used for 13 months."
            ),
        )
    db.session.commit()
    codes.open_history(secret)
    return redirect_to("history.kept")


@blueprint.post("/kept/close")
def close() -> Answered:
    """Close the history: this browser no longer carries its code."""
    codes.HISTORY.forget()
    return redirect_to("history.come_back")


def _opened(secret: bytes) -> Opened | None:
    read_only(db.session)
    try:
        return actions.come_back(db.session, secret, today())
    except Unreadable:
        # What was damaged can still be erased.
        codes.open_history(secret)
        raise


@blueprint.post("/kept/shown")
@with_history
def open_shown(opened: Opened) -> Response:
    """Look at how a share stands, as if its code had been typed; an unknown mark leads back."""
    for one in opened.history.shares:
        if one.mark == request.form.get("share"):
            codes.SHARE.carry(bytes.fromhex(one.secret))
            return redirect_to("sharing.status")
    return redirect_to("history.kept")


@blueprint.get("/kept/erase")
def ask_to_erase() -> Answered:
    """Say what goes at once and what cannot, before anything happens."""
    if codes.HISTORY.secret is None:
        return redirect_to("history.come_back")
    return render_template("history/erase.html")


@blueprint.post("/kept/erase")
def erase() -> Answered:
    """Erase at once, also what was damaged and cannot be read; then the dated receipt."""
    secret = codes.HISTORY.secret
    if secret is None:
        return redirect_to("history.come_back")
    withdrawn = actions.erase(db.session, secret, site().config.instance, today())
    db.session.commit()
    empty_log(db.engine)
    codes.HISTORY.forget()
    codes.SHARE.forget()
    return render_template("history/receipt.html", day=day_words(today()), withdrawn=withdrawn)
