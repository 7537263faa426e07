"""A note typed until after the end of the sign-in, in a real browser, with scripts and without."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.accounts.cast import PASSWORD
from tests.browser import DESKTOP, accessibility_problems, scrolls_sideways, tab_to, visiting
from tests.caseload.test_in_browser import come_in, pick_up, shared_code
from tests.server import Server, serving
from tests.steps import follow, press

NOTE = "He slept four hours, then five."
TABLET = ViewportSize(width=768, height=1024)
NOT_SIGNED_IN = 404


@pytest.fixture(scope="module")
def practice(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own."""
    folder = tmp_path_factory.mktemp("late") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


def end_sign_ins(server: Server) -> None:
    """As after a quarter of an hour without use."""
    with closing(sqlite3.connect(server.instance / "evenkeel.sqlite")) as database:
        database.execute("UPDATE session SET idle_until = 1")
        database.commit()


def look_at(page: Page, *, javascript: bool) -> None:
    """The page fits and is accessible on a tablet and a desktop. (axe itself is a script.)"""
    for size in (TABLET, DESKTOP):
        page.set_viewport_size(size)
        assert not scrolls_sideways(page), page.url
        if javascript:
            assert accessibility_problems(page) == [], page.url


def meet_the_warning(page: Page) -> None:
    """It stands two minutes before the end, not sooner, and can be answered by keyboard."""
    warning, stay = page.locator(".ending"), page.get_by_role("button", name="Stay signed in")
    page.clock.fast_forward("12:50")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("00:12")
    expect(warning).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("signed out in 2 minutes")
    look_at(page, javascript=True)
    page.clock.fast_forward("01:00")
    expect(page.get_by_role("alert")).to_contain_text("less than a minute")
    tab_to(page, stay)
    page.keyboard.press("Enter")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("12:50")
    expect(warning).to_be_hidden()
    page.clock.fast_forward("10:00")
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    expect(stay).to_be_hidden()


def change_and_remove(page: Page, *, javascript: bool) -> None:
    """The note is changed, then removed; removing asks."""
    follow(page, re.compile("^Change ?: the note of"))
    look_at(page, javascript=javascript)
    page.get_by_label("The note of").fill("Ask again.")
    press(page, "Save")
    follow(page, re.compile("^Remove ?: the note of"))
    look_at(page, javascript=javascript)
    press(page, "Remove the note")
    expect(page.get_by_text("Ask again.")).to_have_count(0)


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_a_note_typed_too_long_is_saved_after_password_and_digits_in_place(
    browser: Browser,
    practice: Server,
    javascript: bool,  # noqa: FBT001
) -> None:
    with (
        visiting(browser, practice.url, javascript=javascript) as (client, _heard),
        visiting(browser, practice.url, javascript=javascript) as (desk, witness),
    ):
        code = shared_code(client)
        name = f"Anna {javascript}"
        if javascript:
            desk.clock.install()
        phone = come_in(desk, practice, name)
        pick_up(desk, code)
        where = desk.url
        desk.get_by_label("A new note").fill(NOTE)
        if javascript:
            meet_the_warning(desk)
        end_sign_ins(practice)
        assert press(desk, "Add the note") == NOT_SIGNED_IN
        assert NOTE not in desk.content()
        look_at(desk, javascript=javascript)
        desk.get_by_label("Name").fill(name)
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_label("Six digits").fill(phone.look())
        assert press(desk, "Sign in and save") == 200
        assert desk.url == f"{where}#notes"
        expect(desk.get_by_text(NOTE)).to_be_visible()
        look_at(desk, javascript=javascript)
        change_and_remove(desk, javascript=javascript)
        assert NOTE not in practice.log
        # The browser notes a page that answers 404.
        witness.console.clear()
