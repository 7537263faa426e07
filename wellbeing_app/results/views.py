"""The result: read from the visitor's own cookie each time, kept nowhere."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from wellbeing_app.instruments.report import scale_report
from wellbeing_app.results.context import balance, partner_words, values_words
from wellbeing_app.web.check import current_check
from wellbeing_app.web.site import site

blueprint = Blueprint("results", __name__, template_folder="templates")

SEE_OTHER = 303


@blueprint.get("/result")
def result() -> str | Response:
    """Help first where it is called for, gains beside costs, then each score on its scale."""
    check = current_check()
    if check is None or not check.finished:
        return redirect(url_for("selfcheck.review"), SEE_OTHER)
    library, directory = site().library, site().directory
    reports = [
        report
        for administration, answers in zip(check.administrations, check.answers, strict=True)
        if (report := scale_report(library, administration, answers)) is not None
    ]
    care = any(report.care for report in reports)
    return render_template(
        "results/result.html",
        check=check,
        reports=reports,
        crisis_help=directory.crisis(check.country) if care else None,
        balance=balance(check),
        values=values_words(check),
        partner=partner_words(check),
    )
