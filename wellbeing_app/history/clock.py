"""The operator's commands `flask --app app clock ...`: what to do about a clock that was wrong."""

from datetime import UTC, date, datetime

import click

from wellbeing_app.storage.latest_day import (
    confirm_day,
    is_plausible,
    is_plausible_after,
    noted_day,
)
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import with_tables

ASK = "The clock says {day:%d %B %Y}. Is that today?"


def clock_day() -> date:
    """Return the day of the site's clock (UTC)."""
    return datetime.fromtimestamp(site().config.clock(), UTC).date()


def needs_confirming(day: date) -> str | None:
    """Say why nothing is deleted at a clock's day; None where it fits what was seen here.

    Also where a day far ahead of the clock was noted, as by a clock that was wrong for a while.
    """
    noted = noted_day(db.session)
    if is_plausible(db.session, day) and (noted is None or is_plausible_after(day, noted)):
        return None
    seen = f"the latest day noted here is {noted:%d %B %Y}" if noted else "all here is older"
    return (
        f"The clock says {day:%d %B %Y}, and {seen}. Nothing is deleted. Put the clock right; "
        "or, if it is right: flask --app app clock confirm"
    )


@click.group()
def clock() -> None:
    """Show, or confirm, the day by which this site judges what is over."""


@clock.command()
@with_tables
def show() -> None:
    """Show the clock's day and the latest day that was noted. Exits 1 if they do not fit."""
    day, noted = clock_day(), noted_day(db.session)
    click.echo(f"clock {day}, latest day noted {noted or 'none'}")
    reason = needs_confirming(day)
    if reason:
        raise click.ClickException(reason)


@clock.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_tables
def confirm(*, yes: bool) -> None:
    """Say that the clock is right: its day becomes the latest, whatever was noted before.

    After a jump ahead, purge then deletes what is over. After a clock that was ahead and is put
    right, what it called over opens again.
    """
    day = clock_day()
    if not yes:
        click.confirm(ASK.format(day=day), abort=True)
    confirm_day(db.session, day)
    db.session.commit()
    click.echo(f"latest day noted {day}")
