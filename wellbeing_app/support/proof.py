"""What this site keeps, shown from the lists it is held to: tables, cookie, headers."""

from collections.abc import Iterator, Mapping

from flask import render_template

from wellbeing_app.storage.allow_list import ALLOWED
from wellbeing_app.support.header_words import HEADERS
from wellbeing_app.support.views import blueprint
from wellbeing_app.web.headers import PRIVATE, PUBLIC, baseline, public
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.contents import CHECK, CONTENTS
from wellbeing_app.web.visit.cookie import ABSOLUTE_SECONDS, IDLE_SECONDS

LOG_LINE = "ValueError at wellbeing_app/selfcheck/views.py:42 page"
"""A line as the log would hold it (`web.application.describe`)."""


@blueprint.get("/what-we-keep")
@public
def what_we_keep() -> str:
    """Show every stored column, the cookie, the log, the headers, and how to look for oneself."""
    https = site().config.https
    return render_template(
        "support/what_we_keep.html",
        tables=ALLOWED,
        cookie="__Host-visit" if https else "visit",
        in_check=CHECK.values(),
        besides=CONTENTS.values(),
        idle_minutes=IDLE_SECONDS // 60,
        hours=ABSOLUTE_SECONDS // 3600,
        log_line=LOG_LINE,
        always=tuple(_explained(baseline(https=https))),
        on_public=tuple(_explained(PUBLIC)),
        on_private=tuple(_explained(PRIVATE)),
    )


def _explained(headers: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, plain words and value of each header."""
    return ((name, HEADERS[name], value) for name, value in headers.items())
