"""R4: an invitation that ended tells no more than one that never was, whatever ended it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete, event, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.databases import Sessions
from tests.storage.inviting import enrolled, found, made
from tests.storage.sharing import OTHER_SECRET, SALT, SECRET, TODAY
from wellbeing_app.storage import client_invitations
from wellbeing_app.storage.account_keys import AccountKey
from wellbeing_app.storage.accounts import Account, State
from wellbeing_app.storage.client_invitations import (
    ClientInvitationRow,
    Inviting,
    invitation_id,
)
from wellbeing_app.storage.schema import METADATA


def deactivated(session: Session) -> None:
    session.execute(update(Account).values(state=State.DEACTIVATED))


def keyless(session: Session) -> None:
    session.execute(delete(AccountKey))


def gone(session: Session) -> None:
    keyless(session)
    session.execute(delete(Account))


def revoked(session: Session) -> None:
    session.execute(delete(ClientInvitationRow))


def over(session: Session) -> None:
    session.execute(update(ClientInvitationRow).values(until_day=TODAY - timedelta(days=1)))


ENDS = (deactivated, keyless, gone, revoked, over)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the text of every statement, without its values."""
    seen: list[str] = []

    def collect(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        seen.append(sql)

    event.listen(engine, "before_cursor_execute", collect)
    yield seen
    event.remove(engine, "before_cursor_execute", collect)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_an_invitation_that_ended_costs_the_same_statement_as_one_that_never_was(
    sessions: Sessions, engine: Engine, end: Callable[[Session], None]
) -> None:
    """R4."""
    with sessions() as session:
        enrolled(session)
        made(session)
        end(session)
        session.commit()
    told = []
    for secret in (SECRET, OTHER_SECRET):
        with sessions() as session, statements(engine) as seen:
            assert found(session, secret) is None
        told.append(tuple(seen))
    assert len(set(told)) == 1


@pytest.mark.parametrize("ending", [revoked, keyless], ids=lambda ending: ending.__name__)
def test_while_an_answer_is_written_neither_invitation_nor_key_goes(
    postgresql_url: str, ending: Callable[[Session], None]
) -> None:
    """PostgreSQL; SQLite has one writer at a time anyway."""
    engine = create_engine(postgresql_url)
    METADATA.create_all(engine)
    with Session(engine) as session:
        enrolled(session)
        made(session)
        for locked, waits in ((False, False), (True, True)):
            id_ = invitation_id(SECRET, SALT)
            assert client_invitations.find(session, id_, TODAY, locked=locked) is not None
            with Session(engine) as other:
                other.execute(text("SET lock_timeout = '100ms'"))
                with pytest.raises(OperationalError) if waits else nullcontext():
                    ending(other)
            session.rollback()
    engine.dispose()


def looking_twice(session: Session, secret: bytes) -> Inviting | None:
    """The broken variant: it asks for the therapist only where there is an invitation."""
    row = session.get(ClientInvitationRow, invitation_id(secret, SALT))
    return found(session, secret) if row else None


def test_a_look_that_costs_more_for_one_that_ended_would_be_found(
    sessions: Sessions, engine: Engine
) -> None:
    with sessions() as session:
        enrolled(session)
        made(session)
        keyless(session)
        session.commit()
    counts = []
    for secret in (SECRET, OTHER_SECRET):
        with sessions() as session, statements(engine) as seen:
            assert looking_twice(session, secret) is None
        counts.append(len(seen))
    assert counts[0] != counts[1]
