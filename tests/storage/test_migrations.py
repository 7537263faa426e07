"""Each revision goes up and down with data in place, on both engines, whole or not at all."""

import pytest
from alembic.autogenerate import compare_metadata
from flask import Flask
from sqlalchemy import Engine, event, inspect, text

from wellbeing_app.storage.lossy import FLAG, YES, LossRefused
from wellbeing_app.storage.schema import METADATA, TABLES
from wellbeing_app.web.database import alembic, db

REVISIONS = (
    "r0001",
    "r0002",
    "r0003",
    "r0004",
    "r0005",
    "r0006",
    "r0007",
    "r0008",
    "r0009",
    "r0010",
    "r0011",
    "r0012",
)
"""Oldest first."""

STATISTICS: dict[str, dict[str, object]] = {
    "meta": {"id": 1, "salt": bytes(32), "accepted": 1, "counted": 0, "excluded": 0},
    "stat_inbox": {"id": bytes(16), "ct": b"sealed", "spent": False},
    "stat_cell": {
        **dict.fromkeys(("quarter", "scope", "instrument", "language", "cell"), "x"),
        "table_id": "score:total",
        "n": 3,
    },
    "research_row": {
        **{"id": bytes(16), "instrument": "a/B@1", "language": "en"},
        **{"year": 2026, "vector": "[1]"},
    },
}
RESOURCE_CHECK: dict[str, object] = {
    "entry_id": "us-988",
    "day": "2026-11-20",
    "checked_by": "A. N.",
}

HISTORY: dict[str, object] = {
    "id": bytes(16),
    "ct": b"sealed",
    "rev": 1,
    "expires_month": "2027-12",
}

SHARES: dict[str, dict[str, object]] = {
    "share": {
        **{"id": bytes(16), "claim_id": bytes(16), "revoke_id": bytes(32), "ct": b"sealed"},
        **{"state": "offered", "expires_day": "2026-12-23", "pickup_until_day": "2026-11-30"},
        "paused": False,
    },
    "latest_day": {"id": 1, "day": "2026-11-23"},
}
AFTER_R0003 = {**STATISTICS, "resource_check": RESOURCE_CHECK, "history": HISTORY}

STAFF: dict[str, dict[str, object]] = {
    "account": {
        **{"id": bytes(16), "name_mark": bytes(32), "name": b"sealed", "role": "therapist"},
        **{"state": "open", "epoch": 0, "factor_step": 0, "pairs": 1},
    },
    "account_key": {
        **{"account_id": bytes(16), "number": 1, "public": bytes(32), "salt": bytes(16)},
        **{"passes": 3, "memory": 65536, "by_password": b"sealed"},
    },
    "session": {
        **{"id": bytes(32), "owner": bytes(32), "ct": b"sealed"},
        **{"idle_until": 1, "abs_until": 2},
    },
    "attempt": {"id": bytes(32), "until": 1, "n": 1},
}

DESK: dict[str, dict[str, object]] = {
    "client": {"id": bytes(16), "therapist_id": bytes(16), "rev": 1, "ct": b"sealed"},
    "client_invitation": {
        **{"id": bytes(16), "therapist_id": bytes(16), "battery": "short"},
        **{"until_day": "2026-12-25", "ct": b"sealed"},
    },
    "desk_log": {
        **{"id": bytes(16), "therapist_id": bytes(16), "day": "2026-11-25", "ct": b"sealed"},
    },
    "reading_days": {"account_id": bytes(16), "days": 9},
}

ERASED: dict[str, dict[str, object]] = {
    "erased": {"digest": bytes(32), "month": "2026-11"},
    "erased_until": {"id": 1, "position": 73},
}

RECENT: dict[str, dict[str, object]] = {"research_recent": {"id": bytes(16)}}

CLINICS: dict[str, dict[str, object]] = {
    "clinic": {
        **{"id": bytes(16), "slug": "river", "name": "River House", "state": "preparing"},
        "contact": "",
    },
    "membership": {
        **{"id": bytes(16), "clinic_id": bytes(16), "account_id": bytes(16)},
        **{"roles": "admin therapist", "public": bytes(32), "by_account": b"sealed"},
        **{"seen_day": "2026-11-25", "absent_until": "2026-12-01"},
    },
    "clinic_audit": {
        **{"clinic_id": bytes(16), "number": 1, "day": "2026-11-25", "ct": b"sealed"},
        **{"before": bytes(32), "mac": bytes(32)},
    },
    "reading_days": {"therapist_id": bytes(16), "days": 9},
}

NOTES: dict[str, dict[str, object]] = {
    "client_note": {
        **{"id": bytes(16), "client_id": bytes(16), "therapist_id": bytes(16)},
        **{"rev": 1, "ct": b"sealed"},
    },
}

DOORS: dict[str, dict[str, object]] = {
    "clinic_door": {
        **{"clinic_id": bytes(16), "revision": 1, "draft": "{}", "draft_logo": b"png"},
        **{"live": "{}", "live_logo": b"png"},
    },
}

RELEASES: dict[str, dict[str, object]] = {
    "stat_release": {
        **dict.fromkeys(("instrument", "language", "cell"), "x"),
        **{"quarter": "2026Q4", "scope": "site", "table_id": "score:total", "place": 0},
        **{"n": 205, "mode": "dp"},
    },
    "dp_ledger": {
        **{"quarter": "2026Q4", "scope": "site", "instrument": "a/B", "table_id": "score:total"},
        **{"epsilon": 40, "spent_before": 0, "spent": 40, "day": "2027-01-02"},
        "code_version": "0.1.0",
    },
    "upkeep": {"job": "purge", "day": "2026-11-28"},
}

AFTER_R0010 = {
    **{**AFTER_R0003, **STAFF, **SHARES, **DESK, **ERASED, **RECENT, **CLINICS},
    **NOTES,
}

ROWS = {
    "r0001": STATISTICS,
    "r0002": {**STATISTICS, "resource_check": RESOURCE_CHECK},
    "r0003": AFTER_R0003,
    "r0004": {**AFTER_R0003, **STAFF},
    "r0005": {**AFTER_R0003, **STAFF, **SHARES},
    "r0006": {**AFTER_R0003, **STAFF, **SHARES, **DESK},
    "r0007": {**AFTER_R0003, **STAFF, **SHARES, **DESK, **ERASED},
    "r0008": {**AFTER_R0003, **STAFF, **SHARES, **DESK, **ERASED, **RECENT},
    "r0009": {**AFTER_R0003, **STAFF, **SHARES, **DESK, **ERASED, **RECENT, **CLINICS},
    "r0010": AFTER_R0010,
    "r0011": {**AFTER_R0010, **DOORS},
    "r0012": {**AFTER_R0010, **DOORS, **RELEASES},
}
"""One row for each table as it is at a revision."""

LOST = {
    **{"r0001": "research_row", "r0002": "resource_check", "r0003": "history"},
    **{"r0004": "account", "r0005": "share", "r0006": "client"},
    "r0009": "clinic",
    "r0010": "client_note",
    "r0011": "clinic_door",
    "r0012": "stat_release",
}
"""A table with rows of people that the way down from a revision drops, where it drops any."""


def fill(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        for table, row in ROWS[revision].items():
            places = ", ".join(f":{name}" for name in row)
            statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"  # noqa: S608
            connection.execute(text(statement), row)


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_every_revision_is_listed_here_with_its_rows(bare_app: Flask) -> None:
    with bare_app.app_context():
        found = [script.revision for script in alembic.script_directory.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS == tuple(ROWS)


def test_upgrading_twice_changes_nothing_the_second_time(bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        fill(db.engine, REVISIONS[-1])
        alembic.upgrade()
    with bare_app.app_context():
        for table in TABLES:
            assert db.session.query(table).count() == 1


def test_the_newest_revision_equals_the_models(bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        assert compare_metadata(alembic.migration_context, METADATA) == []


def test_migrated_tables_have_the_checks_and_options_of_the_models(bare_app: Flask) -> None:
    with bare_app.app_context():
        alembic.upgrade()
        migrated = written(db.engine)
        METADATA.drop_all(db.engine)
        METADATA.create_all(db.engine)
        assert written(db.engine) == migrated


def written(engine: Engine) -> object:
    """What reflection tells of constraints; on SQLite the statements themselves."""
    if engine.dialect.name == "sqlite":
        statement = text("SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version'")
        with engine.connect() as connection:
            return {
                name: sorted(line.strip(" ,\t") for line in (sql or "").splitlines())
                for name, sql in connection.execute(statement)
            }
    seen = inspect(engine)
    return {
        table: (
            seen.get_pk_constraint(table)["name"],
            sorted(
                (check["name"], check["sqltext"]) for check in seen.get_check_constraints(table)
            ),
        )
        for table in METADATA.tables
    }


@pytest.mark.parametrize("revision", LOST)
def test_a_downgrade_with_rows_is_refused_and_changes_nothing(
    bare_app: Flask, revision: str
) -> None:
    with bare_app.app_context():
        alembic.upgrade(revision)
        fill(db.engine, revision)
        before = tables(db.engine)
        with pytest.raises(LossRefused, match=f"{LOST[revision]} \\(1 rows\\)"):
            alembic.downgrade()
    with bare_app.app_context():
        assert tables(db.engine) == before
        assert [script.revision for script in alembic.current()] == [revision]


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_downgrade_with_the_flag_goes_down_and_up_again(
    bare_app: Flask, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FLAG, YES)
    with bare_app.app_context():
        alembic.upgrade(revision)
        fill(db.engine, revision)
        alembic.downgrade()
    with bare_app.app_context():
        alembic.upgrade()
        assert not alembic.needs_upgrade()


@pytest.mark.parametrize("revision", LOST)
def test_an_empty_database_goes_down_without_the_flag(bare_app: Flask, revision: str) -> None:
    with bare_app.app_context():
        alembic.upgrade(revision)
        alembic.downgrade()
        assert LOST[revision] not in tables(db.engine)


def test_a_revision_that_is_cut_short_leaves_the_database_as_it_was(bare_app: Flask) -> None:
    def stop(*arguments: object) -> None:
        if "CREATE TABLE research_row" in str(arguments[2]):
            raise InterruptedError

    with bare_app.app_context():
        event.listen(db.engine, "before_cursor_execute", stop)
        with pytest.raises(InterruptedError):
            alembic.upgrade()
        event.remove(db.engine, "before_cursor_execute", stop)
    with bare_app.app_context():
        assert tables(db.engine) == set()
        alembic.upgrade()
        assert tables(db.engine) == set(METADATA.tables)
