"""One check is counted once: sent again, by many at a time, with the mixer in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

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
from wellbeing_app.aggregates.health import Health
from wellbeing_app.aggregates.mixing import TooSoon, mix
from wellbeing_app.storage.inbox import StatInbox, Submission


def test_of_many_mixers_at_once_one_goes_on(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *people(10))
    together = Barrier(8)

    def attempt(_: int) -> int:
        together.wait()
        try:
            return run(sessions).counted
        except TooSoon:
            return 0

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(attempt, range(8))) == [0] * 7 + [10]
    assert cells(sessions)["item:m1", "1"] == 10


def sent_fifty_times_with_the_mixer_between(sessions: Sessions, now: datetime) -> None:
    """Nine people and one whose browser sends 50 times at once, while the mixer runs."""
    one = submission({"m1": 3, "m2": 3})
    with sessions() as session:
        send(session, *people(9))
    together = Barrier(50)

    def send_or_mix(number: int) -> None:
        with sessions() as session:
            together.wait()
            if number == 25:
                mix(session, KEYS, Shelf(), now)
            else:
                send(session, one)

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(send_or_mix, range(50)))
    with sessions() as session:
        send(session, one)


def counted_people(sessions: Sessions) -> int:
    return sum(n for (table, _), n in cells(sessions).items() if table == "item:m1")


def exactly_once(sessions: Sessions, rounds: int) -> None:
    for number in range(1, rounds + 1):
        sent_fifty_times_with_the_mixer_between(sessions, NOON + number * FOUR_HOURS)
        found = accounts(sessions)
        assert found.whole
        assert found.accepted == 10 * number
        assert counted_people(sessions) == found.counted
    with sessions() as session:
        send(session, *people(10))
    run(sessions, NOON + (rounds + 1) * FOUR_HOURS)
    assert counted_people(sessions) == 10 * rounds + 10
    assert cells(sessions)["item:m1", "3"] == rounds


def test_fifty_parallel_posts_and_a_mixer_count_one(sessions: Sessions) -> None:
    exactly_once(sessions, rounds=5)


@pytest.mark.prove
def test_fifty_parallel_posts_and_a_mixer_count_one_200_times(sessions: Sessions) -> None:
    exactly_once(sessions, rounds=200)


def test_a_mixer_that_forgets_spent_ids_at_once_is_caught(sessions: Sessions) -> None:
    one = submission({"m1": 3})
    with sessions() as session:
        send(session, *people(9), one)
    run(sessions)
    with sessions() as session:
        session.execute(delete(StatInbox).where(StatInbox.spent))
        session.commit()
        send(session, one)
    assert accounts(sessions).accepted == 11


def test_the_same_check_sent_again_is_one_row(sessions: Sessions) -> None:
    one: Submission = submission({"m1": 1})
    with sessions() as session:
        send(session, one, one, one)
        rows = session.scalars(select(StatInbox)).all()
    assert [len(row.ct or b"") for row in rows] == [4096 + 48]
    assert accounts(sessions) == Health(1, 1, 0, 0)
