"""What is known about one scale: wording, licence, limits, and every figure with its source."""

from flask import abort, render_template

from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.selfcheck.views import blueprint
from wellbeing_app.web.headers import public
from wellbeing_app.web.site import site
from wellbeing_app.web.words.evidence import card_of


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
