"""Memberships on both engines: keys that open with the account alone, and how a desk goes."""

import secrets
from datetime import date

import pytest

from tests.aggregates.people import KEYS
from tests.databases import Sessions
from wellbeing_app.storage import accounts, belongings, clinics, desks, memberships, reading_days
from wellbeing_app.storage.accounts import State
from wellbeing_app.storage.memberships import ClinicRole, Membership
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable

SALT = bytes(32)
TODAY = date(2026, 11, 23)
NOW = 1_800_000_000


@pytest.fixture
def private() -> bytes:
    return Pair.new().private


@pytest.fixture
def joined(sessions: Sessions, private: bytes) -> bytes:
    """Ada at a clinic, enrolled; the id of the membership."""
    with sessions() as session:
        clinic = clinics.create(session, "River House", "river")
        account = accounts.add(session, "Ada", KEYS)
        account.state = State.OPEN
        membership = memberships.add(session, clinic.id, {ClinicRole.ADMIN, ClinicRole.THERAPIST})
        memberships.join(membership, account.id)
        memberships.make_key(membership, private, SALT)
        session.commit()
        return membership.id


def test_the_key_of_a_desk_opens_with_the_account_s_private_key_alone(
    sessions: Sessions, joined: bytes, private: bytes
) -> None:
    with sessions() as session:
        membership = session.get_one(Membership, joined)
        pair = memberships.pair_of(membership, private, SALT)
        assert pair is not None
        assert pair.private != private
        with pytest.raises(Unopenable):
            memberships.pair_of(membership, Pair.new().private, SALT)


def test_k2_a_key_moved_to_another_row_does_not_open(
    sessions: Sessions, joined: bytes, private: bytes
) -> None:
    with sessions() as session:
        membership = session.get_one(Membership, joined)
        other = memberships.add(session, clinics.create(session, "Hill", "hill").id, ())
        memberships.join(other, membership.account_id or b"")
        other.public, other.by_account = membership.public, membership.by_account
        with pytest.raises(Unopenable):
            memberships.pair_of(other, private, SALT)


def test_a_code_is_good_until_it_is_used_or_over(sessions: Sessions, joined: bytes) -> None:
    code_id = secrets.token_bytes(32)
    with sessions() as session:
        clinic_id = session.get_one(Membership, joined).clinic_id
        waiting = memberships.add(session, clinic_id, {ClinicRole.AUTHOR})
        memberships.put_name(waiting, "Ben", KEYS)
        waiting.invitation_id, waiting.invitation_until = code_id, NOW
        assert memberships.invited_name(waiting, KEYS) == "Ben"
        assert memberships.invited(session, code_id, NOW - 1) is waiting
        assert memberships.invited(session, code_id, NOW) is None
        memberships.join(waiting, accounts.add(session, "Ben", KEYS).id)
        assert memberships.invited(session, code_id, NOW - 1) is None
        assert waiting.name is None


def test_only_enrolled_admins_can_run_a_clinic(sessions: Sessions, joined: bytes) -> None:
    with sessions() as session:
        clinic_id = session.get_one(Membership, joined).clinic_id
        memberships.add(session, clinic_id, {ClinicRole.ADMIN})
        assert [one.id for one in memberships.admins(session, clinic_id)] == [joined]


def test_a_clinic_s_member_is_nobody_at_another(sessions: Sessions, joined: bytes) -> None:
    with sessions() as session:
        hill = clinics.create(session, "Hill", "hill")
        assert memberships.find(session, hill.id, joined) is None
        assert memberships.of_clinic(session, hill.id) == []


def test_a_desk_of_a_clinic_goes_by_itself_and_with_its_account(
    sessions: Sessions, joined: bytes
) -> None:
    with sessions() as session:
        account_id = session.get_one(Membership, joined).account_id or b""
        reading_days.state(session, joined, [1])
        reading_days.state(session, account_id, [2])
        assert desks.ids(session) == (joined,)
        desks.erase_all(session, [joined])
        assert memberships.of_account(session, account_id) == []
        assert reading_days.reading_days(session, joined) == ()
        assert reading_days.reading_days(session, account_id) == (2,)
        session.rollback()
        belongings.erase_all(session, [account_id])
        assert desks.ids(session) == ()
        assert belongings.ids(session) == ()
