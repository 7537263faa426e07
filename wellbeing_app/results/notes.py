"""Own notes on a result, a score or an answer: carried by the visit's cookie, like the answers."""

from flask import abort, render_template, request
from flask_babel import gettext as _

from wellbeing_app.interpretation.report import Report
from wellbeing_app.results.views import (
    blueprint,
    note_places,
    result_of,
    to_answers,
    with_result,
)
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.web.forms import Answered, redirect_to
from wellbeing_app.web.visit.check import Check

LONGEST_NOTE = 500
"""Characters of one note."""


@blueprint.get("/result/note/<int:number>")
@with_result
def note(check: Check, number: int) -> Answered:
    """A page to write one note on; places are counted from 0, the whole result."""
    reference, about = _place_or_404(result_of(check), number)
    return _page(check, number, about, check.notes.get(reference, ""))


@blueprint.post("/result/note/<int:number>")
@with_result
def write_note(check: Check, number: int) -> Answered:
    """Keep the note in the visit; an empty one goes away."""
    if request.form.get("check") != check.token:
        return to_answers()
    reference, about = _place_or_404(result_of(check), number)
    text = inert(request.form.get("text", "").replace("\r\n", "\n")).strip()
    problem = _problem(check, reference, text)
    if problem:
        return _page(check, number, about, text, problem)
    check.note(reference, text)
    check.save()
    return redirect_to("results.result")


def _problem(check: Check, reference: str, text: str) -> str | None:
    if len(text) > LONGEST_NOTE:
        return str(_("Write at most %(limit)s characters", limit=LONGEST_NOTE))
    excess = check.beyond_room(reference, text)
    if excess > 0:
        return str(
            _(
                "Your notes together are too long for one visit. Make this one shorter by about "
                "%(excess)s characters, or shorten another",
                excess=excess,
            )
        )
    return None


def _place_or_404(result: Report, number: int) -> tuple[str, str]:
    places = note_places(result)
    if number >= len(places):
        abort(404)
    return places[number]


def _page(check: Check, number: int, about: str, text: str, problem: str | None = None) -> str:
    return render_template(
        "results/note.html",
        check=check,
        number=number,
        about=about or _("the whole result"),
        text=text,
        limit=LONGEST_NOTE,
        problem=problem,
    )
