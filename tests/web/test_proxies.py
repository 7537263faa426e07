"""C4: production notices a proxy that was not counted, or one counted that is not there."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.server import flask
from tests.web.test_config import production
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.web import proxies
from wellbeing_app.web.proxies import HOUR, NAME, TOO_FEW, TOO_MANY

__all__ = ["production"]

VISITOR = "203.0.113.9"


@pytest.fixture
def settings(production: dict[str, str]) -> dict[str, str]:
    return production | {"EVENKEEL_HOSTS": "localhost"}


def visitor(settings: dict[str, str], count: int = 0) -> FlaskClient:
    config = replace(Config.from_environment(settings), proxies=count)
    return create_app(config).test_client()


def ask(client: FlaskClient, peer: str = "127.0.0.1", **forwarded: str) -> None:
    headers = {name.replace("_", "-"): value for name, value in forwarded.items()}
    answer = client.get("/help", headers=headers, environ_overrides={"REMOTE_ADDR": peer})
    assert answer.status_code == 200, "help comes all the same"


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "10.0.0.1", "172.17.0.1", "fd00::1", ""])
@pytest.mark.parametrize("header", [name.replace("-", "_") for name in proxies.FORWARDING])
def test_a_proxy_that_was_not_counted_is_told_in_the_log_and_to_the_doctor(
    settings: dict[str, str], peer: str, header: str, caplog: pytest.LogCaptureFixture
) -> None:
    ask(visitor(settings), peer, **{header: VISITOR})
    assert TOO_FEW in caplog.text
    assert VISITOR not in caplog.text
    assert proxies.proxies_fault(Config.from_environment(settings)) == TOO_FEW


def test_a_visitor_without_a_proxy_is_none(
    settings: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    client = visitor(settings)
    ask(client)
    ask(client, "1.1.1.1", X_Forwarded_For=VISITOR)
    assert caplog.text == ""


def test_a_proxy_counted_that_is_not_there_is_told(
    settings: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    client = visitor(settings, count=2)
    ask(client, X_Forwarded_For=f"{VISITOR}, 198.51.100.1")
    ask(client)
    assert caplog.text == ""
    ask(client, X_Forwarded_For=VISITOR)
    assert TOO_MANY.format(count=2) in caplog.text


def test_it_is_said_once_an_hour_and_written_without_a_time(
    settings: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    now = [1_800_000_000.0]
    config = replace(Config.from_environment(settings), clock=lambda: now[0])
    client = create_app(config).test_client()
    for wait in (0, 1, HOUR):
        now[0] += wait
        ask(client, X_Forwarded_For=VISITOR)
    assert caplog.text.count(TOO_FEW) == 2
    written = Path(settings["INSTANCE"]) / NAME
    assert written.stat().st_mtime % proxies.DAY == 0
    assert written.stat().st_mode & 0o777 == 0o600


def test_the_doctor_names_it_until_a_start_with_the_right_count(
    settings: dict[str, str],
) -> None:
    instance = Path(settings["INSTANCE"])
    healthy = flask(instance, "doctor", **settings)
    assert "ok     proxies in front" in healthy
    assert "FAULT" not in healthy
    ask(visitor(settings), X_Forwarded_For=VISITOR)
    with pytest.raises(RuntimeError, match="FAULT  proxies in front: EVENKEEL_PROXIES is 0"):
        flask(instance, "doctor", **settings)
    ask(visitor(settings, count=1), X_Forwarded_For=VISITOR)
    assert "FAULT" not in flask(instance, "doctor", **settings)


def test_the_doctor_names_tables_that_are_not_there(settings: dict[str, str]) -> None:
    instance = Path(settings["INSTANCE"])
    (instance / "evenkeel.sqlite").unlink()
    with pytest.raises(RuntimeError, match="FAULT  tables: The database has no tables yet"):
        flask(instance, "doctor", **settings)
