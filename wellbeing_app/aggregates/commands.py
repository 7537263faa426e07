"""Operators' commands: `flask --app app mix` and `release` (by timers), and `health`."""

import sys

import click

from wellbeing_app.aggregates import health as accounts
from wellbeing_app.aggregates import mixing, releases
from wellbeing_app.storage.connections import may_write
from wellbeing_app.storage.latest_day import is_plausible
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import with_tables
from wellbeing_app.web.words import days


@click.command()
@with_tables
def mix() -> None:
    """Add waiting checks to the counters. Exits 1 if the last mixing was too short ago."""
    running = site()
    now = days.now()
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
    for job, day in accounts.last_days(db.session).items():
        click.echo(f"last {job} {day or 'never'}")
    if not found.whole:
        sys.exit(1)


@click.command()
@with_tables
def release() -> None:
    """Publish the statistics of each quarter that is over, once. Nothing due is no fault."""
    now = days.now()
    if not is_plausible(db.session, now.date()):
        raise click.ClickException(
            f"The clock says {now:%d %B %Y}, more than three days after the latest day seen here. "
            "Nothing was published. Put the clock right; "
            "or, if it is right: flask --app app clock confirm"
        )
    may_write(db.session)
    done = releases.release(db.session, site().library.shelf, now)
    click.echo(f"published {', '.join(done)}" if done else "nothing to publish yet")


COMMANDS = (mix, release, health)
