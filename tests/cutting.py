"""A process of the site that is killed in the middle of erasing, over the files of a running one.

`python -m tests.cutting` does one thing as a visitor, therapist or operator would, and kills itself
with SIGKILL once the list of erased ones is on the disk and before the database commits.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.client import Client
from tests.server import ROOT, environment
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.storage.erased_list import list_in, state
from wellbeing_app.web.site import site

COOKIES = ("visit", "s")


def killed_while_pressing(app: Flask, client: Client, path: str, button: str) -> None:
    """Press a button of a page in a process that does not live to the commit."""
    cookies = {name: found.value for name in COOKIES if (found := client.get_cookie(name))}
    _run(app, {"path": path, "press": button, "cookies": cookies})


def killed_while_operating(app: Flask, *command: str) -> None:
    """Run an operator's command in a process that does not live to the commit."""
    _run(app, {"command": command})


def _run(app: Flask, act: Mapping[str, Any]) -> None:
    with app.app_context():
        config = site().config
    before = state(list_in(config.instance))
    done = subprocess.run(
        [sys.executable, "-m", "tests.cutting", json.dumps({**act, "clock": config.clock()})],
        env=environment(config.instance, DATABASE_URL=config.database_url),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    assert state(list_in(config.instance)) != before, "it is listed"


def _act(act: Mapping[str, Any]) -> None:
    config = replace(Config.from_environment(os.environ), clock=lambda: float(act["clock"]))
    app = create_app(config)
    before = state(list_in(config.instance))

    def die(_session: Session) -> None:
        if state(list_in(config.instance)) != before:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, "before_commit", die)
    if "command" in act:
        _operate(app, act["command"])
    client = Client.of(app)
    for name, value in act["cookies"].items():
        client.set_cookie(name, value)
    client.submit(client.visit(act["path"]), press=act["press"])


def _operate(app: Flask, command: Sequence[str]) -> None:
    app.test_cli_runner().invoke(args=command, catch_exceptions=False)
    sys.exit("it lived")


if __name__ == "__main__":
    _act(json.loads(sys.argv[1]))
