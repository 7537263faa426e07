"""The results a person may show: the one just finished, or those of the history that is open."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.record import Record
from wellbeing_app.storage import history
from wellbeing_app.storage.history import Place
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.kept import read_history
from wellbeing_app.storage.latest_day import latest_day
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import current_check

MOST_RESULTS = 12
"""The newest results of a history that one share may choose from."""


@dataclass(frozen=True, slots=True)
class Results:
    """What may be chosen from. `kept`: from the history, not the check of this visit."""

    kept: bool
    records: tuple[Record, ...]


def results(database: Session, library: Library, today: date, *, kept: bool) -> Results | None:
    """Return the finished check or, if `kept`, the open history; None where there is none."""
    if kept:
        records = _of_history(database, today)
        return Results(True, records[-MOST_RESULTS:]) if records else None  # noqa: FBT003
    check = current_check()
    if check is None or not check.finished:
        return None
    # Held against nothing yet: all of it may be ticked, private questions too.
    private = [one.code for one in check.taken if one.instrument.hints.private]
    return Results(False, (check.record(library, private, today),))  # noqa: FBT003


def _of_history(database: Session, today: date) -> tuple[Record, ...]:
    secret = codes.HISTORY.secret
    if secret is None:
        return ()
    place = Place.of(secret, installation_salt(database))
    try:
        found = history.find(database, place, latest_day(database, today))
        kept = read_history(found.content).results if found else ()
    except (Unopenable, Refused):
        # The history's own pages say that it was damaged, and let it be erased.
        return ()
    return tuple(one.record for one in kept)
