"""The audit of a clinic on both engines: a chain that shows what was done to it by hand."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, update

from tests.aggregates.people import KEYS
from tests.databases import Sessions
from wellbeing_app.storage import clinic_audit, clinics
from wellbeing_app.storage.clinic_audit import Act, ClinicAudit, Entry, Head

TODAY = date(2026, 11, 23)
TWO_YEARS_ON = date(2028, 11, 30)
ENTRIES = (
    Entry("", Act.CREATED, "River House"),
    Entry("Ada", Act.INVITED, "Ben"),
    Entry("Ada", Act.ENDED, "Ben"),
)


@pytest.fixture
def river(sessions: Sessions) -> bytes:
    """A clinic with three entries."""
    with sessions() as session:
        clinic_id = clinics.create(session, "River House", "river").id
        for entry in ENTRIES:
            clinic_audit.note(session, clinic_id, entry, TODAY, KEYS)
        session.commit()
    return clinic_id


def head(sessions: Sessions, clinic_id: bytes) -> Head:
    with sessions() as session:
        found = clinic_audit.head(session, clinic_id, KEYS)
    assert found is not None
    return found


def by_hand(sessions: Sessions, statement: object) -> None:
    with sessions() as session:
        session.execute(statement)  # type: ignore[call-overload]
        session.commit()


def test_what_was_done_is_told_newest_first_and_the_chain_holds(
    sessions: Sessions, river: bytes
) -> None:
    with sessions() as session:
        told = clinic_audit.entries(session, river, KEYS)
    assert [one.entry for one in told] == list(reversed(ENTRIES))
    assert [one.number for one in told] == [3, 2, 1]
    found = head(sessions, river)
    assert (found.number, found.intact) == (3, True)


@pytest.mark.parametrize("number", [1, 2])
def test_an_entry_taken_out_breaks_the_chain(sessions: Sessions, river: bytes, number: int) -> None:
    before = head(sessions, river)
    by_hand(sessions, delete(ClinicAudit).where(ClinicAudit.number == number))
    found = head(sessions, river)
    # Without its beginning a chain is one that was cleared: its oldest entry shows which it was.
    assert found == replace(before, intact=number == 1, oldest=1 + (number == 1))


def test_an_entry_changed_by_hand_breaks_the_chain(sessions: Sessions, river: bytes) -> None:
    moved = update(ClinicAudit).where(ClinicAudit.number == 3)
    by_hand(sessions, moved.values(day=date(2026, 11, 24)))
    assert not head(sessions, river).intact


def test_an_entry_of_another_place_breaks_the_chain(sessions: Sessions, river: bytes) -> None:
    with sessions() as session:
        third = session.get_one(ClinicAudit, (river, 3))
        second = session.get_one(ClinicAudit, (river, 2))
        second.ct, third.ct = third.ct, second.ct
        session.commit()
    assert not head(sessions, river).intact
    with sessions() as session:
        assert [one.entry for one in clinic_audit.entries(session, river, KEYS)][:2] == [None, None]


def test_what_is_cut_off_at_the_end_shows_by_a_head_noted_elsewhere(
    sessions: Sessions, river: bytes
) -> None:
    noted = head(sessions, river)
    by_hand(sessions, delete(ClinicAudit).where(ClinicAudit.number == 3))
    found = head(sessions, river)
    assert found.intact
    assert (found.number, found.mac) != (noted.number, noted.mac)


def test_a_chain_made_without_the_key_file_is_not_intact(sessions: Sessions, river: bytes) -> None:
    forged = replace(KEYS, field_keys=(bytes([7] * 32),))
    by_hand(sessions, delete(ClinicAudit))
    with sessions() as session:
        clinic_audit.note(session, river, ENTRIES[0], TODAY, forged)
        session.commit()
    assert not head(sessions, river).intact


def test_a_new_field_key_leaves_the_chain_whole(sessions: Sessions, river: bytes) -> None:
    rotated = replace(KEYS, field_keys=(bytes([7] * 32), *KEYS.field_keys))
    with sessions() as session:
        clinic_audit.note(session, river, Entry("Ada", Act.CONTACT), TODAY, rotated)
        session.commit()
        found = clinic_audit.head(session, river, rotated)
    assert found is not None
    assert (found.number, found.intact) == (4, True)


def test_after_24_months_entries_go_and_the_rest_stays_whole(
    sessions: Sessions, river: bytes
) -> None:
    with sessions() as session:
        clinic_audit.note(session, river, Entry("Ada", Act.CONTACT), TWO_YEARS_ON, KEYS)
        session.commit()
        assert clinic_audit.counts(session, date(2028, 11, 1)) == (0, 4)
        assert clinic_audit.counts(session, date(2028, 12, 1)) == (3, 4)
        assert clinic_audit.erase_expired(session, date(2028, 12, 1)) == 3
    found = head(sessions, river)
    assert (found.number, found.oldest, found.intact) == (4, 4, True)


def test_each_clinic_has_a_chain_of_its_own(sessions: Sessions, river: bytes) -> None:
    with sessions() as session:
        hill = clinics.create(session, "Hill", "hill").id
        clinic_audit.note(session, hill, Entry("", Act.CREATED, "Hill"), TODAY, KEYS)
        session.commit()
        assert [one.number for one in clinic_audit.entries(session, hill, KEYS)] == [1]
    assert head(sessions, hill).intact
    assert head(sessions, river).number == 3
