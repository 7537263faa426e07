"""The result on paper: a print page, and a tagged PDF where the system can make one."""

from flask import make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from wellbeing_app.results.views import (
    SEE_OTHER,
    blueprint,
    finished_check,
    help_for,
    result_of,
    to_answers,
)
from wellbeing_app.web.paper import CAN_PRINT, pdf_on_request

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
def pdf() -> Response:
    """The same as a tagged PDF; the print page where Pango is missing."""
    check = finished_check()
    if check is None:
        return to_answers()
    if not CAN_PRINT:
        return redirect(url_for("results.print_page"), SEE_OTHER)
    found = result_of(check)
    page = render_template("results/paper.html", result=found, crisis_help=help_for(check, found))
    answer = make_response(pdf_on_request(page))
    answer.content_type = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer
