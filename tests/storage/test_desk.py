"""K1, K2, X3: a therapist's clients and log open for that therapist alone, at their own place."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from tests.databases import Sessions
from tests.storage.sharing import OTHER_PAIR, OTHER_THERAPIST, PAIR, SALT, THERAPIST, TODAY
from wellbeing_app.storage import clients, desk_log
from wellbeing_app.storage.clients import ClientRow, Desk, Dossier, Moved, Overwritten, OwnNote
from wellbeing_app.storage.desk_log import SEALED_BYTES, Act, DeskLogRow, Entry, Logged
from wellbeing_app.vault.sealing import SIZES

VECTORS = json.loads((Path(__file__).parent / "desk_vectors.json").read_text())
DESK = Desk.of(THERAPIST.id, PAIR.private, SALT)
OTHER_DESK = Desk.of(OTHER_THERAPIST.id, OTHER_PAIR.private, SALT)
THURSDAY = Dossier(label="Thursday 10:00", notes=(OwnNote(TODAY, "ask about sleep"),))


def days_ago(count: int) -> date:
    return TODAY - timedelta(days=count)


def test_rows_of_before_open_for_ever(sessions: Sessions) -> None:
    """K1: `desk_vectors.json` was not made with the code under test. Lines are only ever added."""
    desk = Desk.of(*(bytes.fromhex(VECTORS[name]) for name in ("therapist", "private", "salt")))
    assert desk.key.hex() == VECTORS["key"]
    with sessions() as session:
        for name in ("client", "older_client"):
            told = VECTORS[name]
            id_, sealed = bytes.fromhex(told["id"]), bytes.fromhex(told["ct"])
            session.execute(delete(ClientRow))
            row = {"id": id_, "therapist_id": desk.therapist_id, "rev": told["rev"], "ct": sealed}
            session.execute(insert(ClientRow).values(row))
            found = clients.find(session, desk, id_)
            assert found is not None
            assert found.dossier.label == told["label"]
            assert [one.words for one in found.dossier.notes] == told.get("notes", [])
            assert list(found.dossier.shares) == told.get("shares", [])
        told = VECTORS["log"]
        day, sealed = date.fromisoformat(told["day"]), bytes.fromhex(told["ct"])
        id_ = bytes.fromhex(told["id"])
        session.add(DeskLogRow(id=id_, therapist_id=desk.therapist_id, day=day, ct=sealed))
        entry = Entry(Act(told["act"]), told["label"])
        assert desk_log.entries(session, desk) == [Logged(day, entry)]


def test_a_client_is_read_and_changed_by_its_therapist(sessions: Sessions) -> None:
    with sessions() as session:
        id_ = clients.add(session, DESK, THURSDAY)
        session.commit()
        found = clients.find(session, DESK, id_)
        assert found is not None
        assert found.dossier == THURSDAY
        clients.rewrite(session, DESK, found, THURSDAY.with_share(b"s" * 16))
        session.commit()
        assert [one.dossier.shares for one in clients.all_of(session, DESK)] == [("73" * 16,)]


def test_clients_are_told_by_label(sessions: Sessions) -> None:
    with sessions() as session:
        for label in ("tuesday", "Monday", "Wednesday"):
            clients.add(session, DESK, Dossier(label=label))
        session.commit()
        told = [one.dossier.label for one in clients.all_of(session, DESK)]
        assert told == ["Monday", "tuesday", "Wednesday"]


def test_another_therapist_finds_changes_and_removes_nothing(sessions: Sessions) -> None:
    with sessions() as session:
        id_ = clients.add(session, DESK, THURSDAY)
        session.commit()
        own = clients.find(session, DESK, id_)
        assert own is not None
        assert clients.find(session, OTHER_DESK, id_) is None
        assert clients.all_of(session, OTHER_DESK) == []
        with pytest.raises(Overwritten):
            clients.rewrite(session, OTHER_DESK, own, THURSDAY)
        clients.remove(session, OTHER_DESK, id_)
        assert clients.find(session, DESK, id_) == own


def test_two_windows_do_not_undo_each_other(sessions: Sessions) -> None:
    with sessions() as session:
        id_ = clients.add(session, DESK, THURSDAY)
        session.commit()
        seen = clients.find(session, DESK, id_)
        assert seen is not None
        clients.rewrite(session, DESK, seen, Dossier(label="Friday"))
        with pytest.raises(Overwritten):
            clients.rewrite(session, DESK, seen, Dossier(label="Saturday"))


def test_what_is_kept_for_the_list_makes_no_window_old(sessions: Sessions) -> None:
    moved = Moved(("73" * 16,), (("PHQ-9", "down"),))
    with sessions() as session:
        id_ = clients.add(session, DESK, THURSDAY)
        session.commit()
        typing = clients.find(session, DESK, id_)
        assert typing is not None
        clients.keep_moved(session, DESK, typing, moved)
        (told,) = clients.all_of(session, DESK)
        assert told.dossier == replace(THURSDAY, moved=moved)
        clients.rewrite(session, DESK, typing, Dossier(label="Friday"))
        with pytest.raises(Overwritten):
            clients.keep_moved(session, DESK, typing, moved)
        assert [one.dossier.label for one in clients.all_of(session, DESK)] == ["Friday"]


@pytest.mark.parametrize("notes", [0, 1, 10])
def test_the_size_of_a_client_is_one_of_three(sessions: Sessions, notes: int) -> None:
    with sessions() as session:
        many = (OwnNote(TODAY, "x" * clients.LONGEST_NOTE),) * notes
        clients.add(session, DESK, Dossier(label="x", notes=many))
        session.commit()
        assert len(session.scalars(select(ClientRow.ct)).one()) - 41 in SIZES


@pytest.mark.parametrize(
    "change", [{"rev": 2}, {"id": b"\7" * 16}, {"ct": b"\1" + bytes(4_200)}], ids=str
)
def test_a_client_changed_by_hand_does_not_open(
    sessions: Sessions, change: dict[str, object]
) -> None:
    """K2: the row, its place and its revision belong together."""
    with sessions() as session:
        clients.add(session, DESK, THURSDAY)
        session.flush()
        session.execute(update(ClientRow).values(**change))
        session.commit()
        assert clients.all_of(session, DESK) == []
        assert clients.count(session, DESK.therapist_id) == 1, "the page says that one is damaged"


def test_a_client_given_to_another_therapist_by_hand_opens_for_nobody(sessions: Sessions) -> None:
    with sessions() as session:
        clients.add(session, DESK, THURSDAY)
        session.flush()
        session.execute(update(ClientRow).values(therapist_id=OTHER_THERAPIST.id))
        session.commit()
        assert clients.all_of(session, OTHER_DESK) == clients.all_of(session, DESK) == []


def test_a_share_stands_once_under_a_label_and_can_be_taken_out() -> None:
    two = THURSDAY.with_share(b"a" * 16).with_share(b"b" * 16)
    assert two.with_share(b"a" * 16) == two
    assert two.without_share(b"a" * 16).shares == ("62" * 16,)


def test_the_log_tells_a_day_and_an_act_once(sessions: Sessions) -> None:
    with sessions() as session:
        for act in (Act.CLAIM, Act.VIEW, Act.VIEW):
            desk_log.note(session, DESK, b"s" * 16, Entry(act, "Thursday"), TODAY)
        desk_log.note(session, DESK, b"s" * 16, Entry(Act.VIEW, "Thursday"), days_ago(1))
        session.commit()
        told = [(one.day, one.entry.act) for one in desk_log.entries(session, DESK)]
        assert told == [(TODAY, Act.CLAIM), (TODAY, Act.VIEW), (days_ago(1), Act.VIEW)]
        assert desk_log.entries(session, OTHER_DESK) == []


def test_no_entry_of_the_log_tells_its_kind_by_its_size(sessions: Sessions) -> None:
    with sessions() as session:
        desk_log.note(session, DESK, b"s" * 16, Entry(Act.CLAIM, ""), TODAY)
        desk_log.note(session, DESK, b"s" * 16, Entry(Act.FHIR, "ä" * 60), TODAY)
        session.commit()
        sizes = {len(sealed) for sealed in session.scalars(select(DeskLogRow.ct))}
        assert sizes == {SEALED_BYTES + 41}


def test_an_entry_moved_to_another_day_or_therapist_does_not_open(sessions: Sessions) -> None:
    with sessions() as session:
        desk_log.note(session, DESK, b"s" * 16, Entry(Act.VIEW, "Thursday"), TODAY)
        session.commit()
        session.execute(update(DeskLogRow).values(day=days_ago(1)))
        assert desk_log.entries(session, DESK) == []
        session.execute(update(DeskLogRow).values(day=TODAY, therapist_id=OTHER_THERAPIST.id))
        assert desk_log.entries(session, OTHER_DESK) == []


def test_entries_go_after_a_year(sessions: Sessions) -> None:
    with sessions() as session:
        for age in (366, 365, 0):
            desk_log.note(session, DESK, b"s" * 16, Entry(Act.VIEW, "x"), days_ago(age))
        session.commit()
        assert desk_log.counts(session, TODAY) == (1, 3)
        desk_log.erase_expired(session, TODAY)
        assert [one.day for one in desk_log.entries(session, DESK)] == [TODAY, days_ago(365)]


def test_with_the_key_of_a_therapist_all_of_it_is_forgotten(sessions: Sessions) -> None:
    with sessions() as session:
        for desk in (DESK, OTHER_DESK):
            clients.add(session, desk, THURSDAY)
            desk_log.note(session, desk, b"s" * 16, Entry(Act.VIEW, "x"), TODAY)
        session.commit()
        clients.forget_all(session, DESK.therapist_id)
        desk_log.forget_all(session, DESK.therapist_id)
        assert clients.all_of(session, DESK) == []
        assert desk_log.entries(session, DESK) == []
        assert len(clients.all_of(session, OTHER_DESK)) == 1
        assert len(desk_log.entries(session, OTHER_DESK)) == 1
