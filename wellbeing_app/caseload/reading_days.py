"""The days of the week on which a therapist reads, for clients to see beside what they show."""

from flask import render_template, request
from werkzeug.wrappers import Response

from wellbeing_app.caseload.blueprint import blueprint
from wellbeing_app.storage import reading_days as stated
from wellbeing_app.storage.reading_days import WEEK
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import redirect_to
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import weekday, weekdays


@blueprint.get("/staff/reading-days")
@therapist
def reading_days(me: Therapist) -> str:
    """Seven ticks, and what clients read of them."""
    days = stated.reading_days(db.session, me.id)
    return render_template(
        "caseload/reading_days.html",
        week=[(number, weekday(number)) for number in WEEK],
        days=days,
        words=weekdays(days),
    )


@blueprint.post("/staff/reading-days")
@therapist
def state_reading_days(me: Therapist) -> Response:
    """State these days; none at all takes the statement back."""
    sent = request.form.getlist("day")
    stated.state(db.session, me.id, [number for number in WEEK if str(number) in sent])
    db.session.commit()
    return redirect_to("caseload.reading_days")
