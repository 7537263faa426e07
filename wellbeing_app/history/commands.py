"""The operator's command `flask --app app purge` (by a timer, daily): what is over goes."""

import click

from wellbeing_app.history.clock import clock, clock_day, needs_confirming
from wellbeing_app.storage import (
    client_invitations,
    clinic_audit,
    desk_log,
    history,
    shares,
    tombstones,
)
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.erasure import erase
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.upkeep import PURGE, note_run
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import with_tables

TABLES = {
    "histories": history,
    "shares": shares,
    "invitations": client_invitations,
    "log entries": desk_log,
    "audit entries": clinic_audit,
}
NAMES = {
    "histories": "history",
    "shares": "share",
    "invitations": "client_invitation",
    "log entries": "desk_log",
    "audit entries": "clinic_audit",
}
BRAKE_ROWS = 100
BRAKE_SHARE = 0.2
"""More than this many and more than this share at once is rather a wrong clock than a calm year."""


@click.command()
@click.option("--yes", is_flag=True, help="Delete also when it is more than a fifth of all.")
@with_tables
def purge(*, yes: bool) -> None:
    """Delete what is over, and old lines of the list of erased ones. Exits 1 if it asks."""
    day = clock_day()
    reason = needs_confirming(day)
    if reason:
        raise click.ClickException(reason)
    today = note_day(db.session, day)
    db.session.commit()
    found = {name: table.counts(db.session, today) for name, table in TABLES.items()}
    db.session.commit()
    for name, (expired, total) in found.items():
        if expired > BRAKE_ROWS and expired > BRAKE_SHARE * total and not yes:
            raise click.ClickException(
                f"{expired} of {total} {name} would be deleted. Is the clock right? "
                "If so: flask --app app purge --yes"
            )
    gone = {name: table.erase_expired(db.session, today) for name, table in TABLES.items()}
    tombstones.drop_old(db.session, list_in(site().config.instance), today)
    note_run(db.session, PURGE, day)
    db.session.commit()
    erase(db.engine, [NAMES[name] for name, count in gone.items() if count])
    for name, (_expired, total) in found.items():
        click.echo(f"deleted {gone[name]} of {total} {name}")


COMMANDS = (purge, clock)
