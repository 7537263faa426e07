"""Who did what in the clinic, by day: filtered on the page, and whole as a file."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus

from flask import make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from wellbeing_app.clinic import actions
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.members import doer
from wellbeing_app.exchange.csv_rows import BYTE_ORDER_MARK, guarded
from wellbeing_app.storage import clinic_audit
from wellbeing_app.storage.clinic_audit import Act, Audited
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, admin, proven_admin
from wellbeing_app.web.words.days import month_words, short_day_words

WORDS: Mapping[Act, str] = {
    Act.CREATED: lazy_gettext("Clinic created"),
    Act.INVITED: lazy_gettext("Invited"),
    Act.CODE: lazy_gettext("Invitation code shown"),
    Act.JOINED: lazy_gettext("Joined"),
    Act.ROLES: lazy_gettext("Roles changed"),
    Act.RESET: lazy_gettext("Reset started"),
    Act.ENDED: lazy_gettext("Membership ended"),
    Act.LEFT: lazy_gettext("Left the clinic"),
    Act.ABSENCE: lazy_gettext("Absence changed"),
    Act.CONTACT: lazy_gettext("Contact changed"),
    Act.DOOR_PUBLISHED: lazy_gettext("Front door published"),
    Act.DOOR_OPENED: lazy_gettext("Front door opened"),
    Act.DOOR_PAUSED: lazy_gettext("Front door closed for now"),
    Act.DOOR_DELETED: lazy_gettext("Front door deleted"),
    Act.AUDIT_EXPORTED: lazy_gettext("Audit exported"),
}
COLUMNS = ("number", "day", "who", "act", "what")
MARK_DIGITS = 12


@blueprint.get("/staff/clinic/audit")
@admin
def audit(me: Member) -> str:
    """What was done, the newest first; by act, person and month if asked for."""
    everything = clinic_audit.entries(db.session, me.clinic_id, site().keys)
    chosen = {name: request.args.get(name, "") for name in ("act", "who", "month")}
    return render_template(
        "clinic/audit.html",
        rows=[_row(one) for one in everything if _fits(one, chosen)],
        chosen=chosen,
        acts=[(act, str(words)) for act, words in WORDS.items()],
        people=_people(everything),
        months=_months(everything),
        kept=clinic_audit.KEPT_MONTHS,
    )


@blueprint.post("/staff/clinic/audit")
@proven_admin
def export_audit(me: Member) -> Response:
    """Hand all of it over as CSV. Its name says nothing of what is in it."""
    actions.note_export(db.session, doer(me), house())
    rows = clinic_audit.entries(db.session, me.clinic_id, site().keys)
    answer = make_response(_csv(rows), HTTPStatus.OK)
    answer.content_type = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="audit.csv"'
    db.session.commit()
    return answer


def _row(one: Audited) -> tuple[str, str, str, str]:
    if one.entry is None:
        return short_day_words(one.day), "", str(_("This entry cannot be read any more")), ""
    who = one.entry.who or str(_("Operator of the site"))
    return short_day_words(one.day), who, str(WORDS[one.entry.act]), one.entry.what


def _fits(one: Audited, chosen: Mapping[str, str]) -> bool:
    act, who, month = chosen["act"], chosen["who"], chosen["month"]
    if month and month != f"{one.day:%Y-%m}":
        return False
    if one.entry is None:
        return not act and not who
    return act in ("", one.entry.act) and who in ("", _mark(one.entry.who))


def _mark(name: str) -> str:
    """Return what stands in an address for somebody's name."""
    return hashlib.sha256(name.encode()).hexdigest()[:MARK_DIGITS]


def _people(entries: Sequence[Audited]) -> list[tuple[str, str]]:
    names = sorted({one.entry.who for one in entries if one.entry and one.entry.who})
    return [(_mark(name), name) for name in names]


def _months(entries: Sequence[Audited]) -> list[tuple[str, str]]:
    months = dict.fromkeys(f"{one.day:%Y-%m}" for one in entries)
    return [(month, month_words(month)) for month in months]


def _csv(entries: Sequence[Audited]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) for cell in cells] for cells in _cells(entries))
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _cells(entries: Sequence[Audited]) -> Iterator[tuple[str, ...]]:
    for one in reversed(entries):
        told = (one.entry.who, one.entry.act, one.entry.what) if one.entry else ("", "", "")
        yield (str(one.number), one.day.isoformat(), *told)
