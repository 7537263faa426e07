"""The cast of the clinic tests: who runs a clinic and who works there, through the real pages."""

from collections.abc import Iterable

from flask import Flask

from tests.accounts.cast import Person, shown_code
from tests.pages import Page
from tests.web.conftest import Clock

ROLES = ("admin", "author", "publisher", "therapist")


def clinic(app: Flask, *arguments: str) -> str:
    """Run an operator's command `clinic ...`; what it printed."""
    done = app.test_cli_runner().invoke(args=["clinic", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def came_in(app: Flask, clock: Clock, name: str, code: str) -> Person:
    """Somebody who comes in with a clinic's code for the first time, and enrols."""
    person = Person(app, clock, name)
    page = person.enrol(begun(person, code))
    assert page.status == 200, page.text
    return person


def begun(person: Person, code: str) -> Page:
    """Take up a clinic's code under a name of one's own."""
    answers = {"new_password": person.password, "again": person.password}
    page = person.client.visit("/staff/begin")
    return person.press(page, "Continue", {**answers, "invitation": code, "name": person.name})


def opened(app: Flask, clock: Clock, slug: str, admin: str) -> Person:
    """The first admin of a new clinic, signed in."""
    return came_in(
        app, clock, admin, clinic(app, "create", f"{slug.title()} House", "--slug", slug)
    )


def invited(admin: Person, name: str, *roles: str) -> tuple[str, str]:
    """Invite somebody; the address of their page and the code."""
    page = admin.press(
        admin.open("/staff/clinic/invite"), "Continue", {"name": name, "roles": roles}
    )
    assert page.path.startswith("/staff/clinic/people/"), page.text
    return page.path, code_of(admin, page.path)


def code_of(admin: Person, path: str) -> str:
    """Have a code shown for somebody who waits."""
    return shown_code(admin.press(admin.open(path), "Show a code"))


def hired(app: Flask, clock: Clock, admin: Person, name: str, *roles: str) -> tuple[Person, str]:
    """Somebody who was invited and has come in, and the address of their page."""
    path, code = invited(admin, name, *roles)
    return came_in(app, clock, name, code), path


def roles_put(admin: Person, path: str, roles: Iterable[str]) -> Page:
    """Save these roles on somebody's page."""
    return admin.press(admin.open(path), "Save roles", {"roles": tuple(roles)})


def gone_on(admin: Person, path: str, button: str) -> Page:
    """Press the button of a page that asks for password and phone first, where they are due."""
    page = admin.open(path)
    if page.path == "/staff/proof":
        page = admin.prove(page)
    return admin.press(page, button)
