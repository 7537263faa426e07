"""The cast of the staff tests: therapists who act through the real pages, and their phones."""

from dataclasses import dataclass, field

import pyotp
from flask import Flask

from tests.client import Client
from tests.pages import Answers, Page, words
from tests.web.conftest import Clock
from wellbeing_app.web.site import site

PASSWORD = "blue teapot hums at noon"
OTHER_PASSWORD = "tide lantern pocket river"
STEP = 30


@dataclass
class Person:
    """One therapist: a name, a password, a phone, a paper with the recovery code, a browser."""

    app: Flask
    clock: Clock
    name: str
    password: str = PASSWORD
    secret: str = ""
    recovery: str = ""
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client.of(self.app)

    @property
    def six_digits(self) -> str:
        """What the phone shows, half a minute later than the last time it was looked at."""
        self.clock.now += STEP
        return pyotp.TOTP(self.secret.replace(" ", "")).at(int(self.clock.now))

    def begin(self, code: str) -> Page:
        """Take up an invitation."""
        passwords = {"new_password": self.password, "again": self.password}
        page = self.client.visit("/staff/begin")
        return self.client.submit(page, {"invitation": code, **passwords}, press="Continue")

    def enrol(self, page: Page) -> Page:
        """Set up the phone, write the recovery code down, confirm."""
        self.recovery = shown_code(page)
        answers = {"recovery": self.recovery}
        if "code" in page.form(confirm(page)).controls:
            self.secret = shown_secret(page)
            answers["code"] = self.six_digits
        return self.client.submit(page, answers, press=confirm(page))

    def give_password(self, **changes: str) -> Page:
        """Send name and password."""
        answers = {"name": self.name, "password": self.password, **changes}
        return self.client.submit(self.client.visit("/staff"), answers, press="Continue")

    def sign_in(self) -> Page:
        """Come in with both factors."""
        return self.client.submit(self.give_password(), {"code": self.six_digits}, press="Sign in")

    def elsewhere(self) -> "Person":
        """The same person at another browser."""
        return Person(self.app, self.clock, self.name, self.password, self.secret, self.recovery)

    def press(self, page: Page, button: str, answers: Answers | None = None) -> Page:
        """Fill in a page and press a button."""
        return self.client.submit(page, answers, press=button)

    def open(self, path: str = "/staff/account") -> Page:
        """Go to a page."""
        return self.client.visit(path)

    def prove(self, page: Page) -> Page:
        """Show password and phone where a step asks for them."""
        answers = {"password": self.password, "code": self.six_digits}
        return self.client.submit(page, answers, press="Continue")

    def change_password(self, new: str = OTHER_PASSWORD) -> Page:
        """Change the password on the page for it."""
        answers = {"password": self.password, "new_password": new, "again": new}
        page = self.press(self.open("/staff/password"), "Change the password", answers)
        self.password = new
        return page

    def forgot(self, new: str, **changes: str) -> Page:
        """Fill in the page for a forgotten password."""
        answers = {
            **{"name": self.name, "recovery": self.recovery},
            **{"new_password": new, "again": new, "code": self.six_digits},
        }
        page = self.open("/staff/reset")
        return self.press(page, "Set the new password", {**answers, **changes})

    @property
    def is_in(self) -> bool:
        """Whether the account page opens."""
        return self.open().status == 200


def confirm(page: Page) -> str:
    """The words of the button that ends enrolling."""
    return "Confirm both" if "Confirm both" in page.text else "Confirm"


def shown_code(page: Page) -> str:
    """The long code a page shows."""
    return next(words(each) for each in page.tree.iter("p") if each.get("class") == "code")


def shown_secret(page: Page) -> str:
    """The letters for the authenticator app."""
    return next(words(each) for each in page.tree.iter("b") if len(words(each)) == 39)


def invited(app: Flask, clock: Clock, name: str) -> tuple[Person, str]:
    """A therapist who has been invited, and the one-time code."""
    done = app.test_cli_runner().invoke(args=["therapist", "invite", name])
    assert done.exit_code == 0, done.output
    return Person(app, clock, name), done.stdout.strip()


def enrolled(app: Flask, clock: Clock, name: str) -> Person:
    """A therapist who is signed in for the first time."""
    person, code = invited(app, clock, name)
    page = person.enrol(person.begin(code))
    assert (page.status, page.path) == (200, "/staff/clients"), page.text
    return person


def operate(app: Flask, *arguments: str) -> str:
    """Run an operator's command `therapist ...`; what it printed."""
    done = app.test_cli_runner().invoke(args=["therapist", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


def keys_of(app: Flask) -> object:
    """The key file's keys."""
    with app.app_context():
        return site().keys
