"""Every failure becomes a calm page in the site's own design, without a trace of what was sent.

The pages read no database. If even a page cannot be written, a short constant one answers.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from flask import Flask, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import BadRequest, HTTPException, ServiceUnavailable
from werkzeug.wrappers import Response

from wellbeing_app.storage.connections import UnsafeDatabase
from wellbeing_app.storage.erased_list import NotListed
from wellbeing_app.web.access import is_staff_page
from wellbeing_app.web.application import describe
from wellbeing_app.web.database import db
from wellbeing_app.web.visit.check import Check, current_check
from wellbeing_app.web.visit.lost import LostHelp, help_with

logger = logging.getLogger(__name__)

WITH_A_PAGE = (400, 403, 404, 405, 410, 413, 414, 429, 500, 503)
FAILURES_OF_STORAGE = (DBAPIError, NoConnection, UnsafeDatabase, NotListed)
KEPT_HEADERS = ("Allow", "Retry-After")
RETRY_SECONDS = "30"
LAST_RESORT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Something went wrong</title>
<h1>Something went wrong</h1>
<p>This page could not be shown. Nothing new was saved.</p>
<p><a href="/">Go to the first page</a> or <a href="/help">get help now</a>.</p>
</html>
"""


class NoRoom(ServiceUnavailable):
    """Nothing more may be added to the database today, or its disk is nearly full."""


class StaleForm(BadRequest):
    """A form left over from a check that is no longer the one of this visit."""


def init_errors(app: Flask) -> None:
    """Answer every HTTP error, a lost form token, a database or a disk that takes nothing."""
    app.register_error_handler(HTTPException, http_failure)
    for lost in (CSRFError, StaleForm):
        app.register_error_handler(lost, lost_form)
    app.register_error_handler(NoRoom, no_room)
    with app.app_context():
        # From the driver's own connection, as `storage.erasure` uses it. Only the driver in use is
        # loaded: the other one would make every command start later.
        of_the_driver = db.engine.dialect.loaded_dbapi.Error
    for kind in (*FAILURES_OF_STORAGE, of_the_driver):
        app.register_error_handler(kind, storage_failure)


def http_failure(failure: HTTPException) -> Response:
    """Answer with the page of this status, or the nearest one we have."""
    status = failure.code or HTTPStatus.INTERNAL_SERVER_ERROR
    named = status if status in WITH_A_PAGE else 500 if status >= 500 else 400
    kept = {name: value for name, value in failure.get_headers() if name in KEPT_HEADERS}
    return _page(str(named), status, kept)


def no_room(failure: NoRoom) -> Response:
    """Say that this site saves nothing more for now, and what works all the same."""
    return _page("no_room", HTTPStatus.SERVICE_UNAVAILABLE, dict(failure.get_headers()))


def lost_form(failure: BadRequest) -> Response:  # noqa: ARG001
    """Answer a form of a visit or a check that is over, or without a cookie: nothing was saved.

    Where its answers call for help, the help stands there all the same.
    """
    return _page("form", HTTPStatus.BAD_REQUEST, lost=_lost_help())


def _lost_help() -> LostHelp | None:
    """Return help with what the form answered; the form itself could be anybody's."""
    try:
        return None if is_staff_page() else help_with(request.form)
    except Exception as failure:
        logger.error("%s", describe(failure))  # noqa: TRY400 (a trace could hold data)
        return None


def storage_failure(failure: Exception) -> Response:
    """Say that the database is away, locked or full, or that nothing can be erased for good.

    Nothing was changed; the answers stay in the cookie.
    """
    logger.error("%s", describe(failure))
    return _page("503", HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": RETRY_SECONDS})


def _way_on() -> str | None:
    """Return the address where the check in the cookie goes on; None without one that is readable.

    Reading the cookie is safe on every error page: none may be kept by a browser or a proxy.
    """
    try:
        check = None if is_staff_page() else current_check()
    except Exception as failure:
        logger.error("%s", describe(failure))  # noqa: TRY400 (a trace could hold data)
        return None
    return _place_in(check) if check else None


def _place_in(check: Check) -> str:
    """Return the address of the page the person was on, else of the first one not yet sent."""
    if check.finished:
        return url_for("results.result")
    number = check.furthest + 1
    if request.blueprint == "selfcheck":
        asked = int((request.view_args or {}).get("number", 0))
        number = asked if 1 <= asked <= len(check.pages) else number
    if number > len(check.pages):
        return url_for("selfcheck.review")
    return url_for("selfcheck.page", number=number)


def _page(
    name: str,
    status: int,
    headers: Mapping[str, str] | None = None,
    lost: LostHelp | None = None,
) -> Response:
    try:
        body = render_template(f"errors/{name}.html", way_on=_way_on(), lost=lost)
    except Exception as failure:
        logger.error("%s", describe(failure))  # noqa: TRY400 (a trace could hold data)
        body = LAST_RESORT
    return make_response(body, status, headers or {})
