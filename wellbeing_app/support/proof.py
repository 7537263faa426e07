"""What this site keeps, shown from the lists it is held to: tables, cookie, headers."""

from collections.abc import Iterator, Mapping

from flask import render_template
from flask_babel import lazy_gettext

from wellbeing_app.storage.allow_list import ALLOWED
from wellbeing_app.support.views import blueprint
from wellbeing_app.web.headers import PRIVATE, PUBLIC, baseline, public
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.contents import CHECK, CONTENTS
from wellbeing_app.web.visit.cookie import ABSOLUTE_SECONDS, IDLE_SECONDS

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": lazy_gettext(
        "A page may load files from this site only, runs no script that stands in the page itself, "
        "sends forms only here, and may not be shown inside another site."
    ),
    "Referrer-Policy": lazy_gettext(
        "When you follow a link to another site, that site does not learn where you come from."
    ),
    "X-Content-Type-Options": lazy_gettext(
        "A file is only what this site says it is: the browser does not guess."
    ),
    "X-Frame-Options": lazy_gettext("For older browsers: not inside another site."),
    "Cross-Origin-Opener-Policy": lazy_gettext(
        "A site that opened this one in a new window cannot reach into it."
    ),
    "Cross-Origin-Resource-Policy": lazy_gettext("Other sites cannot load files from here."),
    "Cross-Origin-Embedder-Policy": lazy_gettext(
        "Files of other sites cannot be built into these pages."
    ),
    "Permissions-Policy": lazy_gettext(
        "Camera, microphone, place, motion and the like are switched off for these pages."
    ),
    "Cache-Control": lazy_gettext("Who may keep a copy of the page, and for how long (seconds)."),
    "X-Robots-Tag": lazy_gettext("Search engines may not list the page or keep a copy."),
    "Vary": lazy_gettext("A kept copy is used only for the same language."),
    "Strict-Transport-Security": lazy_gettext("From now on, this site is opened encrypted only."),
}


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
