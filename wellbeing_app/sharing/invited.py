"""By a therapist's invitation: the code first, then who invites to what, then yes or no.

Wrong, expired, revoked and never issued codes, and those of a therapist who is gone, are answered
alike, after the same queries. Nothing is written here: nobody learns whether somebody came.
"""

from flask import render_template
from flask_babel import gettext as _

from wellbeing_app.instruments.library.battery import Battery
from wellbeing_app.sharing import actions
from wellbeing_app.sharing.absence import absence
from wellbeing_app.sharing.blueprint import blueprint
from wellbeing_app.sharing.choice import current_choice
from wellbeing_app.storage.accounts import name_of
from wellbeing_app.storage.client_invitations import Inviting
from wellbeing_app.storage.connections import read_only
from wellbeing_app.web.brake import brake
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import MISTYPED, Answered, code_form, redirect_to, typed_code
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import current_check
from wellbeing_app.web.words.days import day_words, today

MOST_A_MINUTE = 10
"""Codes one network may try (R3)."""


def invitation(*, locked: bool = False) -> Inviting | None:
    """Return the invitation this visit came by, if it is still good."""
    secret = codes.INVITATION.secret
    return actions.inviting(db.session, secret, today(), locked=locked) if secret else None


def name(found: Inviting) -> str:
    """Return the name of who invites, as that therapist signs in with."""
    return name_of(found.account, site().keys)


@blueprint.get("/i")
def ask_for_invitation() -> Answered:
    """Ask for a code."""
    return _ask()


@blueprint.post("/i")
def accept_invitation() -> Answered:
    """Look a code up. A mistyped one costs no query."""
    brake("invited", MOST_A_MINUTE)
    secret = typed_code()
    if secret is None:
        return _ask(str(MISTYPED))
    read_only(db.session)
    if actions.inviting(db.session, secret, today()) is None:
        return _ask(_unknown())
    codes.INVITATION.carry(secret)
    return redirect_to("sharing.invited")


@blueprint.get("/i/now")
def invited() -> Answered:
    """Who invites, to which check, and what will and will not happen."""
    if codes.INVITATION.secret is None:
        return redirect_to("sharing.ask_for_invitation")
    found = invitation()
    if found is None:
        codes.INVITATION.forget()
        return _ask(_unknown())
    return render_template(
        "sharing/invited.html",
        name=name(found),
        check=_check(found.invitation.battery),
        away=absence(db.session, found.holder.id, today()),
        day_words=day_words,
        has_result=_has_result(),
    )


@blueprint.post("/i/decline")
def decline() -> Answered:
    """Forget the invitation. Nobody is told, because nobody knows."""
    codes.INVITATION.forget()
    return render_template("sharing/declined.html", has_result=_has_result())


@blueprint.post("/share/by-code")
def by_code() -> Answered:
    """Hand over a code instead of sending it to the one who invited; the ticks stay."""
    choice = current_choice()
    if choice is not None:
        choice.by_code().save()
    return redirect_to("sharing.preview")


def _check(slug: str) -> Battery | None:
    """Return the check proposed; None where this site no longer has it."""
    try:
        return site().library.check(slug)
    except KeyError:
        return None


def _has_result() -> bool:
    check = current_check()
    return check is not None and check.finished


def _ask(error: str | None = None) -> Answered:
    return code_form("sharing/ask_for_invitation.html", error)


def _unknown() -> str:
    return str(
        _(
            "There is no invitation under this code. It may be another code, or the invitation was "
            "taken back or is over: it is good for 30 days."
        )
    )
