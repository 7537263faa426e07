"""Operators' commands: `flask --app app mix` (by a timer) and `flask --app app health`."""

import sys
from datetime import UTC, datetime

import click

from wellbeing_app.aggregates import health as accounts
from wellbeing_app.aggregates import mixing
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import with_tables


@click.command()
@with_tables
def mix() -> None:
    """Add waiting checks to the counters. Exits 1 if the last mixing was too short ago."""
    running = site()
    now = datetime.fromtimestamp(running.config.clock(), UTC)
    try:
        done = mixing.mix(db.session, running.keys, running.library, now)
    except (mixing.TooSoon, mixing.Interrupted) as reason:
        raise click.ClickException(str(reason)) from None
    click.echo(f"counted {done.counted}, excluded {done.excluded}, waiting {done.waiting}")


@click.command()
@with_tables
def health() -> None:
    """Check that no check was lost or counted twice. Exits 1 if the numbers do not add up."""
    found = accounts.health(db.session)
    click.echo(
        f"accepted {found.accepted} = waiting {found.waiting} + counted {found.counted} "
        f"+ excluded {found.excluded}: {'holds' if found.whole else 'BROKEN'}"
    )
    if not found.whole:
        sys.exit(1)


COMMANDS = (mix, health)
