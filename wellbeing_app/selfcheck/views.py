"""The way to a check: home, the choice, what is known about a scale, before you start.

The questions themselves are in `taking`. Addresses and titles are neutral; POST redirects.
"""

from flask import Blueprint, abort, render_template, url_for

from wellbeing_app.instruments.library.library import Battery
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.selfcheck.catalogue import Choice, choice, choices
from wellbeing_app.web.forms import CONFLICT, Answered, redirect_to
from wellbeing_app.web.headers import public
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.check import Check
from wellbeing_app.web.visit.instead import check_to_ask_about, waiting_check
from wellbeing_app.web.words.evidence import card_of

blueprint = Blueprint("selfcheck", __name__, template_folder="templates")


@blueprint.get("/")
@public
def home() -> str:
    """What this is, what it never does, one clear button."""
    return render_template("selfcheck/home.html")


@blueprint.get("/checks")
@public
def checks() -> str:
    """Choose a check: time, number of questions, what it measures, what is known about it."""
    batteries, alone = choices(site().library)
    return render_template("selfcheck/checks.html", batteries=batteries, alone=alone)


@blueprint.get("/start/<slug>")
def start(slug: str) -> str:
    """Before you start: adult or not, what the site can and cannot know, time, shared device."""
    return render_template(
        "selfcheck/start.html",
        check=choice_or_404(slug),
        waiting=waiting_check(),
        action=url_for("selfcheck.begin", slug=slug),
        chosen_at=url_for("selfcheck.checks"),
    )


@blueprint.post("/start/<slug>")
def begin(slug: str) -> Answered:
    """Begin the chosen check; before it takes the place of another one's answers, ask."""
    return begun(
        battery_or_404(slug),
        action=url_for("selfcheck.begin", slug=slug),
        back=url_for("selfcheck.start", slug=slug),
    )


def begun(battery: Battery, *, action: str, back: str, door: bytes | None = None) -> Answered:
    """Begin a check, at a clinic's front door or at the site's own, and lead to its first page."""
    waiting = check_to_ask_about()
    if waiting is not None:
        page = render_template(
            "instead.html", waiting=waiting, name=battery.name, action=action, back=back
        )
        return page, CONFLICT
    Check.begin(battery, language="en", door=door).save()
    return redirect_to("selfcheck.page", number=1)


def battery_or_404(slug: str) -> Battery:
    """Return the check an address names."""
    try:
        return site().library.check(slug)
    except KeyError:
        abort(404)


def choice_or_404(slug: str) -> Choice:
    """Return what the pages say about a check."""
    return choice(site().library, battery_or_404(slug))


@blueprint.get("/scales/<slug>")
@public
def scale(slug: str) -> str:
    """Show the evidence card of a scale that visitors can take. Remembered figures stay out."""
    instrument = _scale_or_404(slug)
    library = site().library
    return render_template(
        "selfcheck/scale.html",
        instrument=instrument,
        slug=slug,
        status=library.status(instrument),
        card=card_of(library.evidence(instrument.key.code)),
    )


def _scale_or_404(slug: str) -> Instrument:
    """The scale of that slug inside any check a visitor may choose."""
    library = site().library
    offered = (member.instrument for check in library.checks() for member in check.members)
    named = (one for one in offered if one.key.code.lower() == slug)
    found = next(filter(library.is_scale, named), None)
    if found is None:
        abort(404)
    return found
