"""Clients who show something to a therapist of the cast."""

import secrets
from datetime import UTC, datetime

from flask import Flask

from tests.accounts.cast import Person
from tests.client import Client
from tests.pages import Page
from tests.records.shares import result, share
from tests.sharing.walking import looked_up
from wellbeing_app.records.offers import offered
from wellbeing_app.records.share import Share, to_json
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.shares import ID_BYTES, ShareCode, offer
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site

TALK, AVOID = "How I sleep.", "My job."


def everything(app: Flask, slug: str = "phq-9", option: int = 1) -> Share:
    """All of one check, its own ticks too, with both lines."""
    with app.app_context():
        library = site().library
    return share(offered(library, [result(library, slug, option=option)]), talk=TALK, avoid=AVOID)


def shown(app: Flask, slug: str = "phq-9", *, option: int = 1, days: int = 30) -> str:
    """Somebody shows all of a check; the code. (tests/sharing does it through the pages.)"""
    return put_up(app, everything(app, slug, option), days)


def put_up(app: Flask, what: Share, days: int = 30) -> str:
    """Write a share under a new code, as the last page of sharing does."""
    secret = new_secret()
    with app.app_context():
        today = datetime.fromtimestamp(site().config.clock(), UTC).date()
        code = ShareCode.of(secret, installation_salt(db.session))
        id_ = secrets.token_bytes(ID_BYTES)
        offer(db.session, code, id_, to_json(what), days=days, today=today)
        db.session.commit()
    return write_code(secret)


def pick_up(person: Person, code: str, label: str = "Thursday 10:00") -> Page:
    """The therapist takes it under a new label; the client's page."""
    page = person.open("/staff/claim")
    return person.press(page, "Pick it up", {"code": code, "label": label})


def share_path(client_page: Page) -> str:
    """The address of the newest share of a client's page."""
    return next(href for href in client_page.links.values() if href.startswith("/staff/shares/"))


def as_the_client(app: Flask, code: str) -> tuple[Client, Page]:
    """Somebody looks up with the code how it stands."""
    client = Client.of(app)
    return client, looked_up(client, code)
