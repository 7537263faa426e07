"""Erase everything under the code, with a receipt that says what could not be erased."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.blueprint import SEE_OTHER, blueprint
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.web import shown_code
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.words.days import day_words, today

Answered = str | Response


@blueprint.get("/kept/erase")
def ask_to_erase() -> Answered:
    """Say what goes at once and what cannot, before anything happens."""
    if codes.open_code() is None:
        return redirect(url_for("history.come_back"), SEE_OTHER)
    return render_template("history/erase.html")


@blueprint.post("/kept/erase")
def erase() -> Answered:
    """Erase at once, also what was damaged and cannot be read; then the dated receipt."""
    secret = codes.open_code()
    if secret is None:
        return redirect(url_for("history.come_back"), SEE_OTHER)
    withdrawn = actions.erase(db.session, secret, site().config.instance, today())
    db.session.commit()
    empty_log(db.engine)
    codes.close()
    shown_code.close()
    return render_template("history/receipt.html", day=day_words(today()), withdrawn=withdrawn)
