"""Every form of the desk that is sent too late is done once its therapist is back."""

from collections.abc import Callable

import pytest

from tests.accounts.cast import OTHER_PASSWORD, Person
from tests.accounts.lateness import ASKED, come_in_again, idle
from tests.caseload.inviting import made_by
from tests.caseload.noting import to_change
from tests.caseload.showing import share_path, shown
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.vault.codes import new_secret, write_code


def change_note(person: Person, page: Page) -> tuple[Page, str, dict[str, str], str]:
    return person.open(to_change(page)), "Save", {"words": "Birch"}, "Birch"


def remove_note(person: Person, page: Page) -> tuple[Page, str, dict[str, str], str]:
    return person.open(f"{to_change(page)}/remove"), "Remove the note", {}, "Your own notes"


def rename(person: Person, page: Page) -> tuple[Page, str, dict[str, str], str]:
    return person.open(f"{page.path}/label"), "Save", {"label": "Purple heron"}, "Purple heron"


def remove_client(person: Person, page: Page) -> tuple[Page, str, dict[str, str], str]:
    return person.open(f"{page.path}/label"), "Remove for good", {}, "Nobody is here yet"


def claim(person: Person, _page: Page) -> tuple[Page, str, dict[str, str], str]:
    answers = {"code": shown(person.app, "bps"), "label": "Monday"}
    return person.open("/staff/claim"), "Pick it up", answers, "BPS"


def claim_nothing(person: Person, _page: Page) -> tuple[Page, str, dict[str, str], str]:
    code = write_code(new_secret())
    answers = {"code": code, "label": "Monday"}
    return person.open("/staff/claim"), "Pick it up", answers, "Nothing can be picked up"


def put_under(person: Person, page: Page) -> tuple[Page, str, dict[str, str], str]:
    where = f"{share_path(page)}/label"
    return person.open(where), "Put it there", {"label": "Monday"}, "Monday"


def invite(person: Person, _page: Page) -> tuple[Page, str, dict[str, str], str]:
    made_by(person)
    answers = {"battery": "short", "label": "The Tuesday group"}
    return person.open("/staff/invitations"), "Make an invitation", answers, "The Tuesday group"


def change_password(person: Person, _page: Page) -> tuple[Page, str, dict[str, str], str]:
    new = {"new_password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    answers = {"password": person.password, **new}
    return person.open("/staff/password"), "Change the password", answers, "Signed in as"


FORMS = (
    *(change_note, remove_note, rename, remove_client, claim, claim_nothing, put_under, invite),
    change_password,
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_the_desk_is_sent_on(
    anna: Person,
    clock: Clock,
    client_page: Page,
    form: Callable[[Person, Page], tuple[Page, str, dict[str, str], str]],
) -> None:
    page, button, typed, told = form(anna, client_page)
    idle(anna, clock)
    page = anna.press(page, button, typed)
    assert page.status in ASKED
    page = come_in_again(anna, page)
    assert told in page.text
    assert anna.is_in
