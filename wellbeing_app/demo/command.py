"""`flask --app app demo` (make demo): furnish an empty site, and print what it takes to look."""

import time

import click
import pyotp

from wellbeing_app.demo import door
from wellbeing_app.demo.furnish import NAME, Demo, Therapist
from wellbeing_app.demo.people import people
from wellbeing_app.storage import accounts
from wellbeing_app.vault.codes import write_code
from wellbeing_app.vault.factor import address, written
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house as current_house
from wellbeing_app.web.tables import with_tables

SHOWN = """\
{about}

A therapist, at /staff (shown only now):
  name           {name}
  password       {password}
  second factor  {secret}
                 {link}
  six digits     {digits} (now; later ones come from an authenticator app, or from
                 .venv/bin/python -c "import pyotp; print(pyotp.TOTP('{plain}').now())")
  recovery code  {recovery}

Codes to try:
  to pick up at /staff/claim          {waiting}
  an invitation, to type at /i        {invitation}
  kept results, to open at /return    {kept}

A clinic with a front door of its own, at {door}:
  its first admin begins at /staff/begin with  {admin}
"""


@click.command()
@with_tables
def demo() -> None:
    """Write a therapist and made-up clients into an empty site that is not for real use."""
    config = site().config
    if config.production:
        raise click.ClickException("This site is for real people. A demonstration has its own.")
    house = current_house()
    if accounts.everybody(db.session):
        raise click.ClickException(
            f"{config.instance} has accounts already, and what opens them is printed only once. "
            "Delete that folder if it is a demonstration, or name an empty one: "
            "make demo INSTANCE=DIR"
        )
    stage, everybody = Demo(db.session, site().library, house), people()
    therapist = stage.enrol()
    for client in everybody.clients:
        stage.bring_in(therapist, client)
    codes = {
        "waiting": write_code(stage.put_up(everybody.waiting)),
        "invitation": write_code(stage.invite(therapist, everybody)),
        "kept": write_code(stage.keep(everybody.clients[0])),
        "door": f"/c/{door.SLUG}",
        "admin": door.open_door(db.session, house),
    }
    db.session.commit()
    click.echo(SHOWN.format(about=everybody.about, name=NAME, **_keys(therapist), **codes))


def _keys(therapist: Therapist) -> dict[str, str]:
    secret = written(therapist.factor)
    plain = secret.replace(" ", "")
    return {
        "password": therapist.password,
        "secret": secret,
        "plain": plain,
        "link": address(therapist.factor, NAME, site().config.site_name),
        "digits": pyotp.TOTP(plain).at(int(time.time())),
        "recovery": therapist.recovery,
    }


COMMANDS = (demo,)
