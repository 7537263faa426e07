"""A therapist who notes something on a client."""

from tests.accounts.cast import Person
from tests.pages import Page


def noted(person: Person, page: Page, *notes: str) -> Page:
    """Add these notes; the client's page."""
    for words in notes:
        page = person.press(page, "Add the note", {"words": words})
    return page


def to_change(page: Page, number: int = 1) -> str:
    """The address where the note of this number is changed."""
    places = [each for each in page.tree.iter("article") if each.get("class") == "own-note"]
    return next(each.get("href", "") for each in places[number - 1].iter("a"))
