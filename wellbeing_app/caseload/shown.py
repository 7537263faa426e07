"""One share in full: scores with their margins, answers, notes, and what is known of each scale."""

from http import HTTPStatus

from flask import render_template
from werkzeug.exceptions import Gone

from wellbeing_app.caseload import actions
from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.opening import share_of, this_day
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.records.share import Share
from wellbeing_app.records.shown import shown_share
from wellbeing_app.storage.connections import may_write
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Answered
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import day_words
from wellbeing_app.web.words.evidence import Card, card_of


@blueprint.get("/staff/shares/<share_id>")
@therapist
def share(me: Therapist, share_id: str) -> Answered:
    """What the client saw in the preview, word for word. Looking is noted once a day."""
    client, shown = share_of(me, share_id)
    if actions.not_seen([shown], this_day()):
        may_write(db.session)
        actions.look(db.session, desk_of(me), client, [shown], this_day())
        db.session.commit()
    return render_template(
        "caseload/share.html",
        client=client,
        one=shown,
        shown=shown_share(site().library, shown.share) if shown.share else None,
        cards=_cards(shown.share) if shown.share else [],
        day_words=day_words,
    )


def _cards(share: Share) -> list[tuple[Instrument, WordingStatus, Card]]:
    """What is known of each questionnaire that has a score here; what is remembered is marked."""
    library = site().library
    keys = dict.fromkeys(source.key for source in share.sources)
    found = [library.instrument(key) for key in keys if key in library.shelf]
    return [
        (
            one,
            library.status(one),
            card_of(library.evidence(one.key.code), remembered=True),
        )
        for one in found
        if one.scores
    ]


@blueprint.errorhandler(Gone)
def no_longer_shown(_failure: Gone) -> Answered:
    """Withdrawn, paused or over: which of them is the client's own affair."""
    return render_template("caseload/gone.html"), HTTPStatus.GONE
