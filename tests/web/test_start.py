"""What a command need not wait for: libraries that only some pages use are loaded there."""

import subprocess
import sys
from pathlib import Path

from tests.server import ROOT, environment

FOR_SOME = {"psycopg", "typst", "fontTools", "waitress", "server"}
"""The other database's driver, the maker of PDFs, the server: each takes a tenth of a second."""


def loaded(instance: Path, before: str = "") -> set[str]:
    """The packages that are loaded when the app is ready for a command."""
    told = f"{before}import app, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=ROOT,
        env=environment(instance),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_a_command_loads_nothing_that_only_some_pages_use(instance: Path) -> None:
    assert loaded(instance) & FOR_SOME == set()


def test_a_driver_that_is_loaded_for_nothing_would_be_found(instance: Path) -> None:
    assert loaded(instance, "import psycopg; ") & FOR_SOME == {"psycopg"}
