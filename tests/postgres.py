"""A private PostgreSQL for the tests: its own folder, a unix socket, no port, gone at the end."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
import pytest

MISSING = "PostgreSQL is missing: apt-get install postgresql (its server programs are needed)."
DEBIAN = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of its own is made there)
"""Where writing through to the disk, which the app insists on, waits for no disk."""
ROOM = 2**30
"""Bytes that must be free there."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """The socket folder of a running server that trusts the user `postgres`."""
    programs = _programs()
    if programs is None:
        pytest.fail(MISSING)
    with tempfile.TemporaryDirectory(prefix="pg-", dir=_place()) as name:
        folder = Path(name)
        as_owner = _owner(folder)
        data = folder / "data"
        make = [*as_owner, str(programs / "initdb"), f"--pgdata={data}", "--username=postgres"]
        _run(*make, "--auth=trust", "--encoding=UTF8", "--no-sync")
        control = [*as_owner, str(programs / "pg_ctl"), f"--pgdata={data}", "--wait"]
        options = f"-c listen_addresses='' -k {folder} -c max_connections=120"
        _run(*control, f"--log={folder / 'log'}", f"--options={options}", "start")
        try:
            yield folder
        finally:
            _run(*control, "--mode=immediate", "stop")


@pytest.fixture
def postgresql_url(postgresql: Path) -> Iterator[str]:
    """The address of an empty database of its own."""
    name = f"test_{secrets.token_hex(6)}"
    server = f"host={postgresql} user=postgres dbname=postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"postgresql://postgres@/{name}?host={postgresql}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _place() -> str:
    """Where the server's folder is made; its socket's path must stay short."""
    writable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    roomy = writable and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if roomy else "/tmp"  # noqa: S108


def _programs() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def _owner(folder: Path) -> Sequence[str]:
    # PostgreSQL refuses to run as root; then the folder and the processes are nobody's.
    if os.geteuid() != 0:
        return ()
    shutil.chown(folder, "nobody", "nogroup")
    return ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")


def _run(*command: str) -> None:
    # The server keeps the pipes of pg_ctl open, so its output goes to a file, not to a pipe.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, stdout=output, stderr=output, cwd="/", check=False)
        output.seek(0)
        assert done.returncode == 0, output.read().decode()
