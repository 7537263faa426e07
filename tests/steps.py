"""What a person does in a browser on the way through a check, one step a function."""

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page

START = "I am 18 or older: start"
INSTEAD = "Delete my answers and start the other"
CONTINUE = "Continue"
GO_ON = "Go on with the questions"
STOP = "Stop and forget my answers"
STOP_HERE = "Stop here and look at my answers so far"
RESULT = "See my result"
LEAVE = "Leave this site"

MOST_PAGES = 60
CONFLICT = 409


def press(page: Page, name: str) -> int:
    """Press the button with these words; the status of the page it leads to."""
    with page.expect_navigation() as arrived:
        page.get_by_role("button", name=name, exact=True).click()
    response = arrived.value
    assert response is not None
    return response.status


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link with these words (or such words) to another page."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def follow_to(page: Page, path: str) -> None:
    """Follow the first link of the page's content whose address begins with this path."""
    with page.expect_navigation():
        page.locator(f"main a[href^='{path}']").first.click()


def begin(page: Page, slug: str) -> None:
    """Start a check, in the place of any other; its first page is open then."""
    page.goto(f"/start/{slug}")
    if press(page, START) == CONFLICT:
        press(page, INSTEAD)


def questions(page: Page) -> list[Locator]:
    """The closed questions of a page, top down."""
    return page.locator("fieldset").all()


def options(question: Locator) -> Locator:
    """What a question offers: its radio buttons or boxes."""
    return question.locator("input[type=radio], input[type=checkbox]")


ANSWER = """(questions, choice) => {
  for (const question of questions) {
    const options = question.querySelectorAll("input[type=radio], input[type=checkbox]");
    const option = options[Math.min(choice, options.length - 1)];
    if (option && !option.checked) option.click();
  }
}"""


def answer(page: Page, choice: int = 0) -> None:
    """Choose the option of this index in every question, the last one where there are fewer.

    All at once, by the elements' own click; a test about pointing or typing does that itself.
    """
    page.locator("fieldset").evaluate_all(ANSWER, choice)


def chosen(page: Page) -> list[str]:
    """The ids of all that is chosen on a page."""
    found: list[str] = page.locator("input:checked").evaluate_all("all => all.map(one => one.id)")
    return found


def at_review(page: Page) -> bool:
    """Whether the person is at "check your answers"."""
    return page.url.endswith("/check/answers")


def at_pause(page: Page) -> bool:
    """Whether an answer has called for a pause."""
    return page.url.endswith("/pause")


def go_on(page: Page, choice: int = 0) -> None:
    """One page further: answer it, or go on from a pause."""
    if at_pause(page):
        press(page, GO_ON)
    else:
        answer(page, choice)
        press(page, CONTINUE)


def to_pause(page: Page, choice: int = 0) -> None:
    """Answer page after page until an answer calls for a pause."""
    for _page in range(MOST_PAGES):
        if at_pause(page):
            return
        go_on(page, choice)
    raise AssertionError("the check calls for no pause")


def to_review(page: Page, choice: int = 0) -> list[str]:
    """Answer everything up to "check your answers"; the headings of the pauses on the way."""
    pauses: list[str] = []
    for _page in range(MOST_PAGES):
        if at_review(page):
            return pauses
        if at_pause(page):
            pauses.append(page.get_by_role("heading", level=1).inner_text())
        go_on(page, choice)
    raise AssertionError("the check has no end")


def take(page: Page, slug: str, choice: int) -> None:
    """Take a check with the same option everywhere, up to its result."""
    begin(page, slug)
    to_review(page, choice)
    press(page, RESULT)


def whole_visit(page: Page) -> Iterator[Page]:
    """Take the short check from the home page; the page as it stands after every step."""
    page.goto("/")
    yield page
    follow(page, "Choose a check")
    yield page
    follow(page, "Short check")
    yield page
    press(page, START)
    yield page
    while not at_review(page):
        go_on(page, choice=1)
        yield page
    page.get_by_label("Count me, without a name").check()
    press(page, RESULT)
    yield page
