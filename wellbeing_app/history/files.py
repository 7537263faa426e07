"""Take everything along: as a sealed file, as plain JSON; and read a file without keeping it.

The sealed file: `EVENKEEL-FILE-1` and a line end, 32 random bytes, then an envelope
(`vault.sealing`) around the padded content of `storage.kept`. The key derives from the code's 15
bytes with the random bytes as salt and the label `file-key`; everything before the envelope is its
associated data. The server adds no secret of its own, so any site of this kind can open the file
and it outlives this one (docs/decisions/result-file.md).
"""

import secrets

from flask import make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened
from wellbeing_app.history.opened import blueprint, results_in_words, with_history
from wellbeing_app.interpretation.trends import trends
from wellbeing_app.records.past import dated_scores, past_result, unscored
from wellbeing_app.storage.kept import History, read_history, to_json, write_history
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import Unopenable, open_sealed, pad, seal, unpad
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.forms import MISTYPED, Answered, code_form, typed_code
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import current_check
from wellbeing_app.web.words.days import day_words, today

SEALED_NAME, PLAIN_NAME = "overview.sealed", "overview.json"
MOST_A_MINUTE = 10
MAGIC = b"EVENKEEL-FILE-1\n"
SALT_BYTES = 32
KEY_LABEL, KEY_BYTES = "file-key", 32
LARGEST = 128 * 1024
"""Bytes; the largest file this site writes has 65,673."""


def download(history: History, secret: bytes) -> Response:
    """Hand a history over as a file that this code opens."""
    return _attached(seal_file(history, secret), SEALED_NAME, "application/octet-stream")


@blueprint.get("/kept/file")
@with_history
def take_file(opened: Opened) -> Answered:
    """The open history as a file under its own code."""
    return download(opened.history, codes.HISTORY.secret or b"")


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
        trends=trends(library, dated_scores(library, records), unscored(library, records)),
        day_words=day_words,
        crisis_help=directory.crisis(None) if topics else None,
        topic_help=directory.topics_help(topics, None),
    )


def _form(error: str | None = None) -> tuple[str, int]:
    check = current_check()
    return code_form(
        "history/file.html",
        error,
        check=check,
        private=actions.private_answers(check) if check else (),
    )


def _attached(content: bytes, name: str, kind: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def seal_file(history: History, secret: bytes) -> bytes:
    """Return the file of a history under a code's bytes. Raises `TooLarge`."""
    head = MAGIC + secrets.token_bytes(SALT_BYTES)
    return head + seal(_key(secret, head), pad(write_history(history)), head)


def open_file(data: bytes, secret: bytes) -> History:
    """Open a file with its code. Raises `Unopenable` for all else: no code tells why."""
    head, envelope = data[: len(MAGIC) + SALT_BYTES], data[len(MAGIC) + SALT_BYTES :]
    if not head.startswith(MAGIC):
        raise Unopenable("not such a file")
    try:
        return read_history(unpad(open_sealed([_key(secret, head)], envelope, head)))
    except Refused:
        raise Unopenable("what is sealed in it is no history") from None


def _key(secret: bytes, head: bytes) -> bytes:
    return derive(secret, KEY_LABEL, KEY_BYTES, head[len(MAGIC) :])
