"""What changes shares: a plain function each, taking the session; the view commits."""

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing_app.instruments.share_parts import Share, to_json
from wellbeing_app.sharing.choice import Choice
from wellbeing_app.storage import shares, tombstones
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.meta import installation_salt
from wellbeing_app.storage.shares import ShareCode, Status

CHOICES_OF_DAYS = (1, 7, 30, 90)


def put_up(session: Session, choice: Choice, share: Share, instance: Path, clock: date) -> None:
    """Write the share of a choice under its code. A second time, or withdrawn since, it does not.

    Raises `TooLarge`.
    """
    code = ShareCode.of(choice.secret, installation_salt(session))
    today = note_day(session, clock)
    if not tombstones.is_buried(tombstones.list_in(instance), choice.share_id):
        content = to_json(share)
        shares.offer(session, code, choice.share_id, content, days=choice.days, today=today)


def look_up(session: Session, secret: bytes, clock: date) -> Status | None:
    """Tell how the share of a code stands: for every code that tells nothing the same queries."""
    code = ShareCode.of(secret, installation_salt(session))
    return shares.status(session, code, note_day(session, clock))


def pause(session: Session, secret: bytes, clock: date, *, paused: bool) -> None:
    """Keep a share from being read, or let it go on."""
    code = ShareCode.of(secret, installation_salt(session))
    shares.pause(session, code, note_day(session, clock), paused=paused)


def extend(session: Session, secret: bytes, days: int, clock: date) -> None:
    """Let a share live so many days from today. Raises `Unopenable` if it was tampered with."""
    code = ShareCode.of(secret, installation_salt(session))
    shares.extend(session, code, note_day(session, clock), days=days)


def withdraw(session: Session, secret: bytes, instance: Path, clock: date) -> bool:
    """Delete a share at once and keep it from coming back; False if there is none."""
    code = ShareCode.of(secret, installation_salt(session))
    id_ = shares.withdraw(session, code, note_day(session, clock))
    if id_ is None:
        return False
    tombstones.bury(tombstones.list_in(instance), id_, clock)
    return True
