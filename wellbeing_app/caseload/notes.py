"""A therapist's own notes on a client: added, changed, removed."""

from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from wellbeing_app.caseload import actions
from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.client import client_page
from wellbeing_app.caseload.forms import note_sent
from wellbeing_app.caseload.opening import brief_of, client_of, id_of, shares_of
from wellbeing_app.storage import client_notes
from wellbeing_app.storage.client_notes import Note
from wellbeing_app.storage.clients import LONGEST_NOTE, Client, Overwritten
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Answered, Problems, sent
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import day_words, today


@blueprint.post("/staff/clients/<client_id>/notes")
@therapist
def add_note(me: Therapist, client_id: str) -> Answered:
    """Add a note of today."""
    found, problems = client_of(me, client_id), Problems()
    words = note_sent(problems)
    if problems:
        shown = shares_of(me, found)
        page = client_page(me, found, shown, brief_of(site().library, shown), problems)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    actions.add_note(db.session, desk_of(me), found, words, today())
    db.session.commit()
    return _to_notes(found)


@blueprint.get("/staff/clients/<client_id>/notes/<note_id>")
@therapist
def ask_note(me: Therapist, client_id: str, note_id: str) -> Answered:
    """Show a note to be changed."""
    found, note = _note_of(me, client_id, note_id)
    return _ask_note(found, note, note.content.words, {})


@blueprint.post("/staff/clients/<client_id>/notes/<note_id>")
@therapist
def change_note(me: Therapist, client_id: str, note_id: str) -> Answered:
    """Put other words in the place of a note's."""
    found = client_of(me, client_id)
    note = client_notes.find(db.session, desk_of(me), found, id_of(note_id))
    if note is None:
        # Removed in another window meanwhile: what was typed is shown, so that it is not lost.
        raise Overwritten
    problems = Problems()
    words = note_sent(problems)
    if problems:
        page = _ask_note(found, note, sent("words"), problems)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    _refuse_older_page(note)
    actions.change_note(db.session, desk_of(me), found, note, words, today())
    db.session.commit()
    return _to_notes(found)


@blueprint.get("/staff/clients/<client_id>/notes/<note_id>/remove")
@therapist
def ask_to_remove_note(me: Therapist, client_id: str, note_id: str) -> str:
    """Ask whether a note is to be removed."""
    found, note = _note_of(me, client_id, note_id)
    return render_template(
        "caseload/remove_note.html", client=found, note=note, day_words=day_words
    )


@blueprint.post("/staff/clients/<client_id>/notes/<note_id>/remove")
@therapist
def remove_note(me: Therapist, client_id: str, note_id: str) -> Answered:
    """Delete a note for good."""
    found, note = _note_of(me, client_id, note_id)
    _refuse_older_page(note)
    actions.remove_note(db.session, desk_of(me), found, note)
    db.session.commit()
    empty_log(db.engine)
    return _to_notes(found)


def _note_of(me: Therapist, client_id: str, note_id: str) -> tuple[Client, Note]:
    """Return the note an address names, and its client; 404 for everybody else's."""
    found = client_of(me, client_id)
    note = client_notes.find(db.session, desk_of(me), found, id_of(note_id))
    if note is None:
        abort(404)
    return found, note


def _refuse_older_page(note: Note) -> None:
    if sent("rev") != str(note.rev):
        raise Overwritten


def _ask_note(found: Client, note: Note, words: str, problems: Problems) -> str:
    return render_template(
        "caseload/note.html",
        client=found,
        note=note,
        typed=words,
        problems=problems,
        limit=LONGEST_NOTE,
        day_words=day_words,
    )


def _to_notes(found: Client) -> Response:
    where = url_for("caseload.client", client_id=found.id.hex(), _anchor="notes")
    return redirect(where, HTTPStatus.SEE_OTHER)
