"""GET /style: every component of the look in every state, for those who build pages."""

from flask import Blueprint, abort, render_template

from wellbeing_app.brief.brief import brief
from wellbeing_app.web.site import site
from wellbeing_app.web.style_sample import sample_shares
from wellbeing_app.web.words.days import day_words, short_day_words
from wellbeing_app.web.words.evidence import card_of

blueprint = Blueprint("style", __name__)
CARD = "PHQ-9"


@blueprint.get("/style")
def page() -> str:
    """Show the components. Outside development the page does not exist."""
    if site().config.mode != "development":
        abort(404)
    library = site().library
    told = brief(library, sample_shares())
    return render_template(
        "style/page.html",
        brief=told,
        nothing=brief(library, ()),
        trends=[one.trend for one in told.trends],
        instrument=library.newest(CARD),
        status=library.status(library.newest(CARD)),
        card=card_of(library.evidence(CARD), remembered=True),
        day_words=day_words,
        short_day_words=short_day_words,
    )
