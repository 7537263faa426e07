"""What each header of an answer makes a browser do, in plain words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

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
