"""Walking through a check with the test client, whatever its questions are."""

from collections.abc import Callable
from typing import TypeAlias

from tests.client import Client
from tests.pages import Page

Answering: TypeAlias = Callable[[Page], dict[str, str]]
"""A page's own answers, by field."""

NOT_QUESTIONS = frozenset({"csrf_token", "page", "check", "asked", "change"})
CONFLICT = 409


def begin(client: Client, slug: str) -> Page:
    """Start a check, in the place of any other, and return its first page."""
    page = client.submit(client.visit(f"/start/{slug}"), press="I am 18 or older: start")
    if page.status == CONFLICT:
        page = client.submit(page, press="Delete my answers and start the other")
    return page


def controls(page: Page) -> list[str]:
    """The question fields of a check page, page order."""
    return [name for name in page.form("Continue").controls if name not in NOT_QUESTIONS]


def answer_all(page: Page, value: str) -> dict[str, str]:
    """Answer each question with the option of this index, or the last one where it has fewer."""
    form = page.form("Continue")
    return {
        name: value if value in form.controls[name].offered else form.controls[name].offered[-1]
        for name in controls(page)
        if form.controls[name].offered
    }


def nothing_else(_page: Page) -> dict[str, str]:
    """No answer that differs."""
    return {}


def onward(client: Client, page: Page, value: str, own: Answering = nothing_else) -> Page:
    """Answer a page's closed questions alike, but for its own answers; or go on from a pause."""
    if page.path.endswith("/pause"):
        return client.submit(page, press="Go on with the questions")
    return client.submit(page, answer_all(page, value) | own(page), press="Continue")


def to_review(client: Client, page: Page, value: str = "0", own: Answering = nothing_else) -> Page:
    """Answer page after page, going on at every pause, up to "check your answers"."""
    for _page in range(60):
        if page.path == "/check/answers":
            return page
        page = onward(client, page, value, own)
    raise AssertionError("the check has no end")
