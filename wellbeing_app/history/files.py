"""Take everything along: as a sealed file, as plain JSON; and read a file without keeping it."""

from flask import make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened
from wellbeing_app.history.blueprint import OK, UNPROCESSABLE, blueprint
from wellbeing_app.history.opened import Answered, results_in_words, with_history
from wellbeing_app.history.result_file import LARGEST, open_file, seal_file
from wellbeing_app.interpretation.trends import trends
from wellbeing_app.records.past import dated_scores, past_result
from wellbeing_app.storage.kept import History, to_json
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.forms import MISTYPED, typed_code
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import current_check
from wellbeing_app.web.words.days import day_words, today

SEALED_NAME, PLAIN_NAME = "overview.sealed", "overview.json"
MOST_A_MINUTE = 10


def download(history: History, secret: bytes) -> Response:
    """Hand a history over as a file that this code opens."""
    return _attached(seal_file(history, secret), SEALED_NAME, "application/octet-stream")


@blueprint.get("/kept/file")
@with_history
def take_file(opened: Opened) -> Answered:
    """The open history as a file under its own code."""
    return download(opened.history, codes.open_code() or b"")


@blueprint.get("/kept/plain")
@with_history
def take_plain(opened: Opened) -> Answered:
    """The open history as JSON that anybody can read who has the file."""
    return _attached(to_json(opened.history), PLAIN_NAME, "application/json")


@blueprint.get("/return/file")
def ask_for_file() -> Answered:
    """Ask for a file and its code."""
    return _form()


@blueprint.post("/return/file")
def read_file() -> Answered:
    """Show what a file holds in this very answer, or hand it back with the present result added.

    Nothing of it is kept: not in the database, not in the cookie.
    """
    braked = is_braked("file", MOST_A_MINUTE)
    secret = typed_code()
    if secret is None:
        if braked:
            ask_to_wait()
        return _form(str(MISTYPED))
    sent = request.files.get("file")
    data = sent.read(LARGEST + 1) if sent else b""
    try:
        history = open_file(data, secret)
    except Unopenable:
        if braked:
            ask_to_wait()
        return _form(
            _("This file does not open with this code. Was it changed, or is it another one?")
        )
    check = current_check()
    if check and "add" in request.form:
        ticked = request.form.getlist("private")
        added = actions.with_check(history, check, site().library, ticked, today())
        return download(added, secret)
    return _shown(history)


def _shown(history: History) -> str:
    library = site().library
    records = [one.record for one in history.results]
    pasts = [past_result(library, record) for record in records]
    topics = [alert.topic for past in pasts for alert in past.alerts]
    directory = site().directory
    return render_template(
        "history/from_file.html",
        days=list(zip(results_in_words(history.results), pasts, strict=True)),
        trends=trends(library, dated_scores(library, records)),
        day_words=day_words,
        crisis_help=directory.crisis(None) if topics else None,
        topic_help=directory.topics_help(topics, None),
    )


def _form(error: str | None = None) -> tuple[str, int]:
    check = current_check()
    page = render_template(
        "history/file.html",
        typed=request.form.get("code", ""),
        error=error,
        check=check,
        private=actions.private_answers(check) if check else (),
    )
    return page, UNPROCESSABLE if error else OK


def _attached(content: bytes, name: str, kind: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
