"""The same code later: how the share stands, pause, prolong, withdraw.

Wrong, expired, withdrawn and never issued codes are answered alike, after the same queries.
"""

from collections.abc import Callable
from functools import wraps

from flask import render_template, request
from flask_babel import gettext as _

from wellbeing_app.sharing import actions
from wellbeing_app.sharing.absence import absence
from wellbeing_app.sharing.blueprint import blueprint
from wellbeing_app.sharing.forms import CHOICES_OF_DAYS, days_sent
from wellbeing_app.storage import shares
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.latest_day import latest_day
from wellbeing_app.storage.reading_days import reading_days
from wellbeing_app.storage.shares import ShareCode, Status
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import (
    MISTYPED,
    OK,
    UNPROCESSABLE,
    Answered,
    code_form,
    redirect_to,
    typed_code,
)
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.words.days import day_words, today, weekdays

MOST_A_MINUTE = 10
"""Codes one network may try (R3)."""


def with_code(view: Callable[[bytes], Answered]) -> Callable[[], Answered]:
    """Hand the view the code this visit has looked up; without one, ask for it."""

    @wraps(view)
    def guarded() -> Answered:
        secret = codes.SHARE.secret
        return view(secret) if secret else redirect_to("sharing.ask")

    return guarded


@blueprint.get("/shared")
def ask() -> Answered:
    """Ask for a code."""
    return _ask()


@blueprint.post("/shared")
def look_up() -> Answered:
    """Look a code up. A mistyped one costs no query."""
    braked = is_braked("shared", MOST_A_MINUTE)
    secret = typed_code()
    if braked and not (secret and _is_known(secret)):
        # A right code leads to withdrawing: the brake refuses all others.
        ask_to_wait()
    if secret is None:
        return _ask(str(MISTYPED))
    found = actions.look_up(db.session, secret, today())
    db.session.commit()
    if found is None:
        return _ask(_unknown())
    codes.SHARE.carry(secret)
    return redirect_to("sharing.status")


@blueprint.get("/shared/now")
@with_code
def status(secret: bytes) -> Answered:
    """Whether it was picked up and looked at, and what can be done."""
    return _how_it_stands(secret)


@blueprint.post("/shared/pause")
@with_code
def pause(secret: bytes) -> Answered:
    """Pause, or go on."""
    actions.pause(db.session, secret, today(), paused=request.form.get("paused") == "yes")
    db.session.commit()
    return redirect_to("sharing.status")


@blueprint.post("/shared/extend")
@with_code
def extend(secret: bytes) -> Answered:
    """Let it be read for longer, counted from today."""
    days = days_sent()
    if days is None:
        return _how_it_stands(secret, _("Choose for how many days it may be read"))
    longer = actions.extend(db.session, secret, days, today())
    db.session.commit()
    if not longer:
        return _how_it_stands(secret, _("It can be read for longer than that already"))
    return redirect_to("sharing.status")


@blueprint.post("/shared/withdraw")
@with_code
def withdraw(secret: bytes) -> Answered:
    """Take it back at once; then the dated receipt. Afterwards the code is as unknown as any."""
    gone = actions.withdraw(db.session, secret, site().config.instance, today())
    db.session.commit()
    codes.SHARE.forget()
    if not gone:
        return _ask(_unknown())
    empty_log(db.engine)
    return render_template("sharing/receipt.html", day=day_words(today()))


@blueprint.post("/shared/close")
def close() -> Answered:
    """Carry the code in this browser no longer."""
    codes.SHARE.forget()
    return redirect_to("sharing.ask")


@blueprint.errorhandler(Unopenable)
def damaged(_failure: Unopenable) -> Answered:
    """A row that somebody changed by hand cannot be sealed anew, but it can be withdrawn."""
    return render_template("sharing/damaged.html"), UNPROCESSABLE


def _is_known(secret: bytes) -> bool:
    found = _status(secret)
    # The view begins a transaction of its own, one that may write.
    db.session.rollback()
    return found is not None


def _status(secret: bytes) -> Status | None:
    read_only(db.session)
    code = ShareCode.of(secret, installation_salt(db.session))
    return shares.status(db.session, code, latest_day(db.session, today()))


def _how_it_stands(secret: bytes, error: str | None = None) -> Answered:
    found = _status(secret)
    if found is None:
        codes.SHARE.forget()
        return _ask(_unknown())
    page = render_template(
        "sharing/status.html",
        status=found,
        days=CHOICES_OF_DAYS,
        chosen=request.form.get("days"),
        error=error,
        day_words=day_words,
        reads_on=weekdays(reading_days(db.session, found.therapist_id or b"")),
        away=absence(db.session, found.therapist_id, latest_day(db.session, today())),
        not_kept=request.args.get("kept") == "no",
    )
    return page, UNPROCESSABLE if error else OK


def _ask(error: str | None = None) -> Answered:
    return code_form("sharing/ask.html", error)


def _unknown() -> str:
    return str(
        _(
            "Nothing is known under this code. It may be another code, or what was shown with it "
            "was withdrawn, is over, or was not picked up in time."
        )
    )
