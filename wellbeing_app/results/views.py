"""The result: read from the visitor's own cookie each time, kept nowhere."""

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from wellbeing_app.instruments.report import Report, report
from wellbeing_app.web.check import Check, current_check
from wellbeing_app.web.site import site

blueprint = Blueprint("results", __name__, template_folder="templates")

SEE_OTHER = 303


@blueprint.get("/result")
def result() -> str | Response:
    """Help first where it is called for, gains beside costs, then each score on its scale."""
    check = current_check()
    if check is None or not check.finished:
        return redirect(url_for("selfcheck.review"), SEE_OTHER)
    found = _report(check)
    return render_template(
        "results/result.html",
        check=check,
        result=found,
        crisis_help=site().directory.crisis(check.country) if found.calls_for_care else None,
    )


def _report(check: Check) -> Report:
    taken = tuple(zip(check.administrations, check.answers, strict=True))
    today = datetime.fromtimestamp(site().config.clock(), UTC).date()
    return report(site().library, taken, day=today)
