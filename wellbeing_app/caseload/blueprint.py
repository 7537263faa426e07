"""The room's blueprint, its status codes, and the desk of the therapist who is signed in."""

from flask import Blueprint

from wellbeing_app.storage.clients import Desk
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.guards import Therapist

blueprint = Blueprint("caseload", __name__, template_folder="templates")

GONE = 410


def desk_of(me: Therapist) -> Desk:
    """Return the place where this therapist's own writing lies."""
    return Desk.of(me.id, me.pair.private, installation_salt(db.session))
