"""What a site held when it was last updated still opens after the next update, on both engines.

`landed/` keeps what a furnished site held at a revision, written by the program of that day; a file
there is never made anew. Each is laid into tables of its own revision and brought up to the newest.
"""

import base64
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Boolean, Date, MetaData, Table
from sqlalchemy.types import TypeEngine

from tests.accounts.cast import Person
from tests.accounts.conftest import CHEAP
from tests.caseload.showing import pick_up
from tests.client import Client
from tests.history.walking import come_back
from tests.sharing.walking import looked_up
from tests.web.conftest import Clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.web.database import alembic, db, init_database

LANDED = {
    path.stem: json.loads(path.read_text()) for path in Path(__file__).parent.glob("landed/*")
}
LABELS = ("Thursday 10:00", "Monday, late", "Purple heron")


def lay_down(landed: Mapping[str, Any], database_url: str) -> None:
    """Make the tables of that revision, fill them, and go up to the newest."""
    bare = Flask("evenkeel")
    init_database(bare, database_url)
    with bare.app_context():
        alembic.upgrade(landed["revision"])
        tables = MetaData()
        tables.reflect(db.engine)
        with db.engine.begin() as connection:
            for name, rows in landed["rows"].items():
                table = tables.tables[name]
                connection.execute(table.delete())
                connection.execute(table.insert(), [read_row(table, row) for row in rows])
        alembic.upgrade()
        db.engine.dispose()


def read_row(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as its columns want it: sealed bytes, days, yes and no."""
    return {name: read_value(table.columns[name].type, value) for name, value in row.items()}


def read_value(column: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 (of whatever type)
    """One value of the file."""
    if isinstance(value, dict):
        return base64.b64decode(value["base64"])
    if isinstance(column, Date) and value is not None:
        return date.fromisoformat(value)
    return bool(value) if isinstance(column, Boolean) else value


@pytest.fixture(params=sorted(LANDED))
def landed(request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """What was held at one revision."""
    found: Mapping[str, Any] = LANDED[request.param]
    return found


@pytest.fixture
def updated(
    landed: Mapping[str, Any], config: Config, database_url: str, tmp_path: Path
) -> Iterator[tuple[Flask, Clock]]:
    """The site after the update, on the day it was furnished."""
    keys = tmp_path / "keys.json"
    descriptor = os.open(keys, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(landed["key_file"], file)
    lay_down(landed, database_url)
    clock = Clock()
    clock.now = landed["seconds"]
    app = create_app(
        replace(config, keys_path=keys, database_url=database_url, clock=clock, strength=CHEAP)
    )
    app.test_client_class = Client
    yield app, clock
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("code", ["kept_by_demo", "kept_full_check"])
def test_a_kept_history_of_before_still_opens(
    updated: tuple[Flask, Clock], landed: Mapping[str, Any], code: str
) -> None:
    client = Client.of(updated[0])
    assert come_back(client, landed["codes"][code]).path == "/kept"
    result = client.visit("/kept/1")
    assert result.path == "/kept/1"
    assert "Patient Health Questionnaire" in result.text


def test_a_share_of_before_answers_its_code(
    updated: tuple[Flask, Clock], landed: Mapping[str, Any]
) -> None:
    page = looked_up(Client.of(updated[0]), landed["codes"]["shared_with_item_9"])
    assert page.path == "/shared/now"


def test_an_account_of_before_signs_in_and_has_its_desk(
    updated: tuple[Flask, Clock], landed: Mapping[str, Any]
) -> None:
    app, clock = updated
    codes = landed["codes"]
    therapist = Person(app, clock, "Demo Therapist", codes["password"], codes["factor"])
    page = therapist.sign_in()
    assert page.path == "/staff/clients"
    for label in LABELS:
        assert label in page.text
        assert "PHQ-9" in therapist.client.visit(page.links[label]).text
    for code in ("waiting_share", "shared_with_item_9"):
        opened = pick_up(therapist, codes[code], f"New {code}")
        assert opened.path.startswith("/staff/clients/")
        assert f"New {code}" in opened.text
