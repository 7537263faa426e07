"""GET /style: every component of the look in every state, for those who build pages."""

from flask import Blueprint, abort, render_template

from wellbeing_app.instruments.brief import brief
from wellbeing_app.instruments.share_results import dated_scores
from wellbeing_app.instruments.trends import trends
from wellbeing_app.web.days import day_words, short_day_words
from wellbeing_app.web.evidence_words import card_of
from wellbeing_app.web.site import site
from wellbeing_app.web.style_sample import sample_shares

blueprint = Blueprint("style", __name__)
CARD = "PHQ-9"


@blueprint.get("/style")
def page() -> str:
    """Show the components. Outside development the page does not exist."""
    if site().config.mode != "development":
        abort(404)
    library, shares = site().library, sample_shares()
    return render_template(
        "style/page.html",
        brief=brief(library, shares),
        nothing=brief(library, ()),
        trends=trends(library, dated_scores(library, shares)),
        instrument=library.newest(CARD),
        status=library.status(library.newest(CARD)),
        card=card_of(library.evidence(CARD), remembered=True),
        day_words=day_words,
        short_day_words=short_day_words,
    )
