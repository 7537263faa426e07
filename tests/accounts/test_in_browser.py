"""The therapist's way in a real browser: no script needed, accessible, at home on a small phone."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from tests.accounts.cast import OTHER_PASSWORD, PASSWORD
from tests.browser import (
    PHONE,
    accessibility_problems,
    hidden_at_the_side,
    scrolls_sideways,
    tab_to,
    visiting,
)
from tests.server import Server, operate, serving
from tests.steps import follow, press

NAME = "Anna Rossi"


@pytest.fixture(scope="module")
def staffed_server(
    prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of its own, with the hashing of production: its brake counts only these tests."""
    folder = tmp_path_factory.mktemp("staff") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


class Phone:
    """An authenticator app that is never waited for: a second look shows the code that comes next.

    A code ahead of the server's clock stays good while the server takes its time; one behind it
    would not. Two looks within half a minute are all that the server's tolerance allows.
    """

    def __init__(self, secret: str) -> None:
        self.totp = pyotp.TOTP(secret.replace(" ", ""))
        self.step = 0

    def look(self) -> str:
        """Show a code that was not shown before."""
        self.step = max(self.step + 1, int(time.time()) // 30)
        return self.totp.generate_otp(self.step)


def look_at(page: Page, *, javascript: bool = True) -> None:
    """Every page of the staff is accessible and fits a phone. (axe itself is a script.)"""
    page.set_viewport_size(PHONE)
    assert not scrolls_sideways(page), page.url
    assert hidden_at_the_side(page) == [], page.url
    if javascript:
        assert accessibility_problems(page) == [], page.url


def fill_passwords(page: Page, password: str) -> None:
    """Type a new password twice."""
    page.get_by_label("New password", exact=True).fill(password)
    page.get_by_label("The new password again").fill(password)


def enrol(page: Page) -> Phone:
    """Type back what the page shows."""
    page.get_by_label("Type the recovery code").fill(page.locator(".code").inner_text())
    phone = Phone(page.locator("main b").inner_text())
    page.get_by_label("Six digits").fill(phone.look())
    assert press(page, "Confirm both") == 200
    return phone


def come_in(page: Page, code: str, *, javascript: bool) -> Phone:
    """From the first page by the invitation to the account; the phone that was set up."""
    page.goto("/")
    follow(page, "For therapists")
    follow(page, "I have an invitation code")
    page.get_by_label("Invitation code").fill(code.lower().replace("-", " "))
    fill_passwords(page, "passwordpassword")
    assert press(page, "Continue") == 422
    look_at(page, javascript=javascript)
    page.get_by_label("Invitation code").fill(code)
    fill_passwords(page, PASSWORD)
    press(page, "Continue")
    look_at(page, javascript=javascript)
    phone = enrol(page)
    assert page.url.endswith("/staff/clients")
    look_at(page, javascript=javascript)
    return phone


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_a_therapist_enrols_signs_out_signs_in_and_changes_the_password(
    browser: Browser,
    staffed_server: Server,
    javascript: bool,  # noqa: FBT001
) -> None:
    name = f"{NAME} {javascript}"
    code = operate(staffed_server, "therapist", "invite", name)
    with visiting(browser, staffed_server.url, javascript=javascript) as (page, _witness):
        phone = come_in(page, code, javascript=javascript)
        press(page, "Sign out")

        page.get_by_label("Name").fill(name.upper())
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Continue")
        look_at(page, javascript=javascript)
        tab_to(page, page.get_by_label("Six digits"))
        page.keyboard.type(phone.look())
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("/staff/clients")
        follow(page, "Account")
        look_at(page, javascript=javascript)
        follow(page, "Change the password")
        look_at(page, javascript=javascript)
        page.get_by_label("Your present password").fill(PASSWORD)
        fill_passwords(page, OTHER_PASSWORD)
        press(page, "Change the password")
        assert page.url.endswith("/staff/account")
        follow(page, "Get a new recovery code")
        look_at(page, javascript=javascript)


@pytest.mark.parametrize(
    "path", ["/staff", "/staff/begin", "/staff/reset", "/staff/account"], ids=str
)
def test_every_page_of_the_door_is_accessible_and_fits_a_phone(
    browser: Browser, staffed_server: Server, path: str
) -> None:
    with visiting(browser, staffed_server.url) as (page, witness):
        page.goto(path)
        look_at(page)
        # The browser notes a page that answers 404: that is what a stranger gets.
        witness.console.clear()


def test_s1_staff_pages_keep_one_cookie_and_nothing_else(
    browser: Browser, staffed_server: Server
) -> None:
    with visiting(browser, staffed_server.url) as (page, _witness):
        page.goto("/staff")
        cookies = page.context.cookies()
        assert [(each["name"], each["sameSite"], each["expires"]) for each in cookies] == [
            ("s", "Strict", -1)
        ]
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_s6_the_way_back_after_signing_out_shows_nothing(
    browser: Browser, staffed_server: Server
) -> None:
    code = operate(staffed_server, "therapist", "invite", "Ben Okafor")
    with visiting(browser, staffed_server.url) as (page, witness):
        page.goto("/staff/begin")
        page.get_by_label("Invitation code").fill(code)
        fill_passwords(page, PASSWORD)
        press(page, "Continue")
        enrol(page)
        assert "Ben Okafor" in page.content()
        press(page, "Sign out")
        page.go_back()
        assert "Ben Okafor" not in page.content()
        page.go_back()
        assert page.locator(".code").count() == 0
        witness.console.clear()
