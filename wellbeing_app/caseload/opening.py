"""What a therapist may see: their clients and the shares they hold. Others' things do not exist.

A share is known to its therapist by the label it stands under. One that stands there and can no
longer be read (withdrawn, paused, over) answers 410; whatever else is asked for answers 404.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import abort

from wellbeing_app.brief.brief import Brief, brief
from wellbeing_app.caseload.blueprint import GONE, desk_of
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.interpretation.trends import Verdict
from wellbeing_app.records.share import Share, from_json
from wellbeing_app.storage import client_invitations, clients
from wellbeing_app.storage.clients import ID_BYTES, Client, Moved
from wellbeing_app.storage.held_shares import HeldDays, all_held, held, open_held
from wellbeing_app.storage.latest_day import latest_day
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.guards import Therapist
from wellbeing_app.web.words.days import today

SOON_DAYS = 7
"""A share that ends within so many days is told apart in the list."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One share that may be read now. `share` None: its row was damaged or changed by hand."""

    id: bytes
    came: date
    seen: date | None
    until: date
    share: Share | None

    @property
    def is_new(self) -> bool:
        """Whether it was never looked at."""
        return self.seen is None

    def ends_soon(self, day: date) -> bool:
        """Whether it can be read for a few days only."""
        return (self.until - day).days <= SOON_DAYS


@dataclass(frozen=True, slots=True)
class Placed:
    """A share that may be read, and the client it stands under, if any."""

    client: Client | None
    row: ShareRow


def this_day() -> date:
    """Return the day by which shares are judged; a clock set back revives none."""
    return latest_day(db.session, today())


def id_of(text: str) -> bytes:
    """Return the id an address names, or answer 404."""
    if len(text) != 2 * ID_BYTES or not set(text) <= set("0123456789abcdef"):
        abort(404)
    return bytes.fromhex(text)


def client_of(me: Therapist, text: str) -> Client:
    """Return the client an address names; 404 for everybody else's."""
    found = clients.find(db.session, desk_of(me), id_of(text))
    if found is None:
        abort(404)
    return found


def placed(me: Therapist, text: str) -> Placed:
    """Return the share an address names and where it stands: 410 once it is over, else 404."""
    id_ = id_of(text)
    everybody = clients.all_of(db.session, desk_of(me))
    owner = next((one for one in everybody if id_.hex() in one.dossier.shares), None)
    row = held(db.session, id_, me.id, this_day())
    if row is None:
        abort(GONE if owner else 404)
    return Placed(owner, row)


def share_of(me: Therapist, text: str) -> tuple[Client, Shown]:
    """Return the share an address names, opened, and its client; else as `placed`.

    Of a share that stands under no label nothing is told.
    """
    found = placed(me, text)
    if found.client is None:
        abort(404)
    return found.client, opened(found.row, me)


def shares_of(me: Therapist, client: Client) -> list[Shown]:
    """Return what one client shows now, the oldest first."""
    ids = [bytes.fromhex(one) for one in client.dossier.shares]
    return [opened(row, me) for row in all_held(db.session, me.id, ids, this_day())]


def opened(row: ShareRow, me: Therapist) -> Shown:
    """Open a row that the therapist holds."""
    share: Share | None
    try:
        share = from_json(open_held(row, me.pair))
    except (Unopenable, Refused):
        share = None
    came = row.picked_up_day or row.pickup_until_day
    return Shown(row.id, came, row.seen_day, row.expires_day, share)


def answered(me: Therapist, row: ShareRow) -> str:
    """Return the own label of the invitation a share answers; empty where there is none to tell."""
    share = opened(row, me).share
    if share is None or not share.invitation:
        return ""
    id_ = bytes.fromhex(share.invitation)
    return client_invitations.own_label(db.session, desk_of(me), id_)


def unfiled(known: Iterable[Client], held: Iterable[HeldDays]) -> list[HeldDays]:
    """Return the shares that stand under no label yet: they came by an invitation."""
    filed = {id_ for client in known for id_ in client.dossier.shares}
    return [one for one in held if one.id.hex() not in filed]


def brief_of(library: Library, shown: Iterable[Shown]) -> Brief:
    """Return the brief of what a client shows and can be read."""
    return brief(library, [one.share for one in shown if one.share])


def moved(shown: Iterable[Shown], told: Brief) -> Moved:
    """Return what moved beyond its error, each with its newest direction, for the list."""
    return Moved(
        shares=tuple(one.id.hex() for one in shown if one.share),
        scales=tuple(
            (one.label, "up" if one.latest is Verdict.UP else "down")
            for one in told.trends
            if one.latest
        ),
    )
