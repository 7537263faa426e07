"""Two admins who act at the same moment, on both engines: somebody always runs the clinic."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from tests.aggregates.people import KEYS
from tests.databases import Sessions, engine, sessions
from wellbeing_app.clinic import actions
from wellbeing_app.clinic.actions import Doer, LastAdmin, NotHere
from wellbeing_app.storage import accounts, clinics, memberships
from wellbeing_app.storage.accounts import Role, State
from wellbeing_app.storage.memberships import ClinicRole
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.strength import LEAST
from wellbeing_app.web.staff.circumstances import House

__all__ = ["engine", "sessions"]

SALT = bytes(32)
ROUNDS = 10


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(KEYS, LEAST, SALT, tmp_path, 1_800_000_000, date(2026, 11, 28))


def two_admins(session: Session, number: int) -> tuple[bytes, tuple[bytes, bytes]]:
    """A clinic that two people run: its id, and theirs."""
    clinic = clinics.create(session, "River House", f"river-{number}")
    ids = []
    for name in ("Ada", "Eve"):
        account = accounts.add(session, f"{name} {number}", KEYS, Role.MEMBER)
        account.state = State.OPEN
        membership = memberships.add(session, clinic.id, {ClinicRole.ADMIN})
        memberships.join(membership, account.id)
        memberships.make_key(membership, Pair.new().private, SALT)
        ids.append(membership.id)
    session.commit()
    return clinic.id, (ids[0], ids[1])


def outcomes(sessions: Sessions, house: House, number: int) -> list[str]:
    """What happens when each of two admins ends the other's membership at the same moment."""
    with sessions() as session:
        clinic_id, ids = two_admins(session, number)
    together = Barrier(2)

    def end(id_: bytes) -> str:
        together.wait()
        with sessions() as session:
            try:
                actions.end(session, Doer(clinic_id, "somebody"), id_, house)
                session.commit()
            except (LastAdmin, NotHere) as refusal:
                return type(refusal).__name__
            return "ended"

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(end, ids))
    with sessions() as session:
        assert len(memberships.admins(session, clinic_id)) == 1
    return found


def test_of_two_admins_who_end_each_other_one_stays(sessions: Sessions, house: House) -> None:
    for number in range(ROUNDS):
        assert outcomes(sessions, house, number) == ["LastAdmin", "ended"]


def test_a_clinic_that_did_not_look_would_be_found(
    sessions: Sessions, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "_keep_an_admin", lambda *_: None)
    with pytest.raises(AssertionError):
        outcomes(sessions, house, 0)
