"""One client: the brief, how scores moved, what is shown, and the therapist's own notes."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import render_template

from wellbeing_app.brief.brief import Brief
from wellbeing_app.caseload import actions
from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.forms import as_shown, label_sent
from wellbeing_app.caseload.opening import Shown, brief_of, client_of, moved, shares_of, this_day
from wellbeing_app.records.shown import shown_share
from wellbeing_app.storage import client_notes, clients
from wellbeing_app.storage.clients import LONGEST_LABEL, LONGEST_NOTE, Client, Overwritten
from wellbeing_app.storage.connections import may_write
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.vault.sealing import TooLarge
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Answered, Problems, redirect_to, sent
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import day_words, short_day_words, today


@blueprint.get("/staff/clients/<client_id>")
@therapist
def client(me: Therapist, client_id: str) -> Answered:
    """Everything a client shows now. That it was looked at is noted once a day, for the client."""
    found = client_of(me, client_id)
    shown, day, desk = shares_of(me, found), this_day(), desk_of(me)
    told = brief_of(site().library, shown)
    moves = moved(shown, told)
    if actions.not_seen(shown, day) or moves != found.dossier.moved:
        may_write(db.session)
    looked = actions.look(db.session, desk, found, shown, day)
    now = actions.remember_moved(db.session, desk, found, moves)
    if looked or now != found:
        db.session.commit()
    return client_page(me, now or found, shown, told, {})


@blueprint.get("/staff/clients/<client_id>/label")
@therapist
def ask_label(me: Therapist, client_id: str) -> Answered:
    """Ask for another label, or whether the client is to be removed."""
    return _ask_label(client_of(me, client_id), {})


@blueprint.post("/staff/clients/<client_id>/label")
@therapist
def rename(me: Therapist, client_id: str) -> Answered:
    """Give a client another label."""
    found, problems, desk = client_of(me, client_id), Problems(), desk_of(me)
    others = [one for one in clients.all_of(db.session, desk) if one.id != found.id]
    label = label_sent(problems, others)
    if problems:
        return _ask_label(found, problems), HTTPStatus.UNPROCESSABLE_ENTITY
    _refuse_older_page(found)
    actions.rename(db.session, desk, found, label)
    db.session.commit()
    return redirect_to("caseload.client", client_id=client_id)


@blueprint.post("/staff/clients/<client_id>/remove")
@therapist
def remove(me: Therapist, client_id: str) -> Answered:
    """Delete a client's label, notes and shares for good."""
    found, clock = client_of(me, client_id), today()
    actions.remove_client(db.session, desk_of(me), found, site().config.instance, clock)
    db.session.commit()
    empty_log(db.engine)
    return redirect_to("caseload.all_clients")


@blueprint.errorhandler(Overwritten)
def overwritten(_failure: Overwritten) -> Answered:
    """Another window was faster: nothing was written, and what was typed stands there still."""
    db.session.rollback()
    words = sent("words") or sent("label")
    return render_template("caseload/overwritten.html", words=words), HTTPStatus.CONFLICT


@blueprint.errorhandler(TooLarge)
def too_large(_failure: TooLarge) -> Answered:
    """More results under one label than its row can hold."""
    db.session.rollback()
    return render_template("caseload/too_large.html"), HTTPStatus.UNPROCESSABLE_ENTITY


def _refuse_older_page(found: Client) -> None:
    if not as_shown(found):
        raise Overwritten


def client_page(
    me: Therapist, found: Client, shown: Sequence[Shown], told: Brief, problems: Problems
) -> str:
    """Write a client's page."""
    library, desk = site().library, desk_of(me)
    return render_template(
        "caseload/client.html",
        client=found,
        shown=[(one, shown_share(library, one.share) if one.share else None) for one in shown],
        brief=told,
        trends=[one.trend for one in told.trends if len(one.trend.points) > 1],
        short_day_words=short_day_words,
        gone=len(found.dossier.shares) - len(shown),
        notes=client_notes.all_of(db.session, desk, found),
        damaged=client_notes.damaged(db.session, desk, found),
        problems=problems,
        typed=sent("words"),
        limit=LONGEST_NOTE,
        today=this_day(),
        day_words=day_words,
    )


def _ask_label(found: Client, problems: Problems) -> str:
    return render_template(
        "caseload/label.html",
        client=found,
        problems=problems,
        typed=sent("label") or found.dossier.label,
        limit=LONGEST_LABEL,
    )
