"""A clinic's front door: its own page, its pages of law and style, and "before you start" there.

Nothing here sets a cookie before a check begins. From its first question on, addresses and titles
are those of every check, and nothing on them names the clinic but what it says at the end.
"""

from http import HTTPStatus

from flask import Response, abort, render_template, url_for

from wellbeing_app.selfcheck.catalogue import choices
from wellbeing_app.selfcheck.views import battery_or_404, begun, blueprint, choice_or_404
from wellbeing_app.storage import clinics
from wellbeing_app.storage.clinics import ClinicState
from wellbeing_app.web.colours import accent_css
from wellbeing_app.web.database import db
from wellbeing_app.web.doors import Door, door_at
from wellbeing_app.web.forms import Answered
from wellbeing_app.web.headers import versioned
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.instead import waiting_check


class Closed(Exception):
    """No check can begin at this door now: it is paused, or gone."""

    def __init__(self, name: str, *, gone: bool) -> None:
        super().__init__()
        self.name = name
        self.gone = gone


@blueprint.errorhandler(Closed)
def closed(failure: Closed) -> tuple[str, int]:
    """Say kindly that the door is closed, and where else to go."""
    page = render_template("selfcheck/door_closed.html", name=failure.name, gone=failure.gone)
    return page, HTTPStatus.GONE if failure.gone else HTTPStatus.OK


@blueprint.get("/c/")
def doors() -> str:
    """Name the clinics whose doors are listed."""
    return render_template("selfcheck/doors.html", clinics=clinics.listed(db.session))


@blueprint.get("/c/<slug>")
def door(slug: str) -> str:
    """Show who the clinic is, its help where its own line is open, and what there is to take."""
    found = _open_door(slug)
    batteries, alone = choices(site().library)
    return render_template(
        "selfcheck/door.html",
        door=found,
        batteries=batteries,
        alone=alone,
        crisis_help=site().directory.crisis(None),
        look=_file("selfcheck.door_look", found) if found.written.contents.accent else None,
        logo=_file("selfcheck.door_logo", found) if found.written.logo else None,
    )


@blueprint.get("/c/<slug>/privacy")
def door_privacy(slug: str) -> str:
    """Show the clinic's own page of law, also while the door is paused."""
    return render_template("selfcheck/door_privacy.html", door=_door_or_gone(slug))


@blueprint.get("/c/<slug>/look.css")
@versioned
def door_look(slug: str) -> Response:
    """Answer with the clinic's colour, light and dark."""
    accent = _door_or_gone(slug).written.contents.accent
    return Response(accent_css(accent) if accent else "", mimetype="text/css")


@blueprint.get("/c/<slug>/logo.png")
@versioned
def door_logo(slug: str) -> Response:
    """Answer with the clinic's logo."""
    logo = _door_or_gone(slug).written.logo
    if logo is None:
        abort(HTTPStatus.NOT_FOUND)
    return Response(logo, mimetype="image/png")


@blueprint.get("/c/<slug>/start/<check>")
def start_at_door(slug: str, check: str) -> str:
    """Before you start, with what the clinic adds; nothing of ours is left out."""
    found = _open_door(slug)
    return render_template(
        "selfcheck/start.html",
        check=choice_or_404(check),
        waiting=waiting_check(),
        action=url_for("selfcheck.begin_at_door", slug=slug, check=check),
        chosen_at=url_for("selfcheck.door", slug=slug),
        door=found,
    )


@blueprint.post("/c/<slug>/start/<check>")
def begin_at_door(slug: str, check: str) -> Answered:
    """Begin the check; the visit's cookie carries at which door."""
    found = _open_door(slug)
    return begun(
        battery_or_404(check),
        action=url_for("selfcheck.begin_at_door", slug=slug, check=check),
        back=url_for("selfcheck.start_at_door", slug=slug, check=check),
        door=found.plate.id,
    )


def _file(endpoint: str, found: Door) -> str:
    """Return the address of a file of this revision: copies of it may be kept."""
    return url_for(endpoint, slug=found.plate.slug, v=found.plate.revision)


def _door_or_gone(slug: str) -> Door:
    found = door_at(slug)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if not isinstance(found, Door):
        raise Closed(found.name, gone=True)
    return found


def _open_door(slug: str) -> Door:
    found = _door_or_gone(slug)
    if not found.is_open:
        raise Closed(found.name, gone=found.plate.state == ClinicState.GONE)
    return found
