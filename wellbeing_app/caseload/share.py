"""A share as a file, on purpose: for the therapist's own record. Every export stands in the log."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus

from flask import make_response, render_template
from flask_babel import gettext as _

from wellbeing_app.caseload import actions
from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.opening import Shown, share_of, this_day
from wellbeing_app.exchange.csv_rows import csv_bytes
from wellbeing_app.exchange.fhir import bundle, to_json
from wellbeing_app.records.share import AnswerPart, LinePart, NotePart, Share
from wellbeing_app.records.shown import shown_share
from wellbeing_app.storage.clients import Client
from wellbeing_app.storage.desk_log import Act
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Answered, sent
from wellbeing_app.web.paper.letters import unprintable
from wellbeing_app.web.paper.making import pdf_on_request
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.guards import Therapist, proven_therapist
from wellbeing_app.web.words.days import day_words

SOFTWARE = "Evenkeel"


@blueprint.get("/staff/shares/<share_id>/export")
@proven_therapist
def ask_export(me: Therapist, share_id: str) -> Answered:
    """Ask in which form a share is to leave the site."""
    return _ask(*share_of(me, share_id))


@blueprint.post("/staff/shares/<share_id>/export")
@slow_work(SlowWork.PAPER)
@proven_therapist
def export(me: Therapist, share_id: str) -> Answered:
    """Hand the file over. Its name says nothing of what is in it."""
    client, shown = share_of(me, share_id)
    act = next((one for one in FORMS if one == sent("form")), None)
    if act is None or shown.share is None:
        return _ask(client, shown, _("Choose a form"))
    name, kind, make = FORMS[act]
    answer = make_response(make(shown, shown.share))
    answer.content_type = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    actions.look(db.session, desk_of(me), client, [shown], this_day())
    actions.export(db.session, desk_of(me), client, shown.id, act, this_day())
    db.session.commit()
    return answer


def _ask(client: Client, shown: Shown, error: str | None = None) -> Answered:
    page = render_template(
        "caseload/export.html",
        client=client,
        one=shown,
        unprintable=unprintable(_own_words(shown.share)) if shown.share else "",
        error=error,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK


def _pdf(shown: Shown, share: Share) -> bytes:
    return pdf_on_request(
        "caseload/paper.html",
        one=shown,
        shown=shown_share(site().library, share),
        today=this_day(),
        day_words=day_words,
    )


def _own_words(share: Share) -> Iterator[str]:
    """Yield what the client wrote: lines, notes, and answers in words."""
    for part in share.parts:
        if isinstance(part, LinePart | NotePart):
            yield part.words
        elif isinstance(part, AnswerPart) and isinstance(part.value, str):
            yield part.value


def _csv(_shown: Shown, share: Share) -> bytes:
    return csv_bytes(site().library, share)


def _fhir(shown: Shown, share: Share) -> bytes:
    made = bundle(site().library, share, share_id=shown.id, exported=this_day(), software=SOFTWARE)
    return to_json(made)


FORMS: Mapping[Act, tuple[str, str, Callable[[Shown, Share], bytes]]] = {
    Act.PDF: ("record.pdf", "application/pdf", _pdf),
    Act.CSV: ("record.csv", "text/csv; charset=utf-8", _csv),
    Act.FHIR: ("record.json", "application/fhir+json", _fhir),
}
"""Form -> name of the file, its content type, how it is made."""
