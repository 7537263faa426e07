"""X3, X4, L5, S5: what ends is gone on the next request; what is somebody else's never was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.accounts.cast import Person
from tests.caseload.showing import (
    TALK,
    as_the_client,
    pick_up,
    share_path,
    shown,
)
from tests.client import Client
from tests.pages import Page
from tests.web.conftest import Clock
from wellbeing_app.caseload import opening
from wellbeing_app.storage import clients
from wellbeing_app.storage.clients import Client as Found
from wellbeing_app.storage.clients import Desk, Dossier
from wellbeing_app.storage.erased_list import NAME, list_in
from wellbeing_app.storage.shares import ShareRow

DAY = 86_400
NOTHING = "shows nothing at the moment"


def come_back(person: Person) -> None:
    """Sign in again, if the days that passed ended the session."""
    if not person.is_in:
        person.sign_in()


def withdrawn(_clock: Clock, client: Client, page: Page) -> None:
    client.submit(page, press="Take it back now")


def paused(_clock: Clock, client: Client, page: Page) -> None:
    client.submit(page, press="Pause it")


def over(clock: Clock, _client: Client, _page: Page) -> None:
    clock.now += 31 * DAY


@pytest.mark.parametrize("end", [withdrawn, paused, over])
def test_what_is_withdrawn_paused_or_over_is_gone_on_the_next_request(
    staffed: Flask,
    clock: Clock,
    anna: Person,
    ben: Person,
    end: Callable[[Clock, Client, Page], None],
) -> None:
    """X4, L5: 410 to the therapist who had it, on every page of it; 404 to all others."""
    code = shown(staffed)
    page = pick_up(anna, code)
    where = share_path(page)
    assert anna.open(where).status == 200
    end(clock, *as_the_client(staffed, code))
    for person in (anna, ben):
        come_back(person)
    for path in (where, f"{where}/label", f"{where}/export"):
        assert anna.open(path).status == 410
        assert ben.open(path).status == 404
    gone = anna.open(where)
    assert TALK not in gone.text
    assert "no longer shown" in gone.text
    assert NOTHING in anna.open(page.path).text
    assert "1 result is no longer shown" in anna.open(page.path).text


def test_what_was_paused_can_be_read_when_it_goes_on(staffed: Flask, anna: Person) -> None:
    code = shown(staffed)
    where = share_path(pick_up(anna, code))
    client, page = as_the_client(staffed, code)
    page = client.submit(page, press="Pause it")
    assert anna.open(where).status == 410
    client.submit(page, press="Let it go on")
    assert anna.open(where).status == 200


def test_a_page_that_forgot_to_look_again_would_be_found(
    staffed: Flask, clock: Clock, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "held", lambda session, id_, *_: session.get(ShareRow, id_))
    with pytest.raises(AssertionError):
        test_what_is_withdrawn_paused_or_over_is_gone_on_the_next_request(
            staffed, clock, anna, ben, paused
        )


def test_without_the_list_on_the_disk_no_client_is_removed(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    where = pick_up(anna, shown(staffed)).path
    page = anna.open(f"{where}/label")
    list_in(instance).mkdir()
    assert anna.press(page, "Remove for good").status == 503
    list_in(instance).rmdir()
    assert TALK in anna.open(where).text
    anna.press(page, "Remove for good")
    assert anna.open(where).status == 404


def test_all_a_client_showed_is_listed_as_erased_together(
    staffed: Flask, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, other = pick_up(anna, shown(staffed)), shown(staffed, option=2)
    into = {"code": other, "client": page.path.rpartition("/")[2]}
    anna.press(anna.open("/staff/claim"), "Pick it up", into)
    listed: list[str] = []

    def note(descriptor: int) -> None:
        listed.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)

    monkeypatch.setattr(os, "fsync", note)
    anna.press(anna.open(f"{page.path}/label"), "Remove for good")
    assert listed.count(NAME) == 1


def every_path(page: Page) -> list[str]:
    """Every address with an id of somebody's own, and what a form of it would be sent to."""
    client, share = page.path, share_path(page)
    return [
        *(client, f"{client}/label", f"{client}/notes", f"{client}/notes/1/remove"),
        *(f"{client}/remove", share, f"{share}/label", f"{share}/export"),
    ]


def test_strangers_ids_are_as_good_as_none(staffed: Flask, anna: Person, ben: Person) -> None:
    """X3: each of Anna's addresses answers Ben as one that never was, and changes nothing."""
    page = pick_up(anna, shown(staffed))
    pick_up(ben, shown(staffed), "Of Ben")
    token = ben.open("/staff/claim").csrf_token
    for path in every_path(page):
        unknown = "/".join("0" * 32 if len(part) == 32 else part for part in path.split("/"))
        for send in (ben.client.get, ben.client.post):
            answers = [send(each, data={"csrf_token": token}) for each in (path, unknown)]
            assert len({answer.status_code for answer in answers}) == 1, path
            assert answers[0].status_code in {404, 405}
            assert answers[0].get_data() == answers[1].get_data()
    assert "PHQ-9" in anna.open(page.path).text


@pytest.mark.parametrize("id_", ["", "zz", "00", "0" * 31, "0" * 33, "%00" * 8, "G" * 32])
def test_what_is_no_id_is_no_page(anna: Person, id_: str) -> None:
    for path in (f"/staff/clients/{id_}/label", f"/staff/shares/{id_}/label"):
        assert anna.open(path).status == 404


def test_a_guard_that_does_not_look_whose_it_is_would_be_found(
    staffed: Flask, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = clients.find

    def careless(session: Session, desk: Desk, id_: bytes) -> Found | None:
        row = session.get(clients.ClientRow, id_)
        others = Found(id_, row.rev, Dossier(label="?")) if row else None
        return honest(session, desk, id_) or others

    monkeypatch.setattr(clients, "find", careless)
    with pytest.raises(AssertionError):
        test_strangers_ids_are_as_good_as_none(staffed, anna, ben)
