"""D7, R4, X4: a share is found by its code alone, lives as long as its owner lets it, then goes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from tests.databases import Sessions
from tests.storage.sharing import (
    OTHER_SECRET,
    SECRET,
    THERAPIST,
    TODAY,
    claimed,
    code,
    offered,
    share_id,
)
from wellbeing_app.storage import shares
from wellbeing_app.storage.held_shares import claim, held
from wellbeing_app.storage.latest_day import latest_day, note_day
from wellbeing_app.storage.shares import ShareRow
from wellbeing_app.vault.sealing import SIZES, TooLarge


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_its_code_tells_how_a_share_stands_and_no_other_code_does(sessions: Sessions) -> None:
    with sessions() as session:
        offered(session)
        found = shares.status(session, code(), TODAY)
        assert found is not None
        assert (found.expires_day, found.pickup_until_day) == (days(30), days(7))
        assert (found.picked_up_day, found.seen_day, found.paused) == (None, None, False)
        assert shares.status(session, code(OTHER_SECRET), TODAY) is None


def test_sent_twice_it_is_one_share_as_it_was(sessions: Sessions) -> None:
    with sessions() as session:
        first = offered(session).ct
        assert offered(session, b"something else").ct == first
        assert shares.counts(session, TODAY) == (0, 1)


def test_sent_again_after_it_was_claimed_it_changes_nothing(sessions: Sessions) -> None:
    with sessions() as session:
        claimed(session)
        assert offered(session).state == shares.HELD


@pytest.mark.parametrize("length", [0, 4_000, 5_000, 60_000])
def test_the_size_of_an_offered_row_is_one_of_three(sessions: Sessions, length: int) -> None:
    with sessions() as session:
        assert len(offered(session, bytes(length)).ct) - 41 in SIZES


def test_what_is_too_large_is_refused_and_not_written(sessions: Sessions) -> None:
    with sessions() as session:
        with pytest.raises(TooLarge):
            offered(session, bytes(SIZES[-1]))
        session.rollback()
        assert shares.counts(session, TODAY) == (0, 0)


@pytest.mark.parametrize("chosen", [1, 7, 30, 90])
def test_a_claimed_share_is_read_up_to_its_last_day(sessions: Sessions, chosen: int) -> None:
    with sessions() as session:
        offered(session, days=chosen)
        claim(session, code(), THERAPIST, TODAY)
        for day, there in ((days(chosen), True), (days(chosen + 1), False)):
            assert (held(session, share_id(), THERAPIST.id, day) is not None) is there
            assert (shares.status(session, code(), day) is not None) is there


@pytest.mark.parametrize(("chosen", "last"), [(1, 1), (7, 7), (30, 7), (90, 7)])
def test_an_unclaimed_share_is_over_when_nobody_comes_for_it(
    sessions: Sessions, chosen: int, last: int
) -> None:
    with sessions() as session:
        offered(session, days=chosen)
        assert shares.status(session, code(), days(last)) is not None
        assert shares.status(session, code(), days(last + 1)) is None
        assert claim(session, code(), THERAPIST, days(last + 1)) is None
        assert claim(session, code(), THERAPIST, days(last)) == share_id()


def test_a_clock_set_back_revives_nothing(sessions: Sessions) -> None:
    with sessions() as session:
        offered(session)
        assert note_day(session, days(8)) == days(8)
        session.commit()
        today = latest_day(session, days(2))
        assert today == days(8)
        assert shares.status(session, code(), today) is None
        assert shares.status(session, code(), days(2)) is not None, "judged by the clock alone"
        assert note_day(session, days(2)) == days(8)
        assert note_day(session, days(9)) == days(9)


def test_a_paused_share_is_neither_claimed_nor_read(sessions: Sessions) -> None:
    with sessions() as session:
        offered(session)
        shares.pause(session, code(), TODAY, paused=True)
        assert claim(session, code(), THERAPIST, TODAY) is None
        shares.pause(session, code(), TODAY, paused=False)
        assert claim(session, code(), THERAPIST, TODAY) == share_id()
        shares.pause(session, code(), TODAY, paused=True)
        assert held(session, share_id(), THERAPIST.id, TODAY) is None
        found = shares.status(session, code(), TODAY)
        assert found is not None
        assert found.paused


@pytest.mark.parametrize(("more", "expected"), [(1, 30), (90, 95)])
def test_prolonging_counts_from_today_and_never_shortens(
    sessions: Sessions, more: int, expected: int
) -> None:
    with sessions() as session:
        row = offered(session)
        shares.extend(session, code(), days(5), days=more)
        session.commit()
        assert (row.expires_day, row.pickup_until_day) == (days(expected), days(12))
        assert claim(session, code(), THERAPIST, days(12)) == share_id()


def test_a_claimed_share_can_be_prolonged(sessions: Sessions) -> None:
    with sessions() as session:
        row = claimed(session)
        before = row.ct
        shares.extend(session, code(), days(5), days=90)
        assert (row.expires_day, row.ct) == (days(95), before)
        assert held(session, row.id, THERAPIST.id, days(95)) is not None


@pytest.mark.parametrize("made", [offered, claimed])
def test_withdrawing_deletes_the_row_at_once(
    sessions: Sessions, made: Callable[[Session], ShareRow]
) -> None:
    with sessions() as session:
        made(session)
        assert shares.withdraw(session, code(), TODAY) == share_id()
        session.commit()
        assert shares.ids(session) == ()
        assert shares.status(session, code(), TODAY) is None
        assert shares.withdraw(session, code(), TODAY) is None


def test_what_is_over_is_deleted_and_nothing_else(sessions: Sessions) -> None:
    with sessions() as session:
        offered(session)
        claimed(session, secret=OTHER_SECRET)
        assert shares.counts(session, days(8)) == (1, 2)
        shares.erase_expired(session, days(8))
        assert shares.ids(session) == (share_id(OTHER_SECRET),)
        shares.erase_all(session, [share_id(OTHER_SECRET)])
        assert shares.ids(session) == ()


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the text of every statement, without its values."""
    seen: list[str] = []

    def collect(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        seen.append(sql)

    event.listen(engine, "before_cursor_execute", collect)
    yield seen
    event.remove(engine, "before_cursor_execute", collect)


CHANGES: dict[str, Callable[[Session, bytes], object]] = {
    "status": lambda session, secret: shares.status(session, code(secret), TODAY),
    "pause": lambda session, secret: shares.pause(session, code(secret), TODAY, paused=True),
    "extend": lambda session, secret: shares.extend(session, code(secret), TODAY, days=1),
    "withdraw": lambda session, secret: shares.withdraw(session, code(secret), TODAY),
    "claim": lambda session, secret: claim(session, code(secret), THERAPIST, TODAY),
}


@pytest.mark.parametrize("name", CHANGES)
def test_wrong_over_withdrawn_and_never_issued_codes_cost_the_same_statements(
    sessions: Sessions, engine: Engine, name: str
) -> None:
    over, withdrawn, lapsed = b"\4" * 15, b"\5" * 15, b"\6" * 15
    with sessions() as session:
        offered(session)
        claimed(session, secret=over).expires_day = days(-1)
        offered(session, secret=lapsed).pickup_until_day = days(-1)
        offered(session, secret=withdrawn)
        shares.withdraw(session, code(withdrawn), TODAY)
        session.commit()
    told = []
    for secret in (over, lapsed, withdrawn, OTHER_SECRET):
        with sessions() as session, statements(engine) as seen:
            assert not CHANGES[name](session, secret)
            session.commit()
        told.append(tuple(seen))
    assert len(set(told)) == 1
    with sessions() as session, statements(engine) as seen:
        CHANGES[name](session, SECRET)
        session.commit()
    assert tuple(seen)[: len(told[0])] == told[0]
