"""The result on paper: a print page, and a tagged PDF."""

from flask import make_response, render_template
from werkzeug.wrappers import Response

from wellbeing_app.results.views import (
    blueprint,
    finished_check,
    help_for,
    result_of,
    to_answers,
)
from wellbeing_app.web.paper.making import pdf_on_request
from wellbeing_app.web.serving import SlowWork, slow_work

FILE_NAME = "overview.pdf"
"""Says nothing of what is in it."""


@blueprint.get("/result/print")
def print_page() -> str | Response:
    """Everything open on one page, for the browser's own print command."""
    check = finished_check()
    if check is None:
        return to_answers()
    found = result_of(check)
    return render_template(
        "results/print.html", check=check, result=found, crisis_help=help_for(check, found)
    )


@blueprint.get("/result/file")
@slow_work(SlowWork.PAPER)
def pdf() -> Response:
    """The same as a tagged PDF."""
    check = finished_check()
    if check is None:
        return to_answers()
    found = result_of(check)
    answer = make_response(
        pdf_on_request("results/paper.html", result=found, crisis_help=help_for(check, found))
    )
    answer.content_type = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer
