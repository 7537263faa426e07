"""What this therapist picked up, looked at and exported, by day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from flask import render_template
from flask_babel import lazy_gettext

from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.storage import desk_log
from wellbeing_app.storage.desk_log import Act, Logged
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import short_day_words

WORDS: Mapping[Act, str] = {
    Act.CLAIM: lazy_gettext("Picked up"),
    Act.VIEW: lazy_gettext("Looked at"),
    Act.PDF: lazy_gettext("Exported as PDF"),
    Act.CSV: lazy_gettext("Exported as a table (CSV)"),
    Act.FHIR: lazy_gettext("Exported as FHIR"),
}


@blueprint.get("/staff/log")
@therapist
def log(me: Therapist) -> str:
    """The log, newest day first."""
    entries = desk_log.entries(db.session, desk_of(me))
    days = groupby(entries, key=lambda one: (one.day, one.entry.label))
    rows = [(short_day_words(day), label, _acts(found)) for (day, label), found in days]
    return render_template("caseload/log.html", rows=rows)


def _acts(found: Iterable[Logged]) -> str:
    """What was done with how many results, in the order in which it is usually done."""
    counted = Counter(one.entry.act for one in found)
    told = [f"{WORDS[act]} ({counted[act]})" for act in WORDS if counted[act]]
    return ", ".join(told)
