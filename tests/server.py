"""The real server, as `make run` starts it, in an instance folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wellbeing_app import create_app
from wellbeing_app.config import Config

ROOT = Path(__file__).parent.parent
"""The repository: where app.py lives."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    """Its address without a final slash."""
    instance: Path
    """Its keys and database; `server.log` there holds everything it printed."""
    process_id: int
    """Of the supervisor, for tests that kill it."""

    @property
    def log(self) -> str:
        """All that the server and its workers have printed so far."""
        return (self.instance / "server.log").read_text()


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """The variables a process of the app gets: this machine's path, and the settings under test."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"INSTANCE": str(instance), "PYTHONPATH": str(ROOT)} | settings


def flask(instance: Path, *arguments: str, **settings: str) -> str:
    """Run `flask --app app ARGUMENTS` over an instance folder; what it printed.

    RuntimeError, with all it printed, when it fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *arguments],
        cwd=ROOT,
        env=environment(instance, **settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"flask {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def prepare(instance: Path, **settings: str) -> None:
    """Create the key file and the tables in `instance`, as the set-up does."""
    flask(instance, "prepare", **settings)


def operate(server: Server, *arguments: str) -> str:
    """Run an operator's command beside a running server; what it printed as its answer.

    In a thread of its own: the browser's event loop runs in this one, and a database session can
    be closed in a thread without a loop only.
    """

    def run() -> str:
        app = create_app(Config.from_environment(environment(server.instance)))
        done = app.test_cli_runner().invoke(args=arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout.strip()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


@contextmanager
def serving(instance: Path, **settings: str) -> Iterator[Server]:
    """Run the server on a free loopback port over a prepared instance folder, until the block ends.

    The socket listens before the server starts and is handed over, so the first request waits in
    its queue: nobody polls, nobody sleeps, no port is lost in a race.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port, descriptor = listener.getsockname()[1], listener.fileno()
        with (instance / "server.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "server", "--bind", f"fd://{descriptor}"],
                cwd=ROOT,
                env=environment(instance, **settings),
                pass_fds=(descriptor,),
                stdout=log,
                stderr=log,
            )
    try:
        yield Server(f"http://127.0.0.1:{port}", instance, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
