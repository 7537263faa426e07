"""Operators' commands: `flask --app app clinic ...`. They print no password and set none."""

import click
from sqlalchemy.exc import IntegrityError

from wellbeing_app.clinic import actions
from wellbeing_app.clinic.actions import Doer
from wellbeing_app.storage import clinic_audit, clinics
from wellbeing_app.storage.clinics import LONGEST_NAME, SLUG, Clinic
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.tables import with_tables

HOW_TO_USE = (
    "Give this code to an admin of {name}, in person or by a way you trust. It is shown once and "
    "is good for 72 hours, at the address /staff/begin of this site:"
)


@click.group("clinic")
def clinic() -> None:
    """Open a site to clinics, and help one that nobody can run any more."""


@clinic.command("create")
@click.argument("name")
@click.option("--slug", required=True, help="What addresses call it: a-z, 0-9 and hyphens.")
@with_tables
def create(name: str, slug: str) -> None:
    """Add a clinic called NAME; print the one-time code of its first admin."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise click.ClickException(f"A name has 1 to {LONGEST_NAME} characters.")
    if not SLUG.fullmatch(slug):
        raise click.ClickException(
            "A slug has 3 to 40 small letters (a to z), digits and hyphens, "
            "and begins and ends with a letter or digit."
        )
    try:
        _made, code = actions.create(db.session, tidy, slug, house())
    except IntegrityError:
        raise click.ClickException("There is a clinic of this slug.") from None
    db.session.commit()
    _print_code(tidy, code)


@clinic.command("admin")
@click.argument("slug")
@with_tables
def admin(slug: str) -> None:
    """Print a one-time code for a further admin, where the first one is over or nobody is left."""
    found = _clinic(slug)
    code = actions.invite_admin(db.session, Doer(found.id, ""), house())
    name = found.name
    db.session.commit()
    _print_code(name, code)


@clinic.command("list")
@with_tables
def list_all() -> None:
    """List every clinic: slug and name."""
    for one in clinics.everyone(db.session):
        click.echo(f"{one.slug}\t{one.name}")


@clinic.command("audit-head")
@click.argument("slug", required=False)
@with_tables
def audit_head(slug: str | None) -> None:
    """Print the newest link of each audit's chain, to be kept elsewhere; exit 1 if one is broken.

    One line a clinic: slug, number of the oldest entry kept, number of the newest, its check value.
    """
    broken = []
    for one in [_clinic(slug)] if slug else clinics.everyone(db.session):
        head = clinic_audit.head(db.session, one.id, site().keys)
        if head is None:
            continue
        click.echo(f"{one.slug}\t{head.oldest}\t{head.number}\t{head.mac.hex()}")
        if not head.intact:
            broken.append(one.slug)
    if broken:
        raise click.ClickException(f"Entries were changed or taken out: {', '.join(broken)}")


def _clinic(slug: str) -> Clinic:
    found = clinics.by_slug(db.session, slug)
    if found is None:
        raise click.ClickException("There is no clinic of this slug: flask clinic list")
    return found


def _print_code(name: str, code: str) -> None:
    click.echo(HOW_TO_USE.format(name=name), err=True)
    click.echo(code)


COMMANDS = (clinic,)
