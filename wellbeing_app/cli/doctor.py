"""`flask --app app doctor`: is this site set up right? What stops a start is named by the start."""

import sys
from collections.abc import Callable

import click
from flask.cli import with_appcontext

from wellbeing_app.web.database import db
from wellbeing_app.web.growth import is_nearly_full
from wellbeing_app.web.proxies import proxies_fault
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import tables_fault


@click.command()
@with_appcontext
def doctor() -> None:
    """Check what a start checks, and what only a running site notices. Exits 1 at any fault."""
    # The app was loaded, and refuses to be over settings, keys or files that are not right.
    faults = {"settings, keys and files": None} | {name: check() for name, check in CHECKS.items()}
    for name, fault in faults.items():
        click.echo(f"FAULT  {name}: {fault}" if fault else f"ok     {name}")
    if any(faults.values()):
        sys.exit(1)


def _tables() -> str | None:
    return tables_fault(db.engine)


def _proxies() -> str | None:
    return proxies_fault(site().config)


def _disk() -> str | None:
    return "nearly full: nothing more is saved" if is_nearly_full(site().config) else None


CHECKS: dict[str, Callable[[], str | None]] = {
    "tables": _tables,
    "proxies in front": _proxies,
    "disk": _disk,
}
"""Each says what is wrong, or None. A check of one thing is a line here."""
