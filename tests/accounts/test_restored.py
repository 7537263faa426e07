"""A7, S5, L4: what a restored backup does not bring back, on both engines.

A copy of every row is taken, the operator acts, and the copy is put back: that is what restoring
does, whatever program copies.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, Table, delete, insert, select

from tests.accounts.cast import OTHER_PASSWORD, Person, enrolled, operate
from tests.accounts.desks import FULL, LOST, Probe, left
from tests.client import Client
from tests.databases import bare_app
from tests.sharing.walking import looked_up
from tests.web.conftest import Clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage import tombstones
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.schema import METADATA
from wellbeing_app.web.database import Erased, alembic, db

__all__ = ["bare_app"]

Copy = Mapping[Table, Sequence[Mapping[str, Any]]]


@pytest.fixture
def staff_config(staff_config: Config, database_url: str, bare_app: Flask) -> Config:
    with bare_app.app_context():
        alembic.upgrade()
    return replace(staff_config, database_url=database_url)


@pytest.fixture
def staffed(staff_config: Config) -> Iterator[Flask]:
    """The app over an engine of its own."""
    app = started(staff_config)
    yield app
    engine_of(app).dispose()


@pytest.fixture
def probe(staffed: Flask) -> Probe:
    """The pages of the desk."""
    return Probe(staffed)


def started(config: Config) -> Flask:
    """The site, started: that applies the list of erased ones."""
    app = create_app(config)
    app.test_client_class = Client
    return app


def engine_of(app: Flask) -> Engine:
    """The app's engine."""
    with app.app_context():
        return db.engine


def copied(app: Flask) -> Copy:
    """Every row of every table."""
    with engine_of(app).connect() as connection:
        return {
            table: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in METADATA.sorted_tables
        }


def put_back(app: Flask, copy: Copy) -> None:
    """Let the database be as it was."""
    with engine_of(app).begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(delete(table))
        for table, rows in copy.items():
            if rows:
                connection.execute(insert(table), rows)


@pytest.mark.parametrize("command", ["reset", "deactivate"])
def test_a_restored_backup_revives_neither_account_nor_key_nor_desk(
    staff_config: Config,
    staffed: Flask,
    probe: Probe,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    anna, ben = (enrolled(staffed, clock, name) for name in ("Anna Rossi", "Ben Okafor"))
    probe.fill(ben)
    probe.fill(anna)
    copy, before = copied(staffed), left(staffed)
    operate(staffed, command, "--yes", anna.name)
    put_back(staffed, copy)
    with monkeypatch.context() as patch:
        patch.setattr(Erased, "finish", lambda *_: None)
        assert left(staffed) == before
        assert probe.reads(anna) == FULL, "without the list it would be back, the session too"
    again = started(staff_config)
    assert probe.reads(anna) == LOST
    assert anna.elsewhere().give_password().status == 422
    assert anna.elsewhere().forgot(OTHER_PASSWORD).status == 422
    assert "Nothing is known under this code" in looked_up(Client.of(again), probe.shown.code).text
    assert left(staffed) == {**dict.fromkeys(before, 1), "session": before["session"]}
    assert probe.reads(ben) == FULL
    assert operate(again, "list").splitlines() == ["open\tBen Okafor"]
    engine_of(again).dispose()


def test_a_command_that_wrote_no_list_would_be_found(
    staff_config: Config,
    staffed: Flask,
    probe: Probe,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tombstones, "bury", lambda *_arguments: None)
    with pytest.raises(AssertionError):
        test_a_restored_backup_revives_neither_account_nor_key_nor_desk(
            staff_config, staffed, probe, clock, monkeypatch, "deactivate"
        )


def test_a_share_that_was_picked_up_after_the_backup_stays_gone(
    staff_config: Config, staffed: Flask, probe: Probe, clock: Clock
) -> None:
    """In the backup it still waits under its code, so it is not yet of the account that went."""
    anna = enrolled(staffed, clock, "Anna Rossi")
    probe.fill(anna)
    waiting = waiting_again(copied(staffed))
    operate(staffed, "deactivate", "--yes", anna.name)
    put_back(staffed, waiting)
    engine_of(started(staff_config)).dispose()
    assert probe.shown.status is None


def waiting_again(copy: Copy) -> Copy:
    """The copy as it was before the one share was picked up."""
    untaken = dict.fromkeys(("therapist_id", "key_version", "picked_up_day"))
    shares = METADATA.tables["share"]
    rows = [{**row, **untaken, "state": "offered", "claim_id": bytes(16)} for row in copy[shares]]
    return {**copy, shares: rows}


def test_an_account_that_began_anew_before_the_backup_stays(
    staff_config: Config, staffed: Flask, probe: Probe, clock: Clock
) -> None:
    old = enrolled(staffed, clock, "Anna Rossi")
    anew = Person(staffed, clock, old.name, OTHER_PASSWORD)
    anew.enrol(anew.begin(operate(staffed, "reset", "--yes", old.name)))
    probe.fill(anew)
    put_back(staffed, copied(staffed))
    engine_of(started(staff_config)).dispose()
    assert probe.reads(anew) == FULL


def test_a_backup_from_before_there_were_clients_is_no_hindrance(
    staff_config: Config, staffed: Flask, clock: Clock
) -> None:
    anna = enrolled(staffed, clock, "Anna Rossi")
    operate(staffed, "deactivate", "--yes", anna.name)
    with engine_of(staffed).begin() as connection:
        METADATA.tables["client"].drop(connection)
    tombstones.apply(engine_of(staffed), list_in(staff_config.instance))
