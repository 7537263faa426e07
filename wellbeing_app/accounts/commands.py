"""Operators' commands: `flask --app app therapist ...`. They print no password and set none."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from wellbeing_app.accounts import changes
from wellbeing_app.storage import accounts
from wellbeing_app.storage.account_keys import key_of
from wellbeing_app.storage.accounts import Account, State
from wellbeing_app.storage.erased_list import NotListed
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.web.database import db
from wellbeing_app.web.staff.circumstances import House
from wellbeing_app.web.staff.circumstances import house as current_house
from wellbeing_app.web.tables import with_tables

HOW_TO_USE = (
    "Give this code to {name}, in person or by a way you trust. It is shown once and is good for "
    "72 hours, at the address /staff/begin of this site:"
)
LOST_BY_BEGINNING_ANEW = (
    "Their key goes for good. Nobody can ever read again what clients showed them so far: it is "
    "emptied now, and those clients are told so under their codes. Their list of clients, their "
    "notes, log, invitations and days of reading go too. No backup brings any of it back.\n"
    "Begin anew?"
)
LOST_BY_CLOSING = (
    "They are signed out everywhere, and their key goes for good. What clients showed them is "
    "deleted now: the clients' codes find nothing any more. Their list of clients, their notes, "
    "log, invitations and days of reading go too. No backup brings any of it back.\n"
    "Close the account?"
)


@click.group("therapist")
def therapist() -> None:
    """Invite therapists, and help those who cannot sign in."""


@therapist.command("invite")
@click.argument("name")
@with_tables
def invite(name: str) -> None:
    """Make an account for NAME, which they sign in with and clients read; print its code."""
    house = current_house()
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > accounts.LONGEST_NAME or not tidy.isprintable():
        raise click.ClickException(f"A name has 1 to {accounts.LONGEST_NAME} characters.")
    if accounts.named(db.session, tidy, house.keys):
        raise click.ClickException(
            "There is an account of this name. If they cannot sign in: flask therapist reset"
        )
    code = changes.invite(accounts.add(db.session, tidy, house.keys), house)
    db.session.commit()
    _print_code(tidy, code)


@therapist.command("list")
@with_tables
def list_all() -> None:
    """List every account and how far it is."""
    house = current_house()
    told = [
        (_name(account, house), _state(account, house.now))
        for account in accounts.everybody(db.session)
    ]
    for name, state in sorted(told):
        click.echo(f"{state}\t{name}")


@therapist.command("reset")
@click.argument("name")
@click.confirmation_option(prompt=LOST_BY_BEGINNING_ANEW)
@with_tables
def reset(name: str) -> None:
    """Begin anew for NAME, who has lost password or second factor and the recovery code.

    What clients showed them so far, and their own list of clients, notes, log and invitations, can
    never be read again. Those clients are told under their codes, and can share again.
    """
    house = current_house()
    with _all_or_nothing():
        code = changes.reset(db.session, _account(name, house), house)
        db.session.commit()
    empty_log(db.engine)
    _print_code(name, code)


@therapist.command("reset-factor")
@click.argument("name")
@with_tables
def reset_factor(name: str) -> None:
    """Take away the lost or stolen second factor of NAME."""
    house = current_house()
    account = _account(name, house)
    key = key_of(db.session, account.id)
    if key is None or key.by_recovery is None:
        raise click.ClickException(
            "This account has no recovery code that could take its place: flask therapist reset"
        )
    changes.take_factor(db.session, account, house)
    db.session.commit()
    click.echo(
        "The second factor no longer works. At the next sign-in the password and the recovery "
        "code together enrol a new one. Without the recovery code: flask therapist reset"
    )


@therapist.command("deactivate")
@click.argument("name")
@click.confirmation_option(prompt=LOST_BY_CLOSING)
@with_tables
def deactivate(name: str) -> None:
    """Close the account of NAME: sessions, keys and all that lay on their desk are gone at once.

    What clients showed them is deleted, as are their list of clients, notes, log and invitations.
    """
    house = current_house()
    with _all_or_nothing():
        changes.deactivate(db.session, _account(name, house), house)
        db.session.commit()
    empty_log(db.engine)
    click.echo("The account is closed.")


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    try:
        yield
    except NotListed as failure:
        raise click.ClickException(
            f"The list of erased ones cannot be written ({failure.strerror}). Nothing was changed."
        ) from None


def _account(name: str, house: House) -> Account:
    found = accounts.named(db.session, name, house.keys)
    if found is None:
        raise click.ClickException("There is no account of this name: flask therapist list")
    return found


def _name(account: Account, house: House) -> str:
    try:
        return accounts.name_of(account, house.keys)
    except Unopenable:
        return "(sealed under a key that is no longer in the key file)"


def _state(account: Account, now: int) -> str:
    if account.state == State.INVITED and (account.invitation_until or 0) <= now:
        return "invitation over"
    if account.state == State.OPEN and account.factor is None:
        return "not enrolled"
    return str(account.state)


def _print_code(name: str, code: str) -> None:
    click.echo(HOW_TO_USE.format(name=name), err=True)
    click.echo(code)


COMMANDS = (therapist,)
