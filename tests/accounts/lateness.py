"""A therapist who sends a form too late, and who comes in again on the page that answers it."""

from tests.accounts.cast import Person
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.web.staff.session import IDLE_SECONDS

SIGN_IN, CONFIRM = "Sign in and save", "Confirm and send"
ASKED = {400, 404}
"""As ever for a form of before, and for who is not signed in."""


def idle(_person: Person, clock: Clock) -> None:
    clock.now += IDLE_SECONDS


def answers(person: Person, **changes: str) -> dict[str, str]:
    """Name, password and digits of a person."""
    return {
        **{"name": person.name, "password": person.password, "code": person.six_digits},
        **changes,
    }


def come_in_again(person: Person, page: Page, **changes: str) -> Page:
    """Fill in the page that asks who it is."""
    return person.press(page, SIGN_IN, answers(person, **changes))
