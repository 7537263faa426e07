"""Ten or more checks become sums, and the rows are forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from tests.aggregates.people import (
    FOUR_HOURS,
    KEYS,
    NOON,
    Shelf,
    accounts,
    cells,
    people,
    run,
    send,
    submission,
)
from tests.databases import Sessions
from wellbeing_app.aggregates.health import Health, health
from wellbeing_app.aggregates.mixing import Outcome, TooSoon, mix
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.storage.counters import StatCell
from wellbeing_app.storage.inbox import StatInbox
from wellbeing_app.storage.installation import Meta, installation


def test_ten_checks_become_sums_and_their_rows_are_emptied(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *people(10))
    assert run(sessions) == Outcome(counted=10, excluded=0, waiting=0)
    found = cells(sessions)
    assert found["item:m1", "1"] == found["item:m2", "2"] == 10
    assert found["score:total", "2"] == found["band:total", "0-2"] == 10
    with sessions() as session:
        assert all(row.ct is None and row.spent for row in session.scalars(select(StatInbox)))
        cell = session.scalars(select(StatCell).limit(1)).one()
        key = (cell.quarter, cell.scope, cell.instrument, cell.language)
        assert key == ("2026Q4", "site", "test/MOOD@1.0.0", "en")


def test_what_alpha_needs_is_summed_as_the_score_counts_it(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *people(9), submission({"m1": 3, "m2": 0}), submission({"m1": 3}))
    run(sessions)
    found = cells(sessions)
    assert found["sum:total", "n"] == 10
    assert found["sum:total", "m1"] == 9 * 1 + 3
    assert found["sum:total", "m2"] == 9 * 1 + 3
    assert found["product:total", "m1*m1"] == 9 * 1 + 9
    assert found["product:total", "m1*m2"] == 9 * 1 + 9
    assert ("product:total", "m2*m1") not in found


def test_fewer_than_ten_wait(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *people(9))
    assert run(sessions) == Outcome(0, 0, waiting=9)
    assert cells(sessions) == {}
    with sessions() as session:
        send(session, *people(1))
    assert run(sessions, NOON + FOUR_HOURS).counted == 10


@pytest.mark.parametrize("hours", [0, 1, 2, 3])
def test_a_second_mixing_within_three_hours_is_refused(sessions: Sessions, hours: int) -> None:
    run(sessions, NOON.replace(minute=59))
    with sessions() as session:
        send(session, *people(10))
    with pytest.raises(TooSoon):
        run(sessions, NOON + timedelta(hours=hours, minutes=59))
    assert accounts(sessions) == Health(10, 10, 0, 0)
    assert run(sessions, NOON + FOUR_HOURS).counted == 10


def test_a_clock_that_was_years_ahead_delays_mixing_by_hours_only(sessions: Sessions) -> None:
    run(sessions, NOON + timedelta(days=3650))
    with pytest.raises(TooSoon):
        run(sessions)
    assert run(sessions, NOON + FOUR_HOURS) == Outcome(0, 0, 0)


def test_ids_stay_until_the_next_mixing_and_not_longer(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *people(10))
    run(sessions)
    with sessions() as session:
        assert session.query(StatInbox).count() == 10
    run(sessions, NOON + FOUR_HOURS)
    with sessions() as session:
        assert session.query(StatInbox).count() == 0
    assert accounts(sessions) == Health(10, 0, 10, 0)


def test_a_broken_balance_is_noticed(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *people(3))
        assert health(session).whole
    with sessions() as session:
        session.execute(delete(StatInbox))
        session.commit()
        assert not health(session).whole


def test_an_unused_installation_is_whole(sessions: Sessions) -> None:
    assert accounts(sessions) == Health(0, 0, 0, 0)
    assert accounts(sessions).whole


def test_an_interrupted_mixing_counts_nothing_and_loses_nothing(sessions: Sessions) -> None:
    class Gone(Shelf):
        def instrument(self, key: str) -> Instrument:
            raise KeyboardInterrupt(key)

    with sessions() as session:
        send(session, *people(10))
    with sessions() as session, pytest.raises(KeyboardInterrupt):
        mix(session, KEYS, Gone(), NOON)
    assert accounts(sessions) == Health(10, 10, 0, 0)
    assert run(sessions, NOON + FOUR_HOURS).counted == 10


def test_the_last_mixing_is_kept_as_a_whole_hour(sessions: Sessions) -> None:
    run(sessions, NOON.replace(minute=34, second=56))
    with sessions() as session:
        assert installation(session).mixed_hour == NOON.timestamp() // 3600
        assert session.query(Meta).count() == 1
