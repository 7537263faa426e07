"""Taking a check from its start to its result through the real forms, whatever it asks."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from tests.client import Client
from tests.pages import Answers, Control, Page

Choose: TypeAlias = Callable[[Control], str | tuple[str, ...] | None]
"""How one control is answered; None leaves it as it stands."""

QUESTIONS = re.compile(r"/check/\d+$")
PAUSE = re.compile(r"/check/\d+/pause$")
LONGEST_WALK = 400
UNPROCESSABLE = 422
"""An answer was not accepted; the page asks again."""


class Lost(Exception):
    """The walk came to a page it cannot leave, or to an error page."""


def last_option(control: Control) -> str | tuple[str, ...] | None:
    """Choose the last of closed options, else a short text or the highest number."""
    if control.kind in {"one", "many"}:
        return control.offered[-1:] if control.kind == "many" else control.offered[-1]
    return control.attributes.get("max", "words")


def walk(client: Client, slug: str, choose: Choose) -> Iterator[Page]:
    """Take the check `slug`, tick the first consent; every page met, the result last."""
    page = client.submit(client.visit(f"/start/{slug}"), press="I am 18 or older: start")
    for _ in range(LONGEST_WALK):
        if page.status >= 400 and page.status != UNPROCESSABLE:
            raise Lost(f"{page.path} answered {page.status}: {page.text[:300]}")
        yield page
        if page.path == "/result":
            return
        page = step(client, page, choose)
    raise Lost(f"still at {page.path} after {LONGEST_WALK} pages")


def step(client: Client, page: Page, choose: Choose) -> Page:
    """Do what a page asks and send it."""
    if QUESTIONS.search(page.path):
        return client.submit(page, answers(page, choose), press="Continue")
    if PAUSE.search(page.path):
        return client.submit(page, press="Go on with the questions")
    if page.path == "/check/answers":
        tick = page.form("See my result").controls["counted"].offered
        return client.submit(page, {"counted": tick}, press="See my result")
    raise Lost(f"no way on from {page.path}")


def answers(page: Page, choose: Choose) -> Answers:
    """Answer every control of the page's form."""
    controls = page.form("Continue").controls
    chosen = {
        name: choose(control) for name, control in controls.items() if control.kind != "hidden"
    }
    return {name: answer for name, answer in chosen.items() if answer is not None}
