"""D8, K3, X6: an answer goes to the one who invited, as previewed, once, and can be taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.accounts.cast import Person, shown_code
from tests.caseload.inviting import made_by
from tests.client import NAVIGATION, Client
from tests.history.walking import keep, statements
from tests.sharing.answering import (
    SCORE,
    answered,
    enter,
    guest,
    opened_by,
    readings,
    rows,
    send,
    to_code,
)
from tests.sharing.walking import chosen, finished, looked_up, place, put_up, with_code
from tests.web.conftest import Clock
from wellbeing_app.records.share import Share
from wellbeing_app.sharing import actions
from wellbeing_app.sharing.choice import Choice
from wellbeing_app.storage import held_shares
from wellbeing_app.storage.accounts import Account, named
from wellbeing_app.storage.held_shares import Holder
from wellbeing_app.storage.shares import HELD, OFFERED, ShareRow
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site


def test_the_whole_way_from_a_code_to_the_desk(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    client = guest(staffed, made_by(anna))
    page = client.visit("/share")
    assert "Show it to Anna Rossi" in page.text
    preview = chosen(client, SCORE, talk="How I sleep.")
    assert "This is what Anna Rossi will see" in preview.text
    assert "which invitation it answers" in preview.text
    page = client.submit(preview, {"days": "30"}, press="Go on")
    assert "Your code to take it back" in page.text
    assert "Nobody needs to be given it" in page.text
    assert rows(instance) == []
    status = send(client, shown_code(page))
    assert "With your therapist since" in status.text
    assert [kind for kind, _ in rows(instance)] == [HELD]
    assert "You came by an invitation" not in client.visit("/result").text
    assert client.visit("/i/now").path == "/i"

    shown = opened_by(anna)
    assert readings(shown) == readings(preview)
    for line in ("In answer to an invitation.", "How I sleep."):
        assert line in shown.text
        assert line in preview.text


def test_the_desk_tells_which_invitation_is_answered(staffed: Flask, anna: Person) -> None:
    answered(staffed, made_by(anna, "Thursday, the second"))
    desk = anna.open("/staff/clients")
    assert "Thursday, the second" not in desk.text, "of a new share the list tells nothing"
    waiting = next(href for words, href in desk.links.items() if words.startswith("Sent on"))
    assert "It answers your invitation “Thursday, the second”." in anna.open(waiting).text


def test_its_code_opens_nothing_to_any_therapist(staffed: Flask, anna: Person, ben: Person) -> None:
    """K3."""
    _client, code = answered(staffed, made_by(anna))
    for person in (anna, ben):
        page = person.open("/staff/claim")
        told = person.press(page, "Pick it up", {"code": code, "label": "x"})
        assert "Nothing can be picked up with this code" in told.text


def test_its_code_takes_it_back_from_the_open_desk(staffed: Flask, anna: Person) -> None:
    _client, code = answered(staffed, made_by(anna))
    shown = opened_by(anna)
    elsewhere = Client.of(staffed)
    status = looked_up(elsewhere, code)
    assert "Last looked at" in status.text
    assert "Receipt" in elsewhere.submit(status, press="Take it back now").text
    assert anna.open(shown.path).status == 410


def test_sent_twice_it_is_one_and_sent_again_after_taking_back_it_is_none(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    client = guest(staffed, made_by(anna))
    _page, code = to_code(client)
    form = client.visit("/share/type")
    before = client.get_cookie("visit")
    assert before is not None
    for _ in range(2):
        client.set_cookie("visit", before.value)
        status = client.submit(form, {"code": code}, press="Send it to Anna Rossi")
    assert len(rows(instance)) == 1
    client.submit(status, press="Take it back now")
    client.set_cookie("visit", before.value)
    client.submit(form, {"code": code}, press="Send it to Anna Rossi")
    assert rows(instance) == []


def test_without_its_line_a_share_taken_back_would_be_written_again(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    erased = instance / "erased"
    client = guest(staffed, made_by(anna))
    _page, code = to_code(client)
    form = client.visit("/share/type")
    before = client.get_cookie("visit")
    assert before is not None
    client.submit(send(client, code), press="Take it back now")
    erased.unlink()
    with staffed.app_context(), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM erased"))
        connection.execute(text("UPDATE erased_until SET position = 0"))
    client.set_cookie("visit", before.value)
    client.submit(form, {"code": code}, press="Send it to Anna Rossi")
    assert len(rows(instance)) == 1


def test_one_may_hand_over_a_code_instead_which_answers_nothing(
    staffed: Flask, anna: Person, ben: Person, instance: Path
) -> None:
    client = guest(staffed, made_by(anna))
    preview = client.submit(chosen(client, SCORE), press="Hand over a code instead")
    assert "This is what a therapist will see" in preview.text
    assert "In answer to an invitation" not in preview.text
    _page, code = with_code(client, preview)
    put_up(client, code)
    assert rows(instance) == [(OFFERED, None)]
    assert "You came by an invitation" not in client.visit("/result").text
    page = ben.press(ben.open("/staff/claim"), "Pick it up", {"code": code, "label": "somebody"})
    shown = ben.open(next(h for h in page.links.values() if h.startswith("/staff/shares/")))
    assert readings(shown) == readings(preview)
    assert "In answer to an invitation" not in shown.text


def test_results_of_a_history_are_sent_as_well(
    staffed: Flask, anna: Person, instance: Path
) -> None:
    client = Client.of(staffed)
    finished(client, "gad-7")
    keep(client)
    enter(client, made_by(anna).code)
    page = client.visit("/share/kept")
    preview = client.submit(page, {"t": [place(page, SCORE)]}, press="See what they will see")
    assert "This is what Anna Rossi will see" in preview.text
    code = shown_code(client.submit(preview, {"days": "7"}, press="Go on"))
    send(client, code)
    assert [kind for kind, _ in rows(instance)] == [HELD]
    assert readings(opened_by(anna)) == readings(preview)


def begun(app: Flask, client: Client, path: str) -> list[str]:
    """How each transaction of a page begins."""
    with app.app_context(), statements(db.engine) as seen:
        assert client.get(path, headers=NAVIGATION).status_code == 200
    return [sql for sql in seen if sql.startswith("BEGIN")]


@pytest.mark.parametrize("first", ["/share", "/share/kept"])
def test_no_page_on_the_way_waits_for_writers(staffed: Flask, anna: Person, first: str) -> None:
    client = guest(staffed, made_by(anna))
    keep(client)
    assert begun(staffed, client, first) == ["BEGIN"]
    page = client.submit(client.visit(first), {"talk": "Sleep."}, press="See what they will see")
    client.submit(page, {"days": "30"}, press="Go on")
    for path in ("/share/preview", "/share/code", "/share/type"):
        assert begun(staffed, client, path) == ["BEGIN"]


def written_with_more_fields(staffed: Flask, anna: Person, ben: Person) -> dict[str, object]:
    """Every form of the way is sent with fields nobody asked for; what the one row then says."""
    with staffed.app_context():
        stranger = db.session.scalars(select(Account.id).where(Account.id != account(anna))).one()
    extra = {
        **{"therapist_id": stranger.hex(), "to": stranger.hex(), "name": ben.name, "rev": "9"},
        **{"state": "offered", "expires_day": "2099-01-01", "invitation": made_by(ben).id},
        **{"paused": "yes", "seen_day": "2027-01-01", "key_version": "7", "id": "0" * 32},
    }
    client = guest(staffed, made_by(anna))
    _page, code = to_code(client, "7")
    form = {"csrf_token": client.visit("/share/type").csrf_token, "code": code, "days": "90"}
    answer = client.post("/share/type", data={**extra, **form}, headers=NAVIGATION)
    assert answer.location == "/shared/now"
    with staffed.app_context():
        row = db.session.scalars(select(ShareRow)).one()
        lives = (row.expires_day - (row.picked_up_day or row.expires_day)).days
        told = {"to": row.therapist_id, "days": lives, "key": row.key_version}
        return {**told, "seen": row.seen_day, "paused": row.paused}


def account(person: Person) -> bytes:
    """The id of a therapist's account."""
    with person.app.app_context():
        found = named(db.session, person.name, site().keys)
        assert found is not None
        return found.id


def test_fields_nobody_asked_for_change_nothing(staffed: Flask, anna: Person, ben: Person) -> None:
    """X6."""
    told = written_with_more_fields(staffed, anna, ben)
    expected = {"to": account(anna), "days": 7, "key": 1, "seen": None, "paused": False}
    assert told == expected


def test_a_page_that_believes_such_a_field_would_be_found(
    staffed: Flask, anna: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_up = actions.put_up

    def believing(
        session: Session,
        choice: Choice,
        share: Share,
        to: Holder | None,
        instance: Path,
        clock: date,
    ) -> None:
        assert to is not None
        named = Holder(bytes.fromhex(request.form["therapist_id"]), to.public_key, 1)
        put_up(session, choice, share, named, instance, clock)

    monkeypatch.setattr(actions, "put_up", believing)
    with pytest.raises(AssertionError):
        test_fields_nobody_asked_for_change_nothing(staffed, anna, ben)


def test_clients_read_on_which_days_their_therapist_reads(staffed: Flask, anna: Person) -> None:
    client, _code = answered(staffed, made_by(anna))
    assert "not at night or on free days" in client.visit("/shared/now").text
    page = anna.open("/staff/reading-days")
    anna.press(page, "Save", {"day": ["0", "3"]})
    text = client.visit("/shared/now").text
    assert "Your therapist reads what is shown here on these days: Monday and Thursday." in text
    assert anna.name not in text


def test_a_share_whose_therapist_began_anew_is_told_as_lost_and_can_be_taken_back(
    staffed: Flask, anna: Person, clock: Clock
) -> None:
    client, _code = answered(staffed, made_by(anna))
    with staffed.app_context():
        day = datetime.fromtimestamp(clock(), UTC).date()
        held_shares.lose_all(db.session, account(anna), day)
        db.session.commit()
    page = client.visit("/shared/now")
    assert "Nobody can open it any more" in page.text
    assert "It is not your doing" in page.text
    for button in ("Pause it", "Let it be read for longer"):
        with pytest.raises(ValueError, match="forms fit"):
            page.form(button)
    assert "Receipt" in client.submit(page, press="Take it back now").text
