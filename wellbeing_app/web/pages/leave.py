"""Leave this site: the visit ends and the browser lands somewhere neutral, in one answer.

A GET, because a POST that redirects to another site is stopped by our own `form-action 'self'`.
"""

from http import HTTPStatus

from flask import Blueprint, abort, redirect, request, session
from werkzeug.wrappers import Response

from wellbeing_app.web.site import site

blueprint = Blueprint("leave", __name__)

CLEARED = '"cookies", "storage"'
"""Not "cache": clearing that can hold a browser up for seconds, and private pages are in none."""


@blueprint.get("/leave")
def leave() -> Response:
    """Delete the cookie and go to the neutral site; a browser only reading ahead gets 403.

    Not 204, which a browser may keep as the successful answer and then not leave the page.
    """
    if _reads_ahead():
        abort(403)
    session.clear()
    answer = redirect(site().config.leave_url, HTTPStatus.SEE_OTHER)
    answer.headers["Clear-Site-Data"] = CLEARED
    return answer


def _reads_ahead() -> bool:
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in purpose or "prerender" in purpose for purpose in purposes)
