"""Commands of `flask --app app`: the set-up here, and one group a floor brings with it."""

import os

import click
from flask import Flask
from flask.cli import with_appcontext
from sqlalchemy.engine import make_url

from wellbeing_app.accounts import commands as accounts
from wellbeing_app.aggregates import commands as aggregates
from wellbeing_app.cli.doctor import doctor
from wellbeing_app.cli.instruments import instruments
from wellbeing_app.cli.questionnaires import questionnaires
from wellbeing_app.clinic import commands as clinic
from wellbeing_app.demo import command as demo
from wellbeing_app.history import commands as history
from wellbeing_app.storage.erasure import allow_small_steps
from wellbeing_app.storage.fresh_copy import tidy
from wellbeing_app.support import commands as support
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.tables import bring_up

SETTINGS_OF_PRODUCTION = (
    *("EVENKEEL_HTTPS", "EVENKEEL_HOSTS", "EVENKEEL_USE"),
    *("EVENKEEL_PRIVACY", "EVENKEEL_PURPOSE"),
)
PREPARED = """\
Prepared for {mode}: the tables of {database}, the keys in {keys}.
"""
OTHERWISE = (
    "EVENKEEL_MODE is not set. A site for real people is prepared with EVENKEEL_MODE=production."
)


@click.command()
@with_appcontext
def prepare() -> None:
    """Bring the database to its newest form, and say which (the key file was made at the start).

    It refuses where production was probably meant and is not said.
    """
    unsaid = "EVENKEEL_MODE" not in os.environ
    meant = [name for name in SETTINGS_OF_PRODUCTION if os.environ.get(name)]
    if unsaid and meant:
        raise click.ClickException(
            f"{', '.join(meant)}: set, while EVENKEEL_MODE is not. Nothing was prepared. "
            "Say EVENKEEL_MODE=production, or EVENKEEL_MODE=development."
        )
    tidy(db.engine)
    bring_up(db.engine)
    allow_small_steps(db.engine)
    config = site().config
    database = make_url(config.database_url).render_as_string()
    told = PREPARED.format(mode=config.mode, database=database, keys=config.keys_path)
    click.echo(told + (OTHERWISE if unsaid else ""), err=True)


def register(app: Flask) -> None:
    """Add every command to the app's command line."""
    rooms = (
        *accounts.COMMANDS,
        *aggregates.COMMANDS,
        *clinic.COMMANDS,
        *history.COMMANDS,
        *support.COMMANDS,
        *demo.COMMANDS,
    )
    for command in (prepare, doctor, instruments, questionnaires, *rooms):
        app.cli.add_command(command)
