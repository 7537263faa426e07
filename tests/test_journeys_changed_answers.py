"""An answer that a changed answer hid speaks nowhere: whoever took it back is as if never asked.

Two people take the full check. One answers three questions that follow from another, then goes
back and changes the first, so that they are not asked any more. The other never met them.
"""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.client import Client
from tests.history.walking import keep, opened
from tests.pages import Page
from tests.selfcheck.walking import begin, controls, to_review
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.record import Record
from wellbeing_app.storage.inbox import Contribution, StatInbox, open_contribution
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site

FOLLOWING: tuple[tuple[str, str, str, str, str, str | int], ...] = (
    ("MONEY", "c10a", "much", "nothing", "c10b", "yes"),
    ("AGREEMENT", "c5a", "one", "no", "c5b", "broken"),
    ("VALUES", "c11a", "yes", "no", "c11b", 10),
)
"""A question, an answer after which the next is asked, one after which it is not, and the next."""


def field(library: Library, code: str, item: str, value: str | int) -> tuple[str, str]:
    """The form field of a question of the full check, and what it sends for this answer."""
    members = library.check("full").members
    number = next(n for n, one in enumerate(members) if one.instrument.key.code == code)
    asked = members[number].instrument
    offered = [option.value for option in asked.item_by_id[item].options]
    return f"q{number}-{asked.answer_ids.index(item)}", str(offered.index(value))


def walked(client: Client, answers: dict[str, str]) -> Page:
    """Take the full check with these answers, the first option elsewhere, up to the last look."""

    def own(page: Page) -> dict[str, str]:
        return {name: answers[name] for name in controls(page) if name in answers}

    return to_review(client, begin(client, "full"), own=own)


def change(client: Client, review: Page, answers: dict[str, str]) -> Page:
    """Go back to the page of each question, answer otherwise, and come to the last look again."""
    for name, value in answers.items():
        (href,) = {href for href in review.links.values() if href.endswith(f"#{name}")}
        page = client.visit(href.partition("#")[0])
        client.submit(page, {name: value}, press="Continue")
    return client.visit("/check/answers")


@pytest.fixture
def people(app: Flask, library: Library) -> tuple[Client, Client]:
    """Who took three answers back, and who never gave them; both see their result, counted."""
    asking = dict(field(library, code, first, value) for code, first, value, *_ in FOLLOWING)
    hiding = dict(field(library, code, first, value) for code, first, _, value, *_ in FOLLOWING)
    following = dict(field(library, code, name, value) for code, *_, name, value in FOLLOWING)
    changed, never = Client.of(app), Client.of(app)
    review = change(changed, walked(changed, asking | following), hiding)
    for visitor, page in ((changed, review), (never, walked(never, hiding))):
        answers = {"counted": "yes", "research": "yes"}
        assert visitor.submit(page, answers, press="See my result").path == "/result"
    return changed, never


ADDRESSES = ("/result", "/result/print", "/result/support", "/share", "/check/answers")


def test_every_page_reads_alike(people: tuple[Client, Client]) -> None:
    """The broken variant went on naming money among the worries."""
    for path in ADDRESSES:
        changed, never = (person.visit(path) for person in people)
        assert changed.path == path
        assert changed.text == never.text


def test_the_rows_that_wait_to_be_counted_hold_the_same(
    app: Flask, people: tuple[Client, Client]
) -> None:
    assert people
    with app.app_context(), Session(db.engine) as session:
        boxes = session.scalars(select(StatInbox.ct)).all()
        found: list[Contribution] = [open_contribution(box or b"", site().keys) for box in boxes]
    assert len(found) == 2
    assert found[0] == found[1]


def test_what_is_kept_is_the_same(app: Flask, people: tuple[Client, Client]) -> None:
    changed, never = (kept(app, person) for person in people)
    assert changed == never
    assert "c10b" not in {name for part in changed.parts for name in part.answers}


def kept(app: Flask, person: Client) -> Record:
    """The one result a person keeps."""
    found = opened(app, keep(person))
    assert found is not None
    (one,) = found.history.results
    return one.record


def test_the_answer_is_there_again_where_its_question_comes_back(
    client: Client, library: Library
) -> None:
    """Only the form still knows it: nobody has to answer twice."""
    name, much = field(library, "MONEY", "c10a", "much")
    _, nothing = field(library, "MONEY", "c10a", "nothing")
    following, yes = field(library, "MONEY", "c10b", "yes")
    review = walked(client, {name: much, following: yes})
    back = change(client, change(client, review, {name: nothing}), {name: much})
    (href,) = {href for href in back.links.values() if href.endswith(f"#{following}")}
    assert client.visit(href).form("Continue").controls[following].preset == (yes,)
