"""D8, K2: one therapist gets a share; a row that was moved or changed by hand does not open."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import update

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
    claimed,
    code,
    offered,
    share_id,
)
from wellbeing_app.storage import shares
from wellbeing_app.storage.held_shares import Holder, claim, held, open_held
from wellbeing_app.storage.shares import ShareCode, ShareRow
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import Unopenable, open_box, open_sealed, seal_to

RIVALS = 50
Claim = Callable[[Sessions, ShareCode, Holder], bytes | None]


def test_a_claimed_share_opens_with_its_holders_key_and_no_other(sessions: Sessions) -> None:
    with sessions() as session:
        claimed(session, b"what I show")
        row = held(session, share_id(), THERAPIST.id, TODAY)
        assert row is not None
        assert open_held(row, PAIR) == b"what I show"
        with pytest.raises(Unopenable):
            open_held(row, OTHER_PAIR)
        assert held(session, share_id(), OTHER_THERAPIST.id, TODAY) is None


def test_a_claimed_code_opens_nothing_and_cannot_be_claimed_again(sessions: Sessions) -> None:
    with sessions() as session:
        row = claimed(session)
        assert row.claim_id is None
        with pytest.raises(Unopenable):
            open_sealed([code().key], row.ct, b"")
        assert claim(session, code(), OTHER_THERAPIST, TODAY) is None
        found = shares.status(session, code(), TODAY)
        assert found is not None
        assert (found.picked_up_day, found.therapist_id) == (TODAY, THERAPIST.id)


def careful(sessions: Sessions, code: ShareCode, holder: Holder) -> bytes | None:
    with sessions() as session:
        won = claim(session, code, holder, TODAY)
        session.commit()
        return won


def careless() -> Claim:
    """The broken variant: it looks in one transaction and writes in another."""
    between = Barrier(RIVALS)

    def claiming(sessions: Sessions, code: ShareCode, holder: Holder) -> bytes | None:
        with sessions() as session:
            row = session.query(ShareRow).filter_by(claim_id=code.claim).one()
            id_ = row.id
        between.wait()
        taken: dict[str, object] = {"state": shares.HELD, "claim_id": None}
        taken |= {"therapist_id": holder.id, "key_version": 1, "picked_up_day": TODAY}
        with sessions() as session:
            session.execute(update(ShareRow).where(ShareRow.id == id_).values(taken))
            session.commit()
        return id_

    return claiming


def most_winners(sessions: Sessions, claiming: Claim, rounds: int) -> set[int]:
    """How many of 50 parallel claims of one code win, over so many codes."""
    found = set()
    with ThreadPoolExecutor(RIVALS) as pool:
        for _ in range(rounds):
            secret = secrets.token_bytes(15)
            with sessions() as session:
                offered(session, secret=secret)
            together = Barrier(RIVALS)

            def rival(number: int, wanted: ShareCode, start: Barrier) -> bytes | None:
                holder = Holder(number.to_bytes(16, "big"), PAIR.public, 1)
                start.wait()
                return claiming(sessions, wanted, holder)

            tries = [pool.submit(rival, n, code(secret), together) for n in range(RIVALS)]
            winners = [n for n, one in enumerate(tries) if one.result() is not None]
            found.add(len(winners))
            if len(winners) == 1:
                opens_for_the_winner(sessions, secret, winners[0])
    return found


def opens_for_the_winner(sessions: Sessions, secret: bytes, winner: int) -> None:
    with sessions() as session:
        row = held(session, share_id(secret), winner.to_bytes(16, "big"), TODAY)
        assert row is not None
        assert open_held(row, PAIR) == b"what I show"


@pytest.mark.parametrize("rounds", [5, pytest.param(200, marks=pytest.mark.prove)])
def test_of_fifty_parallel_claims_one_wins(sessions: Sessions, rounds: int) -> None:
    assert most_winners(sessions, careful, rounds) == {1}


def test_a_claim_that_looks_first_and_writes_later_would_be_found(sessions: Sessions) -> None:
    assert most_winners(sessions, careless(), 1) == {RIVALS}


@pytest.mark.parametrize(
    "change",
    [
        {"expires_day": TODAY + timedelta(days=3650)},
        {"pickup_until_day": TODAY + timedelta(days=29)},
        {"revoke_id": b"\7" * 32},
        {"id": b"\7" * 16},
        {"claim_id": code(OTHER_SECRET).claim},
        {"ct": b"\1" + bytes(4_200)},
        {"ct": b""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_offered_row_changed_by_hand_does_not_open(
    sessions: Sessions, change: dict[str, object]
) -> None:
    with sessions() as session:
        offered(session)
        session.execute(update(ShareRow).values(**change))
        session.commit()
        moved = OTHER_SECRET if "claim_id" in change else SECRET
        with pytest.raises(Unopenable):
            claim(session, code(moved), THERAPIST, TODAY)
        if "revoke_id" not in change and "claim_id" not in change:
            with pytest.raises(Unopenable):
                shares.extend(session, code(), TODAY, days=1)


def test_two_offered_rows_that_change_places_do_not_open(sessions: Sessions) -> None:
    with sessions() as session:
        first, second = offered(session), offered(session, secret=OTHER_SECRET)
        first.ct, second.ct = second.ct, first.ct
        session.commit()
        for secret in (SECRET, OTHER_SECRET):
            with pytest.raises(Unopenable):
                claim(session, code(secret), THERAPIST, TODAY)


@pytest.mark.parametrize("column", ["id", "therapist_id", "key_version"])
def test_a_held_row_moved_by_hand_does_not_open(sessions: Sessions, column: str) -> None:
    changes = {"id": b"\7" * 16, "therapist_id": OTHER_THERAPIST.id, "key_version": 2}
    with sessions() as session:
        claimed(session)
        session.execute(update(ShareRow).values({column: changes[column]}))
        session.commit()
        row = session.query(ShareRow).one()
        with pytest.raises(Unopenable):
            open_held(row, PAIR)
        assert trusting(row, PAIR), "without the head inside nobody would notice"


def trusting(row: ShareRow, pair: Pair) -> bytes:
    """The broken variant: it opens the box and does not compare what stands inside."""
    return open_box(pair, row.ct)


def test_a_box_made_by_somebody_with_the_database_alone_is_refused(sessions: Sessions) -> None:
    with sessions() as session:
        row = claimed(session)
        row.ct = seal_to(PAIR.public, b"forged")
        with pytest.raises(Unopenable):
            open_held(row, PAIR)


def test_two_codes_under_one_salt_share_nothing() -> None:
    ours, others = ShareCode.of(SECRET, SALT), ShareCode.of(OTHER_SECRET, SALT)
    seen = {ours.claim, ours.key, ours.revoke, others.claim, others.key, others.revoke}
    assert len(seen) == 6
    assert not ours.revoke.startswith(ours.claim)
