"""Walking through the client side of sharing with the test client."""

import re
from xml.etree.ElementTree import Element

from tests.client import Client
from tests.pages import Page, words
from tests.selfcheck.walking import begin, to_review

CODE = re.compile(r"[0-9A-Z]{5}(?: [0-9A-Z]{5}){4}")


def finished(client: Client, slug: str = "phq-9", option: str = "1") -> Page:
    """Take a check to its result."""
    return client.submit(to_review(client, begin(client, slug), option), press="See my result")


def place(page: Page, *parts: str, number: int = 0) -> str:
    """The value of the tick box whose label contains these words."""
    labels = {label.get("for"): words(label) for label in page.tree.iter("label")}
    boxes = [
        box
        for box in page.tree.iter("input")
        if box.get("name") == "t" and all(part in labels[box.get("id")] for part in parts)
    ]
    return value(boxes[number])


def every_list(page: Page) -> list[str]:
    """The values of every tick "all my answers"."""
    return [value(box) for box in page.tree.iter("input") if box.get("name") == "all"]


def value(box: Element) -> str:
    found = box.get("value")
    assert found is not None
    return found


def chosen(client: Client, *labels: str, talk: str = "") -> Page:
    """Tick what these labels name, and look at the preview."""
    page = client.visit("/share")
    ticked = [place(page, label) for label in labels]
    return client.submit(page, {"t": ticked, "talk": talk}, press="See what they will see")


def with_code(client: Client, preview: Page, days: str = "30") -> tuple[Page, str]:
    """Choose the days; the page with the code, and the code."""
    page = client.submit(preview, {"days": days}, press="Get a code")
    found = CODE.search(page.text)
    assert found, page.text
    return page, found[0]


def put_up(client: Client, code: str) -> Page:
    """Type the code once."""
    return client.submit(client.visit("/share/type"), {"code": code}, press="Let it be picked up")


def looked_up(client: Client, code: str) -> Page:
    """Enter a code on the page of what was shown."""
    return client.submit(client.visit("/shared"), {"code": code}, press="Look it up")
