"""Commands of `flask --app app`: the set-up here, and one group a floor brings with it."""

import click
from flask import Flask
from flask.cli import with_appcontext

from wellbeing_app.accounts import commands as accounts
from wellbeing_app.aggregates import commands as aggregates
from wellbeing_app.cli.instruments import instruments
from wellbeing_app.cli.questionnaires import questionnaires
from wellbeing_app.demo import command as demo
from wellbeing_app.history import commands as history
from wellbeing_app.support import commands as support
from wellbeing_app.web.database import alembic


@click.command()
@with_appcontext
def prepare() -> None:
    """Bring the database to its newest form (the key file was made at the start)."""
    alembic.upgrade()


def register(app: Flask) -> None:
    """Add every command to the app's command line."""
    rooms = (
        *accounts.COMMANDS,
        *aggregates.COMMANDS,
        *history.COMMANDS,
        *support.COMMANDS,
        *demo.COMMANDS,
    )
    for command in (prepare, instruments, questionnaires, *rooms):
        app.cli.add_command(command)
