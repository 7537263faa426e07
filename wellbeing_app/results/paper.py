"""The result on paper: a print page, and a tagged PDF."""

from flask import make_response, render_template

from wellbeing_app.results.views import (
    blueprint,
    help_for,
    result_of,
    with_result,
)
from wellbeing_app.web.forms import Answered
from wellbeing_app.web.paper.making import pdf_on_request
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.visit.check import Check

FILE_NAME = "overview.pdf"
"""Says nothing of what is in it."""


@blueprint.get("/result/print")
@with_result
def print_page(check: Check) -> Answered:
    """Everything open on one page, for the browser's own print command."""
    found = result_of(check)
    return render_template(
        "results/print.html", check=check, result=found, crisis_help=help_for(check, found)
    )


@blueprint.get("/result/file")
@slow_work(SlowWork.PAPER)
@with_result
def pdf(check: Check) -> Answered:
    """The same as a tagged PDF."""
    found = result_of(check)
    answer = make_response(
        pdf_on_request("results/paper.html", result=found, crisis_help=help_for(check, found))
    )
    answer.content_type = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer
