"""From a client's tick to a therapist's record and back: two browsers, with scripts and without."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.accounts.cast import PASSWORD
from tests.accounts.test_in_browser import Phone, enrol, fill_passwords, look_at
from tests.browser import visiting
from tests.server import Server, operate, serving
from tests.sharing.test_in_browser import TALK, choose, look_up, take_code, type_code
from tests.steps import follow, follow_to, press, take

NOTE = "Ask about the nights."
LABEL = "Thursday 10:00"


@pytest.fixture(scope="module")
def practice(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own."""
    folder = tmp_path_factory.mktemp("practice") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


def shared_code(page: Page) -> str:
    """Take a check and show a score and an answer of it; the code."""
    take(page, "bps", 1)
    choose(page)
    code = take_code(page)
    type_code(page, code)
    return code


def come_in(page: Page, server: Server, name: str) -> Phone:
    """A new therapist, up to the empty list of clients."""
    code = operate(server, "therapist", "invite", name)
    page.goto("/staff/begin")
    page.get_by_label("Invitation code").fill(code)
    fill_passwords(page, PASSWORD)
    press(page, "Continue")
    return enrol(page)


def pick_up(page: Page, code: str) -> None:
    """Enter the code under a label."""
    follow(page, "Enter a client's code")
    page.get_by_label("Your client's code").fill(code)
    page.get_by_label("A label for this client").fill(LABEL)
    assert press(page, "Pick it up") == 200


def export(page: Page, phone: Phone, form: str) -> str:
    """Take a share out as a file, showing the two factors first; the file's name."""
    follow(page, "Export")
    if page.url.partition("?")[0].endswith("/staff/proof"):
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Six digits").fill(phone.look())
        assert press(page, "Continue") == 200
    page.get_by_label(form).check(force=True)
    with page.expect_download() as arrived:
        page.get_by_role("button", name="Export").click()
    return arrived.value.suggested_filename


def read_and_note(page: Page, *, javascript: bool) -> None:
    """The client's page, a note, then the share in full."""
    look_at(page, javascript=javascript)
    assert page.get_by_text(TALK).first.is_visible()
    page.get_by_label("A new note").fill(NOTE)
    press(page, "Add the note")
    assert page.get_by_text(NOTE).is_visible()
    look_at(page, javascript=javascript)
    follow_to(page, "/staff/shares/")
    assert page.get_by_text(TALK).is_visible()
    look_at(page, javascript=javascript)


def take_back(page: Page, code: str) -> None:
    """The client sees that it was looked at, and withdraws it."""
    look_up(page, code)
    assert page.get_by_text("Last looked at").is_visible()
    press(page, "Take it back now")
    assert page.get_by_role("heading", name="Withdrawn").is_visible()


def find_it_gone(page: Page, *, javascript: bool) -> None:
    """The page that is still open shows it no more (X4, L5)."""
    answer = page.reload()
    assert answer is not None
    assert answer.status == 410
    assert not page.get_by_text(TALK).is_visible()
    look_at(page, javascript=javascript)


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_a_client_shows_a_therapist_reads_notes_exports_and_the_client_takes_it_back(
    browser: Browser,
    practice: Server,
    javascript: bool,  # noqa: FBT001
) -> None:
    with (
        visiting(browser, practice.url, javascript=javascript) as (client, _heard),
        visiting(browser, practice.url, javascript=javascript) as (desk, witness),
    ):
        code = shared_code(client)
        phone = come_in(desk, practice, f"Anna {javascript}")
        look_at(desk, javascript=javascript)
        pick_up(desk, code)
        read_and_note(desk, javascript=javascript)
        assert export(desk, phone, "Table (CSV)") == "record.csv"
        look_at(desk, javascript=javascript)
        desk.go_back()
        take_back(client, code)
        find_it_gone(desk, javascript=javascript)
        follow(desk, "Log")
        assert desk.get_by_text("Exported as a table (CSV)").is_visible()
        look_at(desk, javascript=javascript)
        press(desk, "Sign out")
        desk.go_back()
        assert not desk.get_by_text("Exported as a table (CSV)").is_visible(), "in Chromium"
        # The browser notes pages that answer 410 and 404.
        witness.console.clear()
