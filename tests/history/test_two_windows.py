"""Two windows at the same moment: PostgreSQL lets both read before either of them writes."""

from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

from wellbeing_app.history.actions import Opened, come_back, keep_under
from wellbeing_app.storage.kept import Goal, History
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.vault.codes import new_secret

KEPT, LATER = date(2026, 11, 23), date(2026, 12, 5)


def returned(engine: Engine, secret: bytes) -> Opened | None:
    with Session(engine) as session:
        opened = come_back(session, secret, LATER)
        session.commit()
        return opened


def test_the_code_opens_in_both_and_is_kept_longer_once(
    postgresql_url: str, tmp_path: Path
) -> None:
    first, second = create_engine(postgresql_url), create_engine(postgresql_url)
    METADATA.create_all(first)
    secret = new_secret()
    with Session(first) as session:
        keep_under(session, secret, History(goal=Goal.ACCEPT), tmp_path, KEPT)
        session.commit()
    faster: list[Opened | None] = []

    def overtake(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if "FROM history" in sql and not faster:
            faster.append(returned(second, secret))

    event.listen(first, "after_cursor_execute", overtake)
    slower = returned(first, secret)
    now = returned(second, secret)
    first.dispose()
    second.dispose()
    assert faster[0] is not None
    assert slower is not None
    assert now is not None
    assert (now.rev, now.expires_month) == (2, "2028-01")
    assert slower.history == now.history
