"""Commands for operators: which entries of the directory wait to be checked."""

from datetime import date

import click
from flask.cli import with_appcontext

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Entry
from wellbeing_app.web.site import site


@click.group("resources")
def resources() -> None:
    """Look after the support directory."""


@resources.command("check")
@with_appcontext
def check() -> None:
    """List every entry, those never checked first, then those checked longest ago."""
    directory = site().directory
    click.echo("checked\tstate\tentry\tlook at\tnumbers\taddress")
    for entry in sorted(directory.entries, key=_by_age):
        click.echo("\t".join(_row(entry, directory)))
    confirmed = sum(entry.checked is not None for entry in directory.entries)
    click.echo(
        f"{len(directory.entries)} entries, {len(directory.shown)} shown, {confirmed} confirmed",
        err=True,
    )


def _by_age(entry: Entry) -> tuple[date, str]:
    return (entry.checked.day if entry.checked else date.min, entry.id)


def _row(entry: Entry, directory: Directory) -> tuple[str, ...]:
    return (
        entry.checked.day.isoformat() if entry.checked else "never",
        "shown" if entry in directory.shown else "hidden",
        entry.id,
        _doubts(entry),
        ", ".join(phone.number for phone in entry.phones) or "-",
        entry.url,
    )


def _doubts(entry: Entry) -> str:
    """Name what no source was seen for: an operator looks there first."""
    unseen = {
        "address": not entry.url_seen,
        "number": bool(entry.phones) and not entry.phone_seen,
        "hours": entry.hours is None,
    }
    return ", ".join(what for what, missing in unseen.items() if missing) or "-"


COMMANDS = (resources,)
