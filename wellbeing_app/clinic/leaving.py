"""Leaving a clinic of one's own accord: what ends is the same as when an admin ends it."""

from flask import render_template
from werkzeug.wrappers import Response

from wellbeing_app.clinic import actions
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.members import doer
from wellbeing_app.storage.clinic_audit import Act
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import redirect_to
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, proven_member


@blueprint.get("/staff/clinic/leave")
@proven_member
def ask_leave(me: Member) -> str:
    """Say what goes, before it does."""
    return render_template("clinic/leave.html", me=me)


@blueprint.post("/staff/clinic/leave")
@proven_member
def leave(me: Member) -> Response:
    """Leave."""
    actions.end(db.session, doer(me), me.id, house(), Act.LEFT)
    db.session.commit()
    empty_log(db.engine)
    return redirect_to("accounts.door")
