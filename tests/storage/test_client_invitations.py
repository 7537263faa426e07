"""K1, K2, X3: an invitation is found by its code, and read again by its therapist alone."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.databases import Sessions
from tests.storage.inviting import DESK, LAST, OTHER_DESK, enrolled, found, made
from tests.storage.sharing import OTHER_SECRET, OTHER_THERAPIST, SECRET, THERAPIST, TODAY
from wellbeing_app.storage import client_invitations
from wellbeing_app.storage.client_invitations import (
    SEALED_BYTES,
    ClientInvitationRow,
    Own,
    invitation_id,
)
from wellbeing_app.storage.clients import Desk
from wellbeing_app.storage.held_shares import Holder
from wellbeing_app.vault.keys import Pair

VECTORS = json.loads((Path(__file__).parent / "invitation_vectors.json").read_text())


def test_its_code_tells_who_invites_and_to_what(sessions: Sessions) -> None:
    with sessions() as session:
        enrolled(session)
        id_ = made(session)
        told = found(session)
        assert told is not None
        assert (told.invitation.id, told.invitation.battery) == (id_, "short")
        assert told.invitation.until_day == LAST
        assert told.account.id == THERAPIST.id
        assert told.holder == THERAPIST
        assert found(session, OTHER_SECRET) is None


def test_it_is_good_up_to_and_with_its_thirtieth_day(sessions: Sessions) -> None:
    with sessions() as session:
        enrolled(session)
        id_ = made(session)
        assert found(session, day=LAST) is not None
        assert found(session, day=LAST + timedelta(days=1)) is None
        assert client_invitations.find_own(session, DESK, id_, LAST) is not None
        assert client_invitations.find_own(session, DESK, id_, LAST + timedelta(days=1)) is None
        assert client_invitations.all_of(session, DESK, LAST + timedelta(days=1)) == []
        assert client_invitations.counts(session, LAST + timedelta(days=1)) == (1, 1)
        client_invitations.erase_expired(session, LAST + timedelta(days=1))
        assert session.scalars(select(ClientInvitationRow.id)).all() == []


def test_it_can_be_used_as_often_as_one_likes(sessions: Sessions) -> None:
    with sessions() as session:
        enrolled(session)
        made(session)
        assert found(session) is not None
        assert found(session) == found(session)


def test_taken_back_it_is_gone_at_once_and_only_its_therapist_can(sessions: Sessions) -> None:
    """X3: for anybody else it is as if there were none."""
    with sessions() as session:
        enrolled(session)
        id_ = made(session)
        assert client_invitations.all_of(session, OTHER_DESK, TODAY) == []
        assert client_invitations.own_label(session, OTHER_DESK, id_) == ""
        assert not client_invitations.revoke(session, OTHER_THERAPIST.id, id_)
        assert found(session) is not None
        assert client_invitations.revoke(session, THERAPIST.id, id_)
        session.commit()
        assert found(session) is None
        assert not client_invitations.revoke(session, THERAPIST.id, id_)


def test_a_therapist_reads_code_and_label_again_and_nobody_else_does(sessions: Sessions) -> None:
    with sessions() as session:
        id_ = made(session)
        made(session, OTHER_SECRET, "", OTHER_DESK)
        ((told, own),) = client_invitations.all_of(session, DESK, TODAY)
        assert (told.id, own) == (id_, Own(SECRET, "Thursday"))
        assert client_invitations.find_own(session, DESK, id_, TODAY) == (told, own)
        assert client_invitations.find_own(session, OTHER_DESK, id_, TODAY) is None
        assert client_invitations.own_label(session, DESK, id_) == "Thursday"
        sizes = {len(ct) for ct in session.scalars(select(ClientInvitationRow.ct))}
        assert sizes == {SEALED_BYTES + 41}, "no label tells its length"


@pytest.mark.parametrize(
    "change",
    [
        {"until_day": TODAY + timedelta(days=3650)},
        {"id": b"\7" * 16},
        {"ct": b"\1" + bytes(1_064)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_row_changed_by_hand_does_not_open(sessions: Sessions, change: dict[str, object]) -> None:
    """K2."""
    with sessions() as session:
        made(session)
        session.execute(update(ClientInvitationRow).values(**change))
        session.commit()
        assert {own for _, own in client_invitations.all_of(session, DESK, TODAY)} == {None}


def test_a_row_given_to_another_therapist_opens_for_nobody(sessions: Sessions) -> None:
    """K2: neither the new owner nor the old one reads code or label."""
    with sessions() as session:
        id_ = made(session)
        session.execute(update(ClientInvitationRow).values(therapist_id=OTHER_THERAPIST.id))
        session.commit()
        assert client_invitations.all_of(session, DESK, TODAY) == []
        ((_told, own),) = client_invitations.all_of(session, OTHER_DESK, TODAY)
        assert own is None
        for desk in (DESK, OTHER_DESK):
            assert client_invitations.find_own(session, desk, id_, TODAY) is None
        assert client_invitations.own_label(session, OTHER_DESK, id_) == ""
        assert client_invitations.own_label(session, DESK, id_) == ""


def test_a_damaged_row_hurts_only_itself_and_can_be_taken_back(sessions: Sessions) -> None:
    """D10."""
    with sessions() as session:
        damaged = made(session)
        friday = made(session, OTHER_SECRET, "Friday")
        session.get_one(ClientInvitationRow, damaged).ct = b""
        session.commit()
        told = {one.id: own for one, own in client_invitations.all_of(session, DESK, TODAY)}
        assert told == {damaged: None, friday: Own(OTHER_SECRET, "Friday")}
        assert client_invitations.find_own(session, DESK, damaged, TODAY) is None
        assert client_invitations.revoke(session, THERAPIST.id, damaged)
        ((left, _own),) = client_invitations.all_of(session, DESK, TODAY)
        assert left.id == friday


def test_two_rows_that_change_places_do_not_open(sessions: Sessions) -> None:
    """K2."""
    with sessions() as session:
        made(session)
        made(session, OTHER_SECRET)
        first, second = session.scalars(select(ClientInvitationRow)).all()
        first.ct, second.ct = second.ct, first.ct
        session.commit()
        assert {own for _, own in client_invitations.all_of(session, DESK, TODAY)} == {None}


def test_with_the_key_of_a_therapist_their_invitations_are_forgotten(sessions: Sessions) -> None:
    with sessions() as session:
        made(session)
        made(session, OTHER_SECRET, desk=OTHER_DESK)
        client_invitations.forget_all(session, THERAPIST.id)
        assert client_invitations.all_of(session, DESK, TODAY) == []
        assert len(client_invitations.all_of(session, OTHER_DESK, TODAY)) == 1


@pytest.mark.parametrize("vector", VECTORS)
def test_a_row_of_before_is_found_and_read_for_ever(
    sessions: Sessions, vector: dict[str, str]
) -> None:
    """K1: made with the standard library's HMAC and libsodium itself. Lines are only ever added."""
    secret, salt = bytes.fromhex(vector["secret"]), bytes.fromhex(vector["salt"])
    pair = Pair.of(bytes.fromhex(vector["private"]))
    holder = Holder(bytes.fromhex(vector["therapist"]), pair.public, 1)
    row = ClientInvitationRow(id=bytes.fromhex(vector["id"]), therapist_id=holder.id)
    row.battery, row.until_day = vector["battery"], date.fromisoformat(vector["until_day"])
    row.ct = bytes.fromhex(vector["ct"])
    with sessions() as session:
        enrolled(session, holder)
        session.add(row)
        session.flush()
        told = client_invitations.find(session, invitation_id(secret, salt), TODAY)
        assert told is not None
        assert told.holder == holder
        ((_told, own),) = client_invitations.all_of(
            session, Desk.of(holder.id, pair.private, salt), TODAY
        )
        assert own == Own(secret, vector["label"])
