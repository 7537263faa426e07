"""Invitations that therapists of the cast make through the pages."""

from dataclasses import dataclass

from tests.accounts.cast import Person, shown_code
from tests.pages import Page


@dataclass(frozen=True)
class Made:
    """An invitation: its page, the id in the address, and its code."""

    page: Page

    @property
    def id(self) -> str:
        """What its address names it by."""
        return self.page.path.split("/")[3]

    @property
    def code(self) -> str:
        """The code to hand out, as the page shows it."""
        return shown_code(self.page)


def made_by(person: Person, label: str = "Thursday", battery: str = "gad-7") -> Made:
    """An invitation of this therapist."""
    page = person.open("/staff/invitations")
    made = person.press(page, "Make an invitation", {"label": label, "battery": battery})
    assert made.status == 200, made.text
    return Made(made)
