"""D8, K2, K3: what answers an invitation is sealed to its therapist from the start."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.databases import Sessions
from tests.storage.sharing import (
    OTHER_PAIR,
    OTHER_SECRET,
    OTHER_THERAPIST,
    PAIR,
    SALT,
    SECRET,
    THERAPIST,
    TODAY,
    code,
    share_id,
)
from wellbeing_app.storage import shares
from wellbeing_app.storage.held_shares import all_held, claim, deliver, held, lose_all, open_held
from wellbeing_app.storage.shares import ShareRow, erase_all
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import SIZES, TooLarge, Unopenable, open_box, open_sealed, seal

CONTENT = b"what I show"


def delivered(
    session: Session, content: bytes = CONTENT, secret: bytes = SECRET, days: int = 30
) -> ShareRow:
    """Send a share today, committed."""
    where = code(secret)
    deliver(session, where, share_id(secret), content, THERAPIST, days=days, today=TODAY)
    session.commit()
    return session.get_one(ShareRow, share_id(secret))


def test_it_opens_with_the_key_of_its_therapist_and_no_other(sessions: Sessions) -> None:
    with sessions() as session:
        delivered(session)
        row = held(session, share_id(), THERAPIST.id, TODAY)
        assert row is not None
        assert open_held(row, PAIR) == CONTENT
        assert [one.id for one in all_held(session, THERAPIST.id, [share_id()], TODAY)] == [row.id]
        assert held(session, share_id(), OTHER_THERAPIST.id, TODAY) is None
        with pytest.raises(Unopenable):
            open_held(row, OTHER_PAIR)


def opens_with_its_code(row: ShareRow) -> bool:
    """K3: try all that follows from the code, which the person has, on the sealed content."""
    where = code()
    keys = [where.key, derive(SECRET, "history-key", 32, SALT), where.revoke]
    for key in keys:
        for place in (b"", row.id, b"share/1|" + row.id):
            try:
                open_sealed([key], row.ct, place)
            except Unopenable:
                continue
            return True
    return False


def test_its_code_opens_nothing_and_cannot_be_claimed(sessions: Sessions) -> None:
    with sessions() as session:
        row = delivered(session)
        assert not opens_with_its_code(row)
        assert claim(session, code(), OTHER_THERAPIST, TODAY) is None
        assert claim(session, code(), THERAPIST, TODAY) is None


def test_a_delivery_that_stays_sealed_to_the_code_would_be_found(sessions: Sessions) -> None:
    with sessions() as session:
        row = delivered(session)
        row.ct = seal(code().key, CONTENT, row.id)
        assert opens_with_its_code(row)


def test_its_code_tells_pauses_prolongs_and_takes_back(sessions: Sessions) -> None:
    with sessions() as session:
        delivered(session, days=7)
        told = shares.status(session, code(), TODAY)
        assert told is not None
        assert (told.picked_up_day, told.seen_day, told.therapist_id) == (TODAY, None, THERAPIST.id)
        shares.pause(session, code(), TODAY, paused=True)
        assert held(session, share_id(), THERAPIST.id, TODAY) is None
        shares.pause(session, code(), TODAY, paused=False)
        shares.extend(session, code(), TODAY, days=90)
        later = TODAY + timedelta(days=90)
        row = held(session, share_id(), THERAPIST.id, later)
        assert row is not None
        assert open_held(row, PAIR) == CONTENT
        assert shares.withdraw(session, code(), later) == share_id()
        assert shares.ids(session) == ()


def test_sent_twice_it_is_one_share_as_it_was(sessions: Sessions) -> None:
    with sessions() as session:
        first = delivered(session).ct
        assert delivered(session, b"something else").ct == first
        assert shares.counts(session, TODAY) == (0, 1)


@pytest.mark.parametrize("column", ["id", "therapist_id", "key_version"])
def test_a_row_moved_by_hand_does_not_open(sessions: Sessions, column: str) -> None:
    """K2: also not for the therapist it was moved to, whose key would open another box."""
    changes = {"id": b"\7" * 16, "therapist_id": OTHER_THERAPIST.id, "key_version": 2}
    with sessions() as session:
        delivered(session)
        session.execute(update(ShareRow).values({column: changes[column]}))
        session.commit()
        row = session.query(ShareRow).one()
        for pair in (PAIR, OTHER_PAIR):
            with pytest.raises(Unopenable):
                open_held(row, pair)
        assert open_box(PAIR, row.ct), "without the head inside nobody would notice"


def test_two_rows_that_change_places_do_not_open(sessions: Sessions) -> None:
    with sessions() as session:
        first, second = delivered(session), delivered(session, secret=OTHER_SECRET)
        first.ct, second.ct = second.ct, first.ct
        session.commit()
        for row in (first, second):
            with pytest.raises(Unopenable):
                open_held(row, PAIR)


@pytest.mark.parametrize("length", [0, 4_000, 5_000, 60_000])
def test_its_size_is_one_of_three(sessions: Sessions, length: int) -> None:
    head, box = 36, 48
    with sessions() as session:
        assert len(delivered(session, bytes(length)).ct) - head - box in SIZES


def test_what_is_too_large_is_refused_and_not_written(sessions: Sessions) -> None:
    with sessions() as session:
        with pytest.raises(TooLarge):
            delivered(session, bytes(SIZES[-1]))
        session.rollback()
        assert shares.counts(session, TODAY) == (0, 0)


def test_with_the_key_of_its_therapist_it_is_lost_and_its_code_says_so(sessions: Sessions) -> None:
    with sessions() as session:
        delivered(session, days=90)
        lose_all(session, THERAPIST.id, TODAY)
        session.commit()
        told = shares.status(session, code(), TODAY)
        assert told is not None
        assert told.is_lost
        assert all_held(session, THERAPIST.id, [share_id()], TODAY) == []


def test_a_backup_put_back_is_erased_again(sessions: Sessions) -> None:
    with sessions() as session:
        delivered(session)
        erase_all(session, [share_id()])
        assert shares.ids(session) == ()


def test_only_codes_of_living_shares_are_told(sessions: Sessions) -> None:
    with sessions() as session:
        delivered(session, days=1)
        delivered(session, secret=OTHER_SECRET)
        both, never = [code(), code(OTHER_SECRET)], code(b"\6" * 15)
        assert shares.living(session, [*both, never], TODAY) == {one.revoke for one in both}
        later = TODAY + timedelta(days=2)
        assert shares.living(session, both, later) == {code(OTHER_SECRET).revoke}
        assert shares.living(session, [], TODAY) == frozenset()
