"""The session of a member of staff: read on each request, begun and ended under fresh tokens.

The row's id and the key of its content derive from the token in the cookie. Role, state and epoch
of the account are read from the database each time: what was taken away is gone on the next
request. Reading a page may write one thing, at most once a minute: that the session is in use.
"""

import logging
from dataclasses import dataclass, replace
from typing import cast

from flask import g
from flask import session as visit
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from wellbeing_app.storage import memberships, staff_sessions
from wellbeing_app.storage.accounts import Account, State, name_of
from wellbeing_app.storage.connections import may_write, read_only
from wellbeing_app.storage.installation import Meta
from wellbeing_app.storage.staff_sessions import Contents, StaffSession, Stage
from wellbeing_app.vault.codes import new_secret
from wellbeing_app.web.application import describe
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.cookie import end_token, new_token, token
from wellbeing_app.web.staff.workplaces import Workplace, workplaces
from wellbeing_app.web.words.days import today

logger = logging.getLogger(__name__)

IDLE_SECONDS = 15 * 60
ABSOLUTE_SECONDS = 8 * 60 * 60
WAITING_SECONDS = 5 * 60
"""How long a right password waits for the second factor."""
ENROL_SECONDS = 30 * 60
"""How long enrolling may take: somebody may have to install an app first."""
TOUCH_SECONDS = 60
"""The last use is written anew only when it is this old."""
SKEW_SECONDS = 30 * 60
"""How far the clock may be set back: nobody is signed out by minutes."""
MOST_SESSIONS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Signed:
    """A living session of this request and what it holds."""

    row_id: bytes
    contents: Contents
    name: str
    abs_until: int
    ends: int
    """When it ends if nothing more is sent."""
    places: tuple[Workplace, ...] = ()
    """Where this person works; nowhere before the sign-in is whole."""

    @property
    def here(self) -> Workplace | None:
        """The workplace this session is in; None where one of several has to be chosen first."""
        chosen = self.contents.desk_id
        if not chosen and len(self.places) == 1:
            return self.places[0]
        return next((place for place in self.places if place.id == chosen), None)

    @property
    def is_new_day(self) -> bool:
        """Whether it is the first time today that this person is seen at their clinic."""
        here = self.here
        return here is not None and here.clinic_id is not None and here.seen_day != today()


def now() -> int:
    """Return the site's time in whole seconds since 1970."""
    return int(site().config.clock())


def signed() -> Signed | None:
    """Return the session of this request, whole or waiting; its last use is noted."""
    if "signed" not in g:
        g.signed = _signed()
    return cast("Signed | None", g.signed)


def _signed() -> Signed | None:
    current = token()
    if current is None:
        return None
    read_only(db.session)
    found = _read(db.session, current)
    # The view begins a transaction of its own, one that may write.
    db.session.rollback()
    return _touched(found) if found is not None else None


def _read(session: Session, current: bytes) -> Signed | None:
    salt = session.scalar(select(Meta.salt))
    if salt is None:
        return None
    row = session.get(StaffSession, staff_sessions.session_id(current, salt))
    contents = staff_sessions.opened(row, current, salt) if row and _is_alive(row) else None
    if row is None or contents is None:
        return None
    account = session.get(Account, contents.account_id)
    if account is None or not _may_be_here(account, contents):
        return None
    name = name_of(account, site().keys)
    whole = contents.stage is Stage.FULL
    places = workplaces(session, account, contents, salt) if whole else ()
    return Signed(row.id, contents, name, row.abs_until, row.idle_until, places)


def _is_alive(row: StaffSession) -> bool:
    """Also False when the clock was set back far behind the session's beginning."""
    idle, rest = row.idle_until - now(), row.abs_until - now()
    longest = ENROL_SECONDS + SKEW_SECONDS, ABSOLUTE_SECONDS + SKEW_SECONDS
    return 0 < idle <= longest[0] and 0 < rest <= longest[1]


def _may_be_here(account: Account, contents: Contents) -> bool:
    return account.state == State.OPEN and account.epoch == contents.epoch


def _touched(found: Signed) -> Signed:
    """Note the use. Where the database takes nothing now, the page is shown all the same."""
    later = min(now() + IDLE_SECONDS, found.abs_until)
    is_fresh = later - found.ends < TOUCH_SECONDS and not found.is_new_day
    if found.contents.stage is not Stage.FULL or is_fresh:
        return found
    try:
        may_write(db.session)
        staff_sessions.touch(db.session, found.row_id, later)
        if found.here is not None and found.is_new_day:
            memberships.note_seen(db.session, found.here.id, today())
        db.session.commit()
    except DBAPIError as failure:
        db.session.rollback()
        logger.warning("%s", describe(failure))
        return found
    return replace(found, ends=later)


def begin_session(
    contents: Contents, salt: bytes, *, until: int | None = None, recovery: bytes = b""
) -> None:
    """Begin a session under a fresh token; the one this request came with, if any, ends.

    `until`: the latest end, when it takes the place of a session that had one. `recovery`: the
    recovery code that would be given out, when a page shows it already; else a new one is drawn.
    The visit of the browser ends too. The caller commits.
    """
    time, keys = now(), site().keys
    contents = replace(contents, recovery=recovery or new_secret())
    staff_sessions.end_old(db.session, time)
    _end_current(salt)
    if contents.stage is Stage.FULL:
        own = staff_sessions.sessions_of(db.session, contents.account_id, keys, time)
        staff_sessions.end(db.session, [row.id for row in own[MOST_SESSIONS - 1 :]])
        latest = until or time + ABSOLUTE_SECONDS
        ends = (min(time + IDLE_SECONDS, latest), latest)
    else:
        ends = (time + _waiting_seconds(contents.stage),) * 2
    staff_sessions.begin(db.session, new_token(), contents, ends, keys, salt)
    visit.clear()


def end_session(salt: bytes) -> None:
    """Sign this browser out. The caller commits."""
    _end_current(salt)
    end_token()


def _end_current(salt: bytes) -> None:
    current = token()
    if current is not None:
        staff_sessions.end(db.session, [staff_sessions.session_id(current, salt)])


def _waiting_seconds(stage: Stage) -> int:
    return ENROL_SECONDS if stage is Stage.ENROL else WAITING_SECONDS
