"""Keep my results: a code is shown, then typed again; only then anything is written."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.blueprint import NOT_FOUND, OK, SEE_OTHER, UNPROCESSABLE, blueprint
from wellbeing_app.history.files import download
from wellbeing_app.history.opened import current
from wellbeing_app.storage.kept import History
from wellbeing_app.vault.codes import write_code
from wellbeing_app.web.brake import brake_saving
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import MISTYPED, typed_code
from wellbeing_app.web.growth import make_room
from wellbeing_app.web.qr import qr_svg
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import Check, current_check
from wellbeing_app.web.words.days import today

Answered = str | Response | tuple[str, int]


@blueprint.get("/keep")
def keep() -> Answered:
    """Show a new code to write down, or the way to add to the history that is open."""
    check = current_check()
    if check is None:
        return render_template("history/nothing.html"), NOT_FOUND
    code = write_code(codes.waiting_code())
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
    if codes.is_open(secret):
        return redirect(url_for("history.kept"), SEE_OTHER)
    if not codes.is_waiting(secret):
        return _form(check, _("This is a code, but not the one that was shown to you."))
    history = actions.with_check(
        History(), check, site().library, request.form.getlist("private"), today()
    )
    if "file" in request.form:
        return download(history, secret)
    brake_saving("keep")
    if not actions.keep_under(db.session, secret, history, site().config.instance, today()):
        codes.forget_waiting()
        return _form(check, _("What was kept under this code was erased. Go back for a new code."))
    make_room()
    db.session.commit()
    codes.open_with(secret)
    return redirect(url_for("history.kept"), SEE_OTHER)


def _form(check: Check, error: str | None = None) -> tuple[str, int]:
    page = render_template(
        "history/type.html",
        check=check,
        typed=request.form.get("code", ""),
        error=error,
        private=actions.private_answers(check),
        ticked=request.form.getlist("private"),
    )
    return page, UNPROCESSABLE if error else OK
