"""The list of clients: what is new, what moved, what ends soon; in that order of urgency.

No share is opened for it: what moved was kept, sealed, when the client was last looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template

from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.opening import SOON_DAYS, this_day, unfiled
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Client
from wellbeing_app.storage.held_shares import HeldDays, days_held
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import day_words


@dataclass(frozen=True, slots=True)
class Line:
    """One client in the list. Of a share that is new nothing is told before it is looked at."""

    client: Client
    shown: Sequence[HeldDays]
    today: date

    @property
    def new(self) -> int:
        """How many shares were never looked at."""
        return sum(one.seen is None for one in self.shown)

    @property
    def moved(self) -> tuple[tuple[str, str], ...]:
        """What moved beyond its error; nothing where a share it was seen in is no longer shown."""
        kept = self.client.dossier.moved
        there = {one.id.hex() for one in self.shown}
        return kept.scales if kept and there.issuperset(kept.shares) else ()

    @property
    def last(self) -> date | None:
        """The day on which the newest share came."""
        return max((one.came for one in self.shown), default=None)

    @property
    def soon(self) -> date | None:
        """The next day on which something ends, where that is near."""
        ends = (one.until for one in self.shown if (one.until - self.today).days <= SOON_DAYS)
        return min(ends, default=None)

    @property
    def place(self) -> tuple[object, ...]:
        """Sorts: what is new, what ends soonest, what was shown last, who shows nothing."""
        last = self.last or date.min
        return (
            not self.new,
            self.soon or date.max,
            -last.toordinal(),
            self.client.dossier.label.casefold(),
        )


@blueprint.get("/staff/clients")
@therapist
def all_clients(me: Therapist) -> str:
    """Every client of this therapist."""
    known = clients.all_of(db.session, desk_of(me))
    held = days_held(db.session, me.id, this_day())
    return render_template(
        "caseload/clients.html",
        me=me,
        lines=_lines(known, held, this_day()),
        unfiled=unfiled(known, held),
        damaged=clients.count(db.session, me.id) - len(known),
        day_words=day_words,
    )


def _lines(known: Iterable[Client], held: Iterable[HeldDays], day: date) -> list[Line]:
    by_id = {one.id.hex(): one for one in held}
    lines = [
        Line(one, [by_id[id_] for id_ in one.dossier.shares if id_ in by_id], day) for one in known
    ]
    return sorted(lines, key=lambda line: line.place)
