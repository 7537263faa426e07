"""Table `latest_day`: the latest day this installation has seen, so that no clock brings back time.

What has expired stays expired when the server's clock is set back. A clock that jumps ahead closes
at once what it calls over, and that opens again when the clock is put right: a day that lies more
than `PLAUSIBLE_DAYS` after the latest one is judged by, and not noted, until an operator says that
it is right (`flask clock confirm`).
"""

from calendar import monthrange
from datetime import date, timedelta

from sqlalchemy import CheckConstraint, Date, Integer, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.client_invitations import LIVES_DAYS, ClientInvitationRow
from wellbeing_app.storage.connections import insert
from wellbeing_app.storage.desk_log import DeskLogRow
from wellbeing_app.storage.history import KEPT_MONTHS, HistoryRow, months_from
from wellbeing_app.storage.shares import ShareRow

ONLY = 1
"""The id of the one row."""
PLAUSIBLE_DAYS = 3
"""A site is used, or at least purged by its timer, more often than that."""


class LatestDay(Base):
    """One row, absent until the first day is noted."""

    __tablename__ = "latest_day"
    __table_args__ = (CheckConstraint(f"id = {ONLY}", name="one_row"), WITHOUT_ROWID)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)


def latest_day(session: Session, clock: date) -> date:
    """Return the later one of the clock's day and the latest day noted; writes nothing."""
    noted = noted_day(session)
    return clock if noted is None else max(clock, noted)


def note_day(session: Session, clock: date) -> date:
    """Return the same, and note the clock's day if it is the latest and plausible.

    Others that note a day wait until the transaction ends. The caller commits.
    """
    found = select(LatestDay.day).where(LatestDay.id == ONLY).with_for_update()
    noted = session.scalars(found).one_or_none()
    if (noted is None or noted < clock) and is_plausible(session, clock):
        _put(session, clock)
    return clock if noted is None else max(clock, noted)


def confirm_day(session: Session, clock: date) -> None:
    """Take the clock's day for the latest, whatever was noted. The caller commits."""
    _put(session, clock)


def noted_day(session: Session) -> date | None:
    """Return the latest day noted."""
    return session.scalars(select(LatestDay.day)).one_or_none()


def is_plausible(session: Session, clock: date) -> bool:
    """Whether the clock's day is at most three days after the latest that was seen here.

    Seen in `latest_day`, which each use and each run of `purge` moves on; where nothing is noted
    yet, in the newest rows.
    """
    seen = noted_day(session) or _newest_row(session)
    return seen is None or is_plausible_after(seen, clock)


def is_plausible_after(seen: date, day: date) -> bool:
    """Whether a day is at most three days after another."""
    return (day - seen).days <= PLAUSIBLE_DAYS


def _put(session: Session, day: date) -> None:
    fresh = insert(session, LatestDay).values(id=ONLY, day=day).on_conflict_do_nothing()
    if not session.scalars(fresh.returning(LatestDay.id)).all():
        session.execute(update(LatestDay).values(day=day))


def _newest_row(session: Session) -> date | None:
    """Return the latest day on which some row can have been written."""
    days = session.execute(
        select(
            select(func.max(ShareRow.pickup_until_day)).scalar_subquery(),
            select(func.max(DeskLogRow.day)).scalar_subquery(),
            select(func.max(ClientInvitationRow.until_day)).scalar_subquery(),
            select(func.max(HistoryRow.expires_month)).scalar_subquery(),
        )
    ).one()
    shared, logged, invited, kept = days
    found = (
        shared,
        logged,
        invited and invited - timedelta(days=LIVES_DAYS),
        kept and _last_day(kept),
    )
    return max((day for day in found if day), default=None)


def _last_day(expires_month: str) -> date:
    """Return the last day of the month in which a history that ends in this one was last used."""
    ends = date.fromisoformat(f"{expires_month}-01")
    used = date.fromisoformat(f"{months_from(ends, -KEPT_MONTHS)}-01")
    return used.replace(day=monthrange(used.year, used.month)[1])
