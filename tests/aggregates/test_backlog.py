"""A long backlog is mixed in one run, in small steps, at the same cost for each row."""

import secrets

import pytest
from sqlalchemy import Engine, insert, select

from tests.aggregates.people import FOUR_HOURS, KEYS, NOON, Shelf, cells, people, run, send
from tests.databases import Sessions
from tests.history.walking import statements
from wellbeing_app.aggregates import mixing
from wellbeing_app.storage import levelling
from wellbeing_app.storage.inbox import StatInbox
from wellbeing_app.storage.research import ResearchRecent, ResearchRow


def test_mixing_goes_on_until_the_backlog_is_done_and_says_what_waits(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "LARGEST_BATCH", 15)
    with sessions() as session:
        send(session, *people(50))
    done = run(sessions)
    assert (done.counted, done.excluded, done.waiting) == (45, 0, 5)
    assert cells(sessions)["item:m1", "1"] == 45
    with sessions() as session:
        send(session, *people(5))
    assert run(sessions, NOON + FOUR_HOURS).waiting == 0


def mixed_statements(engine: Engine, sessions: Sessions, now: int) -> int:
    with sessions() as session:
        send(session, *people(12, research=True))
    with statements(engine) as seen:
        run(sessions, NOON + now * FOUR_HOURS)
    return len([one for one in seen if "fresh" not in one])


def test_mixing_does_the_same_work_at_any_number_of_rows(
    engine: Engine, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old research rows are left where they are once there are enough newer ones."""
    monkeypatch.setattr(levelling, "RECENT", 30)
    for number in range(6):
        mixed_statements(engine, sessions, number)
    before = mixed_statements(engine, sessions, 6)
    settled = [
        {"id": secrets.token_bytes(16), "instrument": "i", "language": "en"}
        | {"year": 2026, "vector": "[]"}
        for _ in range(3_000)
    ]
    with engine.begin() as connection:
        connection.execute(insert(ResearchRow), settled)
    assert mixed_statements(engine, sessions, 7) <= before + 4
    with sessions() as session:
        recent = session.scalars(select(ResearchRecent.id)).all()
        assert 30 <= len(recent) <= 60
        assert len(session.scalars(select(ResearchRow.id)).all()) == 8 * 12 + 3_000


def test_fresh_research_rows_are_among_as_many_others(
    engine: Engine, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the first ones after an update, when none is known to be new."""
    monkeypatch.setattr(levelling, "RECENT", 30)
    settled = [
        {"id": secrets.token_bytes(16), "instrument": "i", "language": "en"}
        | {"year": 2026, "vector": "[]"}
        for _ in range(500)
    ]
    with engine.begin() as connection:
        connection.execute(insert(ResearchRow), settled)
    mixed_statements(engine, sessions, 0)
    with sessions() as session:
        recent = session.scalars(select(ResearchRecent.id)).all()
    assert len(recent) > 25


def test_the_spent_ids_of_a_long_run_stay_until_the_next(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "LARGEST_BATCH", 12)
    with sessions() as session:
        send(session, *people(36))
        mixing.mix(session, KEYS, Shelf(), NOON)
        assert len(session.scalars(select(StatInbox.id)).all()) == 36
