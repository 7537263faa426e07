"""By invitation, in Chromium: with scripts and without, on a small phone, for everybody."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.accounts.test_in_browser import look_at
from tests.browser import visiting
from tests.caseload.test_in_browser import come_in
from tests.server import Server, serving
from tests.sharing.test_in_browser import SCORE, TALK, look_up
from tests.steps import follow, follow_to, press, take

LABEL = "Thursday, the second"


@pytest.fixture(scope="module")
def practice(prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own."""
    folder = tmp_path_factory.mktemp("inviting") / "instance"
    with serving(shutil.copytree(prepared_instance, folder)) as running:
        yield running


def invite(desk: Page, *, javascript: bool) -> str:
    """Make an invitation to the shortest check; its code."""
    follow(desk, "Invitations")
    look_at(desk, javascript=javascript)
    assert press(desk, "Make an invitation") == 422
    look_at(desk, javascript=javascript)
    desk.get_by_label("The check you propose").select_option("bps")
    desk.get_by_label("Your own label").fill(LABEL)
    assert press(desk, "Make an invitation") == 200
    look_at(desk, javascript=javascript)
    return desk.locator("p.code").inner_text()


def state_days(desk: Page, *, javascript: bool) -> None:
    """Say that one reads on Mondays."""
    follow(desk, "The days on which you read")
    desk.get_by_label("Monday").check(force=True)
    press(desk, "Save")
    look_at(desk, javascript=javascript)


def come(client: Page, code: str, *, javascript: bool) -> None:
    """Enter the code: by the link where scripts run, by typing where they do not.

    A chat program has made dashes of the link's hyphens, a phone keyboard those of the typed code.
    """
    dashed = code.replace(" ", "\u2011")
    if javascript:
        client.goto("/i#" + dashed)
        assert client.url.endswith("/i")
    else:
        client.goto("/")
        follow(client, "A therapist gave me a code")
        look_at(client, javascript=False)
        client.get_by_label("The code").fill(f"\u201c{dashed.lower()}\u201d\u00a0")
    press(client, "Go on")
    look_at(client, javascript=javascript)


def choose(client: Page, *, javascript: bool) -> None:
    """From the result: tick a score, write a line, look at the preview."""
    look_at(client, javascript=javascript)
    follow(client, "Choose what to send")
    look_at(client, javascript=javascript)
    client.get_by_label(SCORE).check(force=True)
    client.get_by_label("I want to talk about").fill(TALK)
    press(client, "See what they will see")
    look_at(client, javascript=javascript)


def send(client: Page, name: str, *, javascript: bool) -> str:
    """Choose the days, take the code, type it; the code."""
    client.get_by_label("7 days", exact=True).check(force=True)
    press(client, "Go on")
    look_at(client, javascript=javascript)
    code = client.locator("p.code").inner_text()
    follow(client, "I have it: go on")
    look_at(client, javascript=javascript)
    client.get_by_label("Your code").fill(code)
    press(client, f"Send it to {name}")
    look_at(client, javascript=javascript)
    return code


def read(desk: Page, *, javascript: bool) -> None:
    """Put what waits under a label and open it."""
    desk.goto("/staff/clients")
    follow(desk, re.compile("^Sent on"))
    assert desk.get_by_text(f"It answers your invitation “{LABEL}”.").is_visible()
    look_at(desk, javascript=javascript)
    desk.get_by_label("A label for this client").fill("A. on Thursdays")
    press(desk, "Put it there")
    follow_to(desk, "/staff/shares/")
    assert desk.get_by_text(TALK).is_visible()
    assert desk.get_by_text("In answer to an invitation.").is_visible()


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_invited_taken_in_private_sent_read_and_taken_back(
    browser: Browser,
    practice: Server,
    javascript: bool,  # noqa: FBT001
) -> None:
    name = f"Anna {javascript}"
    with (
        visiting(browser, practice.url, javascript=javascript) as (desk, witness),
        visiting(browser, practice.url, javascript=javascript) as (client, heard),
    ):
        come_in(desk, practice, name)
        code = invite(desk, javascript=javascript)
        state_days(desk, javascript=javascript)

        come(client, code, javascript=javascript)
        assert client.get_by_role("heading", name=f"{name} invites you").is_visible()
        assert (
            client.get_by_role("link", name="Take the check").get_attribute("href") == "/start/bps"
        )
        take(client, "bps", 1)
        choose(client, javascript=javascript)
        back = send(client, name, javascript=javascript)
        assert client.get_by_text("on these days: Monday.").is_visible()
        asked = [url.partition("#")[0] for url in heard.requests]
        for secret in (code, back):
            assert not any(secret.replace(" ", "-") in url for url in asked)

        read(desk, javascript=javascript)
        look_up(client, back)
        press(client, "Take it back now")
        answer = desk.reload()
        assert answer is not None
        assert answer.status == 410
        # The browser notes pages that answer 410 and 422.
        witness.console.clear()


def test_declining_and_an_invitation_that_ended_are_plain_pages(
    browser: Browser, practice: Server
) -> None:
    with (
        visiting(browser, practice.url) as (desk, witness),
        visiting(browser, practice.url) as (client, heard),
    ):
        come_in(desk, practice, "Ben")
        code = invite(desk, javascript=True)
        come(client, code, javascript=True)
        press(client, "No, thank you")
        look_at(client)
        come(client, code, javascript=True)
        take(client, "bps", 1)
        choose(client, javascript=True)
        press(desk, "Take it back now")
        client.get_by_label("7 days", exact=True).check(force=True)
        assert press(client, "Go on") == 409
        look_at(client)
        press(client, "Hand over a code instead")
        assert client.get_by_role("heading", name="This is what a therapist will see").is_visible()
        client.goto("/i#" + code.replace(" ", "-"))
        assert press(client, "Go on") == 422
        look_at(client)
        for one in (witness, heard):
            one.console.clear()
