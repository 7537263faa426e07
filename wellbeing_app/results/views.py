"""The result: read from the visitor's own cookie each time, kept nowhere."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from wellbeing_app.directory.directory import CrisisHelp
from wellbeing_app.interpretation.report import Report, report
from wellbeing_app.web.doors import door_of
from wellbeing_app.web.forms import Answered, redirect_to
from wellbeing_app.web.paper.letters import unprintable
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import Check, current_check

blueprint = Blueprint("results", __name__, template_folder="templates")

P = ParamSpec("P")


def with_result(view: Callable[Concatenate[Check, P], Answered]) -> Callable[P, Answered]:
    """Hand the view the check whose result was asked for; without one, lead back to the answers."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answered:
        check = current_check()
        if check is None or not check.finished:
            return to_answers()
        return view(check, *args, **kwargs)

    return guarded


def to_answers() -> Response:
    """Lead back to "check your answers", or from there to the start."""
    return redirect_to("selfcheck.review")


@blueprint.get("/result")
@with_result
def result(check: Check) -> Answered:
    """Help first where it is called for, gains beside costs, then each score on its scale."""
    found = result_of(check)
    return render_template(
        "results/result.html",
        check=check,
        result=found,
        crisis_help=help_for(check, found),
        topic_help=site().directory.topics_help(
            (alert.topic for alert in found.alerts), check.country
        ),
        note_links={
            reference: url_for("results.note", number=number)
            for number, (reference, _about) in enumerate(note_places(found))
        },
        unprintable=unprintable(own_words(found)),
        door=door_of(check.door),
        is_invited=codes.INVITATION.secret is not None,
        not_counted=request.args.get("counted") == "no",
    )


def result_of(check: Check) -> Report:
    """Read the result; the address may choose another base rate (`rate`, from 1)."""
    today = datetime.fromtimestamp(site().config.clock(), UTC).date()
    return report(
        site().library,
        check.taken,
        day=today,
        notes=check.notes,
        rate=request.args.get("rate", default=1, type=int),
    )


def note_places(result: Report) -> tuple[tuple[str, str], ...]:
    """What a note can be on: reference and name; first the whole result, with neither."""
    scores = (
        (f"{scale.instrument.key}#{reading.id}", reading.title)
        for scale in result.scales
        for reading in (scale.headline, *scale.parts)
    )
    answers = ((row.reference, row.question) for part in result.answers for row in part.rows)
    return (("", ""), *scores, *answers)


def own_words(result: Report) -> Iterator[str]:
    """Yield what the person wrote: notes, and answers in words."""
    yield from result.notes.values()
    yield from (row.answer for part in result.answers for row in part.rows if row.answer)


def help_for(check: Check, found: Report) -> CrisisHelp | None:
    """Lines to call, where the result calls for care."""
    return site().directory.crisis(check.country) if found.calls_for_care else None
