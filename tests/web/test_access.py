"""Every route and method stands in the access table, and reading changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, event, text

from tests.web.routes import addresses
from wellbeing_app.web.access import ROUTES
from wellbeing_app.web.database import db

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")


def served(app: Flask) -> set[tuple[str, str]]:
    return {(endpoint, method) for endpoint, method, _ in addresses(app)}


def test_the_table_lists_exactly_the_routes_there_are(app: Flask) -> None:
    assert served(app) == set(ROUTES)


def test_a_route_that_is_not_listed_would_be_found(probed: Flask) -> None:
    assert ("keep", "POST") in served(probed) - set(ROUTES)


def test_no_route_takes_another_method(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "POST"}


@contextmanager
def watched(engine: Engine) -> Iterator[list[str]]:
    """Collect every statement that writes, and every commit."""
    seen: list[str] = []

    def statement(_c: Connection, _cursor: object, sql: str, *_rest: object) -> None:
        if sql.lstrip().upper().startswith(WRITES):
            seen.append(sql)

    def commit(_c: Connection) -> None:
        seen.append("COMMIT")

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    yield seen
    event.remove(engine, "before_cursor_execute", statement)
    event.remove(engine, "commit", commit)


def written_by_reading(app: Flask) -> list[str]:
    with app.app_context():
        engine = db.engine
    with watched(engine) as seen:
        for _, method, address in addresses(app):
            if method == "GET":
                app.test_client().get(address).close()
    return seen


def test_a_get_never_writes_to_the_database_and_never_commits(app: Flask) -> None:
    assert written_by_reading(app) == []


@pytest.mark.parametrize("sql", ["DELETE FROM stat_inbox", "SELECT 1"])
def test_a_get_that_writes_or_commits_would_be_found(app: Flask, sql: str) -> None:
    def change() -> str:
        db.session.execute(text(sql))
        db.session.commit()
        return ""

    app.add_url_rule("/probe/change", view_func=change)
    assert "COMMIT" in written_by_reading(app)
