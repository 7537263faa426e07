"""How clients reach the clinic: shown to them where their therapist is away."""

from flask import render_template
from werkzeug.wrappers import Response

from wellbeing_app.clinic import actions
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.forms import contact_sent
from wellbeing_app.clinic.members import doer
from wellbeing_app.storage.clinics import LONGEST_CONTACT, Clinic
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import OK, UNPROCESSABLE, Answered, Problems, redirect_to
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, admin


@blueprint.get("/staff/clinic/contact")
@admin
def ask_contact(me: Member) -> Answered:
    """Ask for it."""
    return _ask(db.session.get_one(Clinic, me.clinic_id).contact, {})


@blueprint.post("/staff/clinic/contact")
@admin
def write_contact(me: Member) -> Answered | Response:
    """Replace it."""
    problems: Problems = {}
    contact = contact_sent(problems)
    if problems:
        return _ask(contact, problems)
    actions.write_contact(db.session, doer(me), contact, house())
    db.session.commit()
    return redirect_to("clinic.people")


def _ask(contact: str, problems: Problems) -> Answered:
    page = render_template(
        "clinic/contact.html", contact=contact, limit=LONGEST_CONTACT, problems=problems
    )
    return page, UNPROCESSABLE if problems else OK
