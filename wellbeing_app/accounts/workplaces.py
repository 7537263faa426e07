"""Where somebody works, the way from one workplace to another, and joining one more clinic."""

from dataclasses import replace
from http import HTTPStatus

from flask import abort, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from wellbeing_app.accounts import changes
from wellbeing_app.accounts.enrolment import NOT_WAITING
from wellbeing_app.accounts.forms import show_again
from wellbeing_app.accounts.views import CODES_A_MINUTE, blueprint
from wellbeing_app.storage import memberships
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.storage.staff_invitations import invitation_id
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Problems, code_sent, redirect_to, sent
from wellbeing_app.web.staff.circumstances import House, house
from wellbeing_app.web.staff.guards import Staff, proven_staff, staff
from wellbeing_app.web.staff.session import begin_session
from wellbeing_app.web.words.roles import role_words


@blueprint.get("/staff/home")
@staff
def home(me: Staff) -> Response:
    """Lead to the page where this person works here; who works in several places chooses first."""
    here = me.signed.here
    if here is not None and here.is_desk:
        page = "caseload.all_clients"
    elif here is not None and here.is_run:
        page = "clinic.people"
    else:
        page = "accounts.workplaces"
    return redirect_to(page)


@blueprint.get("/staff/workplaces")
@staff
def workplaces(me: Staff) -> str:
    """Every workplace, and what this person does there."""
    places = [(place, role_words(place.roles)) for place in me.signed.places]
    return render_template("accounts/workplaces.html", places=places, here=me.signed.here)


@blueprint.post("/staff/workplaces")
@staff
def switch(me: Staff) -> Response:
    """Go to another workplace, under a fresh token; 404 for one that is not this person's."""
    if not sent("place"):
        return redirect_to("accounts.workplaces")
    chosen = next((place for place in me.signed.places if place.id.hex() == sent("place")), None)
    if chosen is None:
        abort(HTTPStatus.NOT_FOUND)
    _go_on(me, chosen.id)
    return redirect_to("accounts.home")


@blueprint.get("/staff/join")
@proven_staff
def ask_join(_me: Staff) -> str:
    """Ask for the code of a clinic."""
    return render_template("accounts/join.html", problems={})


@blueprint.post("/staff/join")
@proven_staff
def join(me: Staff) -> Response:
    """Join the clinic of a code with the account that is signed in, and go there."""
    braked = is_braked("staff-code", CODES_A_MINUTE)
    problems: Problems = {}
    secret = code_sent(problems, "invitation")
    membership = None if problems else _joined(me, secret, problems, house())
    if membership is None:
        if braked:
            ask_to_wait()
        db.session.rollback()
        return show_again("accounts/join.html", problems)
    _go_on(me, membership.id)
    return redirect_to("accounts.home")


def _joined(me: Staff, secret: bytes, problems: Problems, current: House) -> Membership | None:
    note_day(db.session, current.today)
    code_id = invitation_id(secret, current.salt)
    membership = memberships.invited(db.session, code_id, current.now)
    there = [clinic.id for _one, clinic in memberships.of_account(db.session, me.id)]
    if membership is None:
        problems["invitation"] = str(NOT_WAITING)
    elif membership.clinic_id in there:
        problems["invitation"] = gettext("You belong to this clinic already")
    else:
        memberships.join(membership, me.id)
        changes.take_up_desks(db.session, me.id, me.signed.contents.private, current)
    return None if problems else membership


def _go_on(me: Staff, desk_id: bytes) -> None:
    contents = replace(me.signed.contents, desk_id=desk_id)
    begin_session(contents, installation_salt(db.session), until=me.signed.abs_until)
    db.session.commit()
