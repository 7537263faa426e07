"""What changes a history: a plain function each, taking the session; the view commits."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing_app.instruments.library.battery import Battery
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.record import Record
from wellbeing_app.storage import growth, tombstones
from wellbeing_app.storage import history as rows
from wellbeing_app.storage.connections import may_write
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.history import Changed, Place
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.kept import (
    Goal,
    History,
    Kept,
    Shown,
    Unfinished,
    living,
    read_history,
    withdraw_all,
    write_history,
)
from wellbeing_app.storage.latest_day import latest_day, note_day
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.sealing import Unopenable, pad
from wellbeing_app.web.visit.check import Check, begun_battery


@dataclass(frozen=True, slots=True)
class Opened:
    """A history that a code has opened."""

    place: Place
    history: History
    rev: int
    expires_month: str


class Unreadable(RuntimeError):
    """Something is kept under the code, but it was damaged and cannot be read."""


def open_history(session: Session, secret: bytes, clock: date) -> Opened | None:
    """Open what a code keeps; None if it keeps nothing, whatever the reason: the same queries.

    What has expired stays so when the clock is set back. Raises `Unreadable`.
    """
    today = latest_day(session, clock)
    place = Place.of(secret, installation_salt(session))
    try:
        found = rows.find(session, place, today)
        if found is None:
            return None
        return Opened(place, read_history(found.content), found.rev, found.expires_month)
    except (Unopenable, Refused):
        raise Unreadable("the row does not open with the key of its id") from None


def come_back(session: Session, secret: bytes, clock: date) -> Opened | None:
    """Open a history for use: it is kept thirteen months more from today. Raises `Unreadable`."""
    opened = open_history(session, secret, clock)
    if opened and opened.expires_month < rows.months_from(clock, rows.KEPT_MONTHS):
        may_write(session)
        # Another window that was faster keeps it as long.
        with suppress(Changed):
            change(session, opened, opened.rev, opened.history, clock)
    return opened


def keep_under(
    session: Session, secret: bytes, history: History, instance: Path, clock: date
) -> bool:
    """Write a first history under a code; a second time changes nothing. Raises `TooLarge`.

    False, and nothing written, where what was kept under this code was erased.
    """
    place = Place.of(secret, installation_salt(session))
    today = note_day(session, clock)
    if tombstones.is_buried(session, list_in(instance), place.id):
        return False
    rows.keep(session, place, write_history(history), today)
    return True


def change(session: Session, opened: Opened, rev: int, history: History, clock: date) -> None:
    """Put a history in the place of the one that stood at revision `rev`, when its page was made.

    Raises `Changed` if it is at another one by now, `TooLarge` if it fits no row.
    """
    if rev != opened.rev:
        raise Changed("the page was made before the last change")
    before, after = write_history(opened.history), write_history(history)
    rows.rewrite(session, opened.place, after, rev, note_day(session, clock))
    growth.note(session, len(pad(after)) - len(pad(before)))


def with_check(
    history: History, check: Check, library: Library, ticked: Collection[str], today: date
) -> History:
    """Add a check to a history: its result, or, where it is not finished, the way to go on.

    A check that was counted already is kept as a result, so that it cannot be counted again.
    """
    record = check.record(library, ticked, today)
    if check.finished or check.consents:
        return history.with_result(Kept(check.token, record))
    return history.with_unfinished(Unfinished(check.token, record, check.furthest))


def private_answers(check: Check) -> tuple[tuple[str, str], ...]:
    """Return code and name of the private questionnaires that have an answer in this check."""
    return tuple(
        (one.code, one.instrument.name)
        for one in check.taken
        if one.instrument.hints.private and one.answers
    )


def with_goal(history: History, goal: Goal | None) -> History:
    """Set the person's own goal, or none."""
    return replace(history, goal=goal)


def go_on(unfinished: Unfinished, library: Library) -> Check | None:
    """Return the check to go on with; None where its questionnaires are gone.

    It is a new submission, so that nothing ties what may be counted to what is kept. Where the
    order of questions is random, it is the order that was begun.
    """
    record = unfinished.record
    parts = {part.key: part for part in record.parts}
    battery = _battery(library, record)
    if battery is None:
        return None
    check = Check.begin(battery, record.language)
    seed = next((part.seed for part in record.parts), 0)
    if battery.randomised:
        check.submission = seed.to_bytes(8, "big") + check.submission[8:]
    check.enter(
        {
            (place, name): answer
            for place, member in enumerate(battery.members)
            if (part := parts.get(str(member.instrument.key))) is not None
            for name, answer in part.answers.items()
        }
    )
    check.notes = dict(record.notes)
    check.furthest = min(unfinished.furthest, len(check.pages))
    return check


def living_shares(session: Session, opened: Opened, clock: date) -> tuple[Shown, ...]:
    """Return the shares whose codes lie in a history, without those withdrawn or over."""
    salt = installation_salt(session)
    return living(session, opened.history, salt, latest_day(session, clock))


def erase(session: Session, secret: bytes, instance: Path, clock: date) -> int | None:
    """Erase a history and the shares whose codes lie in it, for good.

    First the lines that keep them from coming back, then the rows. Returns how many shares there
    were; None where the history was damaged, so that nobody knows. The caller commits.
    """
    salt, today = installation_salt(session), note_day(session, clock)
    tombstones.hold(session)
    try:
        opened = open_history(session, secret, clock)
    except Unreadable:
        withdrawn = None
    else:
        kept = opened.history if opened else History()
        withdrawn = withdraw_all(session, kept, salt, today)
    place = Place.of(secret, salt)
    tombstones.bury(session, list_in(instance), (*(withdrawn or ()), place.id), today)
    rows.erase(session, place.id)
    return None if withdrawn is None else len(withdrawn)


def _battery(library: Library, record: Record) -> Battery | None:
    """The check in the versions it was begun with; left-out private questionnaires as now."""
    begun = {part.key.partition("@")[0]: part.key for part in record.parts}
    try:
        newest = library.check(record.battery)
    except KeyError:
        return None
    keys = [begun.get(key.partition("@")[0], key) for key in newest.keys]
    return begun_battery(library, record.battery, keys)
