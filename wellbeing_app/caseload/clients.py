"""The list of clients: what is new, what moved, what ends soon."""

from flask import render_template

from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.storage import clients
from wellbeing_app.storage.connections import read_only
from wellbeing_app.web.database import db
from wellbeing_app.web.staff import Therapist, therapist


@blueprint.get("/staff/clients")
@therapist
def all_clients(me: Therapist) -> str:
    """Every client of this therapist."""
    read_only(db.session)
    found = clients.all_of(db.session, desk_of(me))
    return render_template("caseload/clients.html", clients=found)
