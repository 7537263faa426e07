"""How much is added to the database: by one session, and by the whole site on one day.

Who saves a row notes its size; the day's sum is one row of table `attempt`, of the site and of
nobody in it, that says nothing finer than a day.
"""

from sqlalchemy.orm import Session

from wellbeing_app.storage import attempts
from wellbeing_app.vault.keys import Keys

ADDED = "added"
WHOLE_SITE = b""
DAY_SECONDS = 24 * 60 * 60
KIBIBYTE = 1024


def note(session: Session, size: int) -> None:
    """Note so many bytes that this session adds."""
    session.info[ADDED] = session.info.get(ADDED, 0) + max(0, size)


def added(session: Session) -> int:
    """Return how many bytes this session has added since this was last asked."""
    return int(session.info.pop(ADDED, 0))


def count(session: Session, size: int, now: int, keys: Keys) -> int:
    """Add bytes to those of the day (UTC) and return its sum. The caller commits at once."""
    window, kibibytes = (now, DAY_SECONDS), -(-size // KIBIBYTE)
    return KIBIBYTE * attempts.count(session, "growth", WHOLE_SITE, window, keys, by=kibibytes)
