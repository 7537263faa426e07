"""A share's code beside what is kept, where the visit has a history open."""

import base64
from datetime import date

from flask import session
from sqlalchemy.orm import Session

from wellbeing_app.sharing.sources import OPEN_HISTORY
from wellbeing_app.storage import growth, history
from wellbeing_app.storage.history import Changed, Place
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.kept import Shown, read_history, write_history
from wellbeing_app.storage.kept_shares import living
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.sealing import TooLarge, Unopenable, pad


def history_is_open() -> bool:
    """Whether this visit carries the code of a history."""
    return OPEN_HISTORY in session


def keep_code(database: Session, secret: bytes, clock: date) -> bool:
    """Keep a share's code in the open history; False, and nothing changed, where it cannot be.

    That is when it is gone, damaged, full, or changed at this very moment. The caller commits, and
    commits the share before: rows of one PostgreSQL transaction could be told to belong together.
    """
    salt, today = installation_salt(database), note_day(database, clock)
    place = Place.of(base64.b64decode(session[OPEN_HISTORY]), salt)
    try:
        found = history.find(database, place, today)
        if found is None:
            return False
        kept = read_history(found.content)
        added = kept.with_share(Shown(secret.hex(), today), living(database, kept, salt, today))
        after = write_history(added)
        history.rewrite(database, place, after, found.rev, today)
        growth.note(database, len(pad(after)) - len(pad(found.content)))
    except (Unopenable, Refused, Changed, TooLarge):
        return False
    return True
