"""The list of clients: what is new, what moved, what ends soon. New things first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template

from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.opening import Shown, opened, this_day, unfiled
from wellbeing_app.instruments.brief_moves import short_trends
from wellbeing_app.instruments.library import Library
from wellbeing_app.instruments.share_results import dated_scores
from wellbeing_app.instruments.trends import Verdict
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Client
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.held_shares import all_held
from wellbeing_app.web.database import db
from wellbeing_app.web.days import day_words
from wellbeing_app.web.site import site
from wellbeing_app.web.staff import Therapist, therapist

MOVED = (Verdict.UP, Verdict.DOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One client in the list. Of a share that is new nothing is told before it is looked at."""

    client: Client
    shown: Sequence[Shown]
    today: date
    library: Library

    @property
    def new(self) -> int:
        """How many shares were never looked at."""
        return sum(one.is_new for one in self.shown)

    @property
    def moved(self) -> list[tuple[str, Verdict]]:
        """What moved beyond its error, from the first to the last day that was looked at."""
        looked_at = [one.share for one in self.shown if one.share and not one.is_new]
        told = short_trends(self.library, dated_scores(self.library, looked_at))
        return [(one.label, one.trend.verdict) for one in told if one.trend.verdict in MOVED]

    @property
    def last(self) -> date | None:
        """The day on which the newest share came."""
        return max((one.came for one in self.shown), default=None)

    @property
    def soon(self) -> date | None:
        """The next day on which something ends, where that is near."""
        return min((one.until for one in self.shown if one.ends_soon(self.today)), default=None)


@blueprint.get("/staff/clients")
@therapist
def all_clients(me: Therapist) -> str:
    """Every client of this therapist."""
    read_only(db.session)
    day = this_day()
    known = clients.all_of(db.session, desk_of(me))
    rows = all_held(db.session, me.id, day)
    by_id = {row.id.hex(): row for row in rows}
    lines = [
        Line(
            one,
            [opened(by_id[id_], me) for id_ in one.dossier.shares if id_ in by_id],
            day,
            site().library,
        )
        for one in known
    ]
    return render_template(
        "caseload/clients.html",
        me=me,
        lines=sorted(lines, key=lambda line: (not line.new, line.client.dossier.label.casefold())),
        unfiled=unfiled(known, rows),
        damaged=clients.count(db.session, me.id) - len(known),
        day_words=day_words,
    )
