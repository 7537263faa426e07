"""Commands for operators: list the entries of the directory, check them, say so."""

from datetime import date
from pathlib import Path

import click

from wellbeing_app.directory import checklist
from wellbeing_app.directory.checklist import BadChecklist, Stated
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Entry
from wellbeing_app.directory.gaps import Gap, gaps
from wellbeing_app.storage.resource_checks import confirm
from wellbeing_app.untrusted.text_file import decoded
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import with_tables
from wellbeing_app.web.words.days import newest_day_on_earth


@click.group("resources")
def resources() -> None:
    """Look after the support directory."""


@resources.command("check")
@with_tables
def check() -> None:
    """List every entry, those never checked first, then those checked longest ago.

    Then name each country whose only lines for something urgent are for some people, not all.
    """
    directory = site().directory
    click.echo("checked\tstate\tentry\tlook at\tnumbers\taddress")
    for entry in sorted(directory.entries, key=_by_age):
        click.echo("\t".join(_row(entry, directory)))
    confirmed = sum(entry.checked is not None for entry in directory.entries)
    click.echo(
        f"{len(directory.entries)} entries, {len(directory.shown)} shown, {confirmed} confirmed",
        err=True,
    )
    for gap in gaps(directory):
        click.echo(_gap(gap), err=True)


def _gap(gap: Gap) -> str:
    named = ", ".join(f"{entry.id} ({entry.audience})" for entry in gap.entries)
    return f"gap: {gap.country} {gap.kind}: no line for everyone, only {named}"


def _by_age(entry: Entry) -> tuple[date, str]:
    return (entry.checked.day if entry.checked else date.min, entry.id)


def _row(entry: Entry, directory: Directory) -> tuple[str, ...]:
    return (
        entry.checked.day.isoformat() if entry.checked else "never",
        "shown" if entry in directory.shown else "hidden",
        entry.id,
        checklist.doubts(entry) or "-",
        ", ".join(phone.number for phone in entry.phones) or "-",
        entry.url,
    )


@resources.command("export")
@with_tables
def export() -> None:
    """Print the list to fill in, as CSV: what was checked longest ago comes first."""
    entries = sorted(site().directory.entries, key=_by_age)
    click.echo(checklist.write(entries), nl=False)


@resources.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_tables
def import_(file: Path) -> None:
    """Take the filled-in list: the last two columns of every line, or nothing at all.

    An entry whose two cells are empty counts as not checked; one that is not in the file stays
    as it is.
    """
    stated = _stated(file)
    confirm(db.session, stated)
    db.session.commit()
    checked = sum(confirmation is not None for confirmation in stated.values())
    click.echo(f"{checked} entries checked, {len(stated) - checked} not checked")


def _stated(file: Path) -> Stated:
    known = {entry.id for entry in site().directory.entries}
    try:
        return checklist.read(decoded(file.read_bytes()), known, newest_day_on_earth())
    except UnicodeDecodeError as error:
        raise click.ClickException("this file is not UTF-8 text") from error
    except BadChecklist as bad:
        raise click.ClickException(f"nothing was taken\n{bad}") from bad


COMMANDS = (resources,)
