"""A quarter is frozen once, whole, whoever asks how often, and whenever the job is killed (G4)."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from tests.aggregates.releasing import (
    OVER,
    PEOPLE,
    QUARTER,
    cell,
    count,
    everything,
    is_whole,
    shelf,
)
from tests.databases import Sessions
from tests.server import ROOT
from wellbeing_app.aggregates.catalogue import EPSILON, PUBLIC_SCORES
from wellbeing_app.aggregates.releases import first_day_after, release
from wellbeing_app.storage.counters import SITE
from wellbeing_app.storage.releases import (
    SITE_BUDGET,
    StatRelease,
    Table,
    ledger,
    public_quarters,
    public_tables,
)

LAST_MOMENT = datetime(2027, 1, 1, 23, 59, tzinfo=UTC)


def run(sessions: Sessions, now: datetime = OVER) -> list[str]:
    with sessions() as session:
        return release(session, shelf(), now)


def table(sessions: Sessions, code: str) -> Table:
    with sessions() as session:
        (found,) = (one for one in public_tables(session, QUARTER) if f"/{code}@" in one.instrument)
    return found


def fill(sessions: Sessions) -> None:
    with sessions() as session:
        count(session, {cell("score:total", str(score)): PEOPLE for score in (1, 2, 5, 27)})


def test_a_quarter_that_is_over_is_published_with_noise(sessions: Sessions) -> None:
    fill(sessions)
    assert run(sessions) == [QUARTER]
    numbers = dict(table(sessions, "PHQ-9").cells)
    assert abs((numbers["0-2"] or 0) - 2 * PEOPLE) < PEOPLE / 2
    assert abs((numbers["3-5"] or 0) - PEOPLE) < PEOPLE / 2
    assert abs((numbers["27-27"] or 0) - PEOPLE) < PEOPLE / 2
    shown = [number for number in numbers.values() if number is not None]
    assert all(number % 5 == 0 and number >= 80 for number in shown)
    assert len(shown) < len(numbers)
    assert table(sessions, "PHQ-9").total is None


def test_the_ledger_says_what_was_spent(sessions: Sessions) -> None:
    run(sessions)
    with sessions() as session:
        found = ledger(session)
        assert [one.spent for one in found] == [40, 80, 120, 160, 200]
        assert {one.epsilon for one in found} == {EPSILON}
        assert {one.instrument.partition("/")[2] for one in found} == set(PUBLIC_SCORES)
        assert {(one.quarter, one.day) for one in found} == {(QUARTER, OVER.date())}
        assert found[-1].spent <= SITE_BUDGET


def test_nothing_is_published_before_the_quarter_is_over_for_a_day(sessions: Sessions) -> None:
    assert run(sessions, LAST_MOMENT) == ["2026Q3"]
    assert run(sessions, LAST_MOMENT) == []
    assert first_day_after(QUARTER) > LAST_MOMENT
    assert run(sessions, first_day_after(QUARTER)) == [QUARTER]


def test_quarters_that_were_missed_are_made_up_for(sessions: Sessions) -> None:
    run(sessions, datetime(2026, 5, 1, tzinfo=UTC))
    assert run(sessions) == ["2026Q2", "2026Q3", "2026Q4"]
    with sessions() as session:
        assert public_quarters(session) == ["2026Q4", "2026Q3", "2026Q2", "2026Q1"]


def test_an_empty_quarter_has_the_same_tables_as_a_full_one(sessions: Sessions) -> None:
    run(sessions)
    with sessions() as session:
        assert is_whole(session)
    assert len(table(sessions, "PHQ-9").cells) == 10


def test_a_clock_set_back_publishes_nothing(sessions: Sessions) -> None:
    run(sessions)
    assert run(sessions, datetime(2020, 1, 1, tzinfo=UTC)) == []


def test_a_thousand_runs_and_twenty_at_once_change_no_byte(sessions: Sessions) -> None:
    fill(sessions)
    together = Barrier(20)

    def job(_: int) -> list[str]:
        together.wait()
        return run(sessions)

    with ThreadPoolExecutor(20) as pool:
        done = sorted(pool.map(job, range(20)))
    assert done == [[]] * 19 + [[QUARTER]]
    with sessions() as session:
        before = everything(session)
        for _ in range(1_000):
            assert release(session, shelf(), OVER) == []
        assert everything(session) == before
        assert len(ledger(session)) == len(PUBLIC_SCORES)


def killed_before(engine: Engine, statement: int) -> int:
    url = engine.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-m", "tests.aggregates.releasing", url, str(statement)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


STEPS = pytest.mark.parametrize(
    "steps", [(0, 2, 9, 14), pytest.param(range(60), marks=pytest.mark.prove)], ids=["some", "each"]
)


@STEPS
def test_a_job_that_is_killed_loses_and_doubles_nothing(
    sessions: Sessions, engine: Engine, steps: range
) -> None:
    fill(sessions)
    for step in steps:
        if killed_before(engine, step) == 0:
            break
        with sessions() as session:
            assert everything(session) == []
    run(sessions)
    with sessions() as session:
        assert is_whole(session)


def test_a_clinic_sees_ranges_rounded_and_small_ones_not_at_all(sessions: Sessions) -> None:
    people = {"0-4": 3, "5-9": 12, "10-14": 23, "15-19": 40, "20-27": 28}
    with sessions() as session:
        count(session, {cell("band:total", name, "river"): n for name, n in people.items()})
        count(session, {cell("band:total", "0-4", "hill"): 29})
    run(sessions)
    with sessions() as session:
        found = session.scalars(select(StatRelease).where(StatRelease.scope != SITE)).all()
    assert {(one.scope, one.mode, one.cell): one.n for one in found} == {
        ("river", "k10", "0-4"): None,
        ("river", "k10", "5-9"): None,
        ("river", "k10", "10-14"): 25,
        ("river", "k10", "15-19"): 40,
        ("river", "k10", "20-27"): 30,
    }
