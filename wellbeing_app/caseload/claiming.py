"""Taking a share by its code, and putting shares under a label."""

from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask_babel import gettext as _

from wellbeing_app.caseload import actions
from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.forms import names, place_sent
from wellbeing_app.caseload.opening import Placed, answered, placed
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Client
from wellbeing_app.storage.held_shares import Holder
from wellbeing_app.vault.sealing import TooLarge, Unopenable
from wellbeing_app.web.brake import brake
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Answered, Problems, code_sent, redirect_to, sent
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import day_words, today

MOST_A_MINUTE = 10
"""Codes one network may try (R3)."""


@blueprint.get("/staff/claim")
@therapist
def ask(me: Therapist) -> Answered:
    """Ask for a client's code and for the label it goes under."""
    return _ask(me, {})


@blueprint.post("/staff/claim")
@therapist
def claim(me: Therapist) -> Answered:
    """Take the share. Wrong, over, withdrawn and paused codes are answered alike."""
    brake("claim", MOST_A_MINUTE)
    desk, problems = desk_of(me), Problems()
    known = clients.all_of(db.session, desk)
    secret = code_sent(problems)
    before = actions.taken_before(db.session, desk, secret) if secret else None
    if before is not None:
        return _taken_before(me, before)
    place = place_sent(problems, known)
    if problems:
        return _ask(me, problems)
    holder = Holder(me.id, me.pair.public, me.number)
    try:
        client_id = actions.claim(db.session, desk, secret, holder, place, today())
    except (TooLarge, Unopenable) as failure:
        db.session.rollback()
        return _ask(me, {"code": _full() if isinstance(failure, TooLarge) else _damaged()})
    db.session.commit()
    if client_id is None:
        before = actions.taken_before(db.session, desk, secret)
        return _taken_before(me, before) if before else _ask(me, {"code": _unknown()})
    return redirect_to("caseload.client", client_id=client_id.hex())


def _taken_before(me: Therapist, client: Client) -> Answered:
    """A code sent again leads to where it went; under another label, the page says so."""
    if names(client):
        where = url_for("caseload.client", client_id=client.id.hex())
        return redirect(where, HTTPStatus.SEE_OTHER)
    return _ask(me, {"code": _elsewhere(client.dossier.label)}, before=client)


@blueprint.get("/staff/shares/<share_id>/label")
@therapist
def ask_where(me: Therapist, share_id: str) -> Answered:
    """Ask for the label under which a share goes: one that came by invitation, or is to move."""
    return _ask_where(me, placed(me, share_id), {})


@blueprint.post("/staff/shares/<share_id>/label")
@therapist
def put_under(me: Therapist, share_id: str) -> Answered:
    """Put it there."""
    desk, problems = desk_of(me), Problems()
    found = placed(me, share_id)
    place = place_sent(problems, clients.all_of(db.session, desk))
    if problems:
        return _ask_where(me, found, problems)
    client_id = actions.put_under(db.session, desk, found, place, today())
    db.session.commit()
    return redirect_to("caseload.client", client_id=client_id.hex())


def _ask(me: Therapist, problems: Problems, before: Client | None = None) -> Answered:
    page = render_template(
        "caseload/claim.html",
        problems=problems,
        before=before,
        known=clients.all_of(db.session, desk_of(me)),
        typed={name: sent(name) for name in ("code", "client", "label")},
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def _ask_where(me: Therapist, found: Placed, problems: Problems) -> Answered:
    answers = answered(me, found.row)
    page = render_template(
        "caseload/put_under.html",
        problems=problems,
        found=found,
        answers=answers,
        known=clients.all_of(db.session, desk_of(me)),
        typed={name: sent(name) for name in ("client", "label")},
        day_words=day_words,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def _unknown() -> str:
    return str(
        _(
            "Nothing can be picked up with this code. It may be another code, or it was picked up "
            "already, withdrawn, paused, or not picked up in time. Ask your client for a new one"
        )
    )


def _damaged() -> str:
    return str(
        _("What lies under this code was damaged, so nobody can open it. Ask for a new code")
    )


def _full() -> str:
    return str(_("No more results fit under this label. Choose another one"))


def _elsewhere(label: str) -> str:
    return str(
        _(
            "You opened this code before. What it shows is under “%(label)s” and was not put under "
            "another label",
            label=label,
        )
    )
