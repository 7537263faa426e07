"""What changes shares: a plain function each, taking the session; the view commits."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing_app.records.share import Share, to_json
from wellbeing_app.sharing.choice import Choice
from wellbeing_app.storage import (
    client_invitations,
    growth,
    held_shares,
    history,
    shares,
    tombstones,
)
from wellbeing_app.storage.client_invitations import Inviting, invitation_id
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.held_shares import Holder
from wellbeing_app.storage.history import Changed, Place
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.kept import Shown, living, read_history, write_history
from wellbeing_app.storage.latest_day import latest_day, note_day
from wellbeing_app.storage.shares import ShareCode, Status
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.sealing import TooLarge, Unopenable, pad


def put_up(
    session: Session,
    choice: Choice,
    share: Share,
    to: Holder | None,
    instance: Path,
    clock: date,
) -> None:
    """Write the share of a choice: to this therapist, or else under its code for one to claim.

    A second time, or withdrawn since, it does not. Raises `TooLarge`.
    """
    code = ShareCode.of(choice.secret, installation_salt(session))
    id_, content, days = choice.share_id, to_json(share), choice.days
    today = note_day(session, clock)
    if tombstones.is_buried(session, list_in(instance), id_):
        return
    if to is None:
        shares.offer(session, code, id_, content, days=days, today=today)
    else:
        held_shares.deliver(session, code, id_, content, to, days=days, today=today)


def inviting(
    session: Session, secret: bytes, clock: date, *, locked: bool = False
) -> Inviting | None:
    """Tell who invites by a code: for every code by which nobody does the same queries.

    `locked` as in `client_invitations.find`.
    """
    id_ = invitation_id(secret, installation_salt(session))
    # The day first, as an account that begins anew does: two that wait for each other never meet.
    today = note_day(session, clock) if locked else latest_day(session, clock)
    return client_invitations.find(session, id_, today, locked=locked)


def look_up(session: Session, secret: bytes, clock: date) -> Status | None:
    """Tell how the share of a code stands: for every code that tells nothing the same queries."""
    code = ShareCode.of(secret, installation_salt(session))
    return shares.status(session, code, note_day(session, clock))


def pause(session: Session, secret: bytes, clock: date, *, paused: bool) -> None:
    """Keep a share from being read, or let it go on."""
    code = ShareCode.of(secret, installation_salt(session))
    shares.pause(session, code, note_day(session, clock), paused=paused)


def extend(session: Session, secret: bytes, days: int, clock: date) -> bool:
    """Let a share live so many days from today; False where that changes nothing.

    Raises `Unopenable` if it was tampered with.
    """
    code = ShareCode.of(secret, installation_salt(session))
    return shares.extend(session, code, note_day(session, clock), days=days)


def withdraw(session: Session, secret: bytes, instance: Path, clock: date) -> bool:
    """Delete a share at once and keep it from coming back; False if there is none."""
    code = ShareCode.of(secret, installation_salt(session))
    today = note_day(session, clock)
    tombstones.hold(session)
    id_ = shares.withdraw(session, code, today)
    if id_ is None:
        return False
    tombstones.bury(session, list_in(instance), (id_,), today)
    return True


def keep_code(session: Session, history_secret: bytes, secret: bytes, clock: date) -> bool:
    """Keep a share's code in a history; False, and nothing changed, where it cannot be.

    That is when it is gone, damaged, full, or changed at this very moment. The caller commits, and
    commits the share before: rows of one PostgreSQL transaction could be told to belong together.
    """
    salt, today = installation_salt(session), note_day(session, clock)
    place = Place.of(history_secret, salt)
    try:
        found = history.find(session, place, today)
        if found is None:
            return False
        kept = read_history(found.content)
        added = kept.with_share(Shown(secret.hex(), today), living(session, kept, salt, today))
        after = write_history(added)
        history.rewrite(session, place, after, found.rev, today)
        growth.note(session, len(pad(after)) - len(pad(found.content)))
    except (Unopenable, Refused, Changed, TooLarge):
        return False
    return True
