"""A clinic in a real browser, with scripts and without: opened, peopled, changed, left."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.accounts.cast import PASSWORD
from tests.accounts.test_in_browser import enrol, fill_passwords
from tests.browser import DESKTOP, faults_by_day_and_night, scrolls_sideways, visiting
from tests.server import Server, operate, serving
from tests.steps import follow, press

TABLET = ViewportSize(width=768, height=1024)
ROLES = {"Tess": "Therapist", "Otto": "Author", "Pia": "Publisher"}


@pytest.fixture(scope="module")
def river(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own."""
    folder = tmp_path_factory.mktemp("clinic") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


def look_at(page: Page, *, javascript: bool) -> None:
    """The page fits a tablet and a desktop, and is accessible. (axe itself is a script.)"""
    for size in (TABLET, DESKTOP):
        page.set_viewport_size(size)
        assert not scrolls_sideways(page), page.url
    if javascript:
        assert faults_by_day_and_night(page) == [], page.url


def come_in(page: Page, name: str, code: str) -> None:
    """From the first page to the workplace."""
    page.goto("/staff/begin")
    page.get_by_label("Invitation code").fill(code)
    page.get_by_label("Your name").fill(name)
    fill_passwords(page, PASSWORD)
    press(page, "Continue")
    enrol(page)


def invite(page: Page, name: str, role: str, *, javascript: bool) -> str:
    """Invite somebody from the list of people; the code, as the page to print shows it."""
    follow(page, "Invite somebody")
    look_at(page, javascript=javascript)
    assert press(page, "Continue") == 422
    look_at(page, javascript=javascript)
    page.get_by_label("Name").fill(name)
    page.get_by_label(role, exact=True).check()
    press(page, "Continue")
    look_at(page, javascript=javascript)
    press(page, "Show a code")
    look_at(page, javascript=javascript)
    code = page.locator(".code").inner_text()
    page.goto("/staff/clinic")
    return code


def confirm(page: Page, link: str, button: str, *, javascript: bool) -> None:
    """Follow a link to a page that says what goes, and press its button."""
    follow(page, link)
    look_at(page, javascript=javascript)
    press(page, button)


def change_everybody(admin: Page, mark: str, *, javascript: bool) -> None:
    """Give the contact, take roles away, say who is away, end a membership, read the audit."""
    follow(admin, "Change the contact")
    admin.get_by_label("Contact").fill("Desk, Monday to Friday: 0123 456")
    look_at(admin, javascript=javascript)
    press(admin, "Save")
    follow(admin, f"Otto {mark}")
    look_at(admin, javascript=javascript)
    admin.get_by_label("Author", exact=True).uncheck()
    assert press(admin, "Save roles") == 422
    admin.get_by_label("Publisher", exact=True).check()
    press(admin, "Save roles")
    assert admin.get_by_label("Publisher", exact=True).is_checked()
    admin.goto("/staff/clinic")
    follow(admin, f"Tess {mark}")
    admin.get_by_label("Does not read until").fill("yesterday")
    assert press(admin, "Save absence") == 422
    look_at(admin, javascript=javascript)
    confirm(admin, "End the membership", "End it now", javascript=javascript)
    assert f"Tess {mark}" not in admin.inner_text("main")
    follow(admin, "Audit")
    look_at(admin, javascript=javascript)
    admin.get_by_label("What was done").select_option("Membership ended")
    press(admin, "Filter")
    assert admin.locator("tbody tr").count() == 1


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_a_clinic_is_opened_peopled_and_changed(
    browser: Browser,
    river: Server,
    javascript: bool,  # noqa: FBT001
) -> None:
    mark = "a" if javascript else "b"
    code = operate(river, "clinic", "create", f"River House {mark}", "--slug", f"river-{mark}")
    with visiting(browser, river.url, javascript=javascript) as (admin, _witness):
        come_in(admin, f"Ada {mark}", code)
        assert admin.url.endswith("/staff/clinic")
        look_at(admin, javascript=javascript)
        for name, role in ROLES.items():
            code = invite(admin, name, role, javascript=javascript)
            with visiting(browser, river.url, javascript=javascript) as (page, _other):
                come_in(page, f"{name} {mark}", code)
                look_at(page, javascript=javascript)
                assert f"River House {mark}" in page.inner_text("body")
        admin.goto("/staff/clinic")
        look_at(admin, javascript=javascript)
        assert admin.inner_text("main").count("Enrolled") == 1 + len(ROLES)
        change_everybody(admin, mark, javascript=javascript)


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_somebody_works_in_two_places_and_the_last_admin_stays(
    browser: Browser,
    river: Server,
    javascript: bool,  # noqa: FBT001
) -> None:
    mark = "c" if javascript else "d"
    codes = {
        slug: operate(river, "clinic", "create", f"House {slug}", "--slug", slug)
        for slug in (f"one-{mark}", f"two-{mark}")
    }
    with visiting(browser, river.url, javascript=javascript) as (page, witness):
        come_in(page, f"Ida {mark}", codes[f"one-{mark}"])
        follow(page, "Account")
        look_at(page, javascript=javascript)
        follow(page, "Your workplaces, and joining a clinic")
        look_at(page, javascript=javascript)
        follow(page, "Join a clinic")
        look_at(page, javascript=javascript)
        page.get_by_label("Invitation code").fill(codes[f"two-{mark}"])
        press(page, "Join")
        assert f"House two-{mark}" in page.inner_text("aside.rooms")
        follow(page, "Change workplace")
        look_at(page, javascript=javascript)
        press(page, f"Go to House one-{mark}")
        assert f"House one-{mark}" in page.inner_text("aside.rooms")
        follow(page, "Change workplace")
        confirm(page, "Leave this clinic", "Leave for good", javascript=javascript)
        assert "The last admin stays" in page.inner_text("main")
        look_at(page, javascript=javascript)
        # The browser notes the page that answers 409.
        witness.console.clear()
