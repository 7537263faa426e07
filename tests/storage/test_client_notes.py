"""K1, K2: a therapist's notes on a client, each a row of its own, on both engines."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from tests.databases import Sessions
from tests.storage.sharing import OTHER_PAIR, OTHER_THERAPIST, PAIR, SALT, THERAPIST, TODAY
from wellbeing_app.storage import client_notes, clients
from wellbeing_app.storage.client_notes import ClientNoteRow, Content, Note
from wellbeing_app.storage.clients import Client, ClientRow, Desk, Dossier, Overwritten, OwnNote
from wellbeing_app.vault.sealing import SIZES

VECTORS = json.loads((Path(__file__).parent / "desk_vectors.json").read_text())
DESK = Desk.of(THERAPIST.id, PAIR.private, SALT)
OTHER_DESK = Desk.of(OTHER_THERAPIST.id, OTHER_PAIR.private, SALT)
BEFORE = Dossier("Thursday", notes=(OwnNote(TODAY, "Alder"), OwnNote(TODAY, "Birch")))


def client(session: Session, dossier: Dossier = BEFORE) -> Client:
    """A client of the desk."""
    found = clients.find(session, DESK, clients.add(session, DESK, dossier))
    assert found is not None
    return found


def told(session: Session, of: Client, desk: Desk = DESK) -> list[str]:
    """The notes on a client, in words."""
    current = clients.find(session, desk, of.id)
    return [each.content.words for each in client_notes.all_of(session, desk, current or of)]


def first(session: Session, of: Client) -> Note:
    """The first note."""
    return client_notes.all_of(session, DESK, of)[0]


def test_a_note_of_before_opens_for_ever(sessions: Sessions) -> None:
    """K1: `desk_vectors.json` was not made with the code under test. Lines are only ever added."""
    desk = Desk.of(*(bytes.fromhex(VECTORS[name]) for name in ("therapist", "private", "salt")))
    note = VECTORS["note"]
    row = {name: bytes.fromhex(note[name]) for name in ("id", "client_id", "ct")}
    with sessions() as session:
        values = {**row, "therapist_id": desk.therapist_id, "rev": note["rev"]}
        session.execute(insert(ClientNoteRow).values(values))
        of = Client(row["client_id"], 1, Dossier("x"))
        day, changed = (date.fromisoformat(note[name]) for name in ("day", "changed"))
        content = Content(day, note["place"], note["words"], changed)
        found = client_notes.all_of(session, desk, of)
        assert found == [Note(row["id"], row["client_id"], note["rev"], content)]


@pytest.mark.parametrize("notes", [(), BEFORE.notes], ids=["", "of before"])
def test_notes_are_told_in_the_order_in_which_they_were_written(
    sessions: Sessions, notes: tuple[OwnNote, ...]
) -> None:
    with sessions() as session:
        of = client(session, replace(BEFORE, notes=notes))
        for words in "cab":
            client_notes.add(session, DESK, of, words, TODAY)
            session.commit()
        assert told(session, of) == [*(each.words for each in notes), *"cab"]


def test_what_is_moved_keeps_id_words_day_and_place_and_leaves_the_row(sessions: Sessions) -> None:
    with sessions() as session:
        of = client(session)
        before = client_notes.all_of(session, DESK, of)
        settled = client_notes.settle(session, DESK, of)
        session.commit()
        assert (settled.rev, settled.dossier.notes) == (of.rev, ())
        assert clients.find(session, DESK, of.id) == settled
        assert client_notes.all_of(session, DESK, settled) == before
        assert client_notes.settle(session, DESK, of) == settled, "once is enough"
        assert len(session.scalars(select(ClientNoteRow)).all()) == len(BEFORE.notes)


def test_a_removed_note_is_not_brought_back_by_who_read_the_client_before(
    sessions: Sessions,
) -> None:
    with sessions() as session:
        of = client(session)
        client_notes.remove(session, DESK, of, first(session, of))
        session.commit()
        client_notes.add(session, DESK, of, "Cedar", TODAY)
        session.commit()
        assert told(session, of) == ["Birch", "Cedar"]


def test_two_at_once_move_and_change_without_losing_anything(sessions: Sessions) -> None:
    with sessions() as session:
        of = client(session)
        session.commit()
    with sessions() as one, sessions() as other:
        read = []
        for session in (one, other):
            read.append(first(session, of))
            session.rollback()
        client_notes.change(one, DESK, of, read[0], "Cedar", TODAY)
        one.commit()
        with pytest.raises(Overwritten):
            client_notes.change(other, DESK, of, read[1], "Damson", TODAY)
        other.rollback()
        assert told(other, of) == ["Cedar", "Birch"]


CHANGES: dict[str, Callable[[Session, Desk, Client, Note], None]] = {
    "add": lambda session, desk, of, _: client_notes.add(session, desk, of, "x", TODAY),
    "change": lambda session, desk, of, note: client_notes.change(
        session, desk, of, note, "x", TODAY
    ),
    "remove": client_notes.remove,
    "rewrite": lambda session, desk, of, _: client_notes.rewrite(session, desk, of, of.dossier),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_another_therapist_reads_and_changes_nothing(
    sessions: Sessions, change: Callable[[Session, Desk, Client, Note], None]
) -> None:
    with sessions() as session:
        of = client_notes.settle(session, DESK, client(session))
        session.commit()
        assert told(session, of, OTHER_DESK) == []
        assert client_notes.find(session, OTHER_DESK, of, first(session, of).id) is None
        with pytest.raises(Overwritten):
            change(session, OTHER_DESK, of, first(session, of))
        session.rollback()
        client_notes.forget(session, OTHER_DESK, of.id)
        client_notes.forget_all(session, OTHER_THERAPIST.id)
        assert told(session, of) == ["Alder", "Birch"]


@pytest.mark.parametrize(
    "values",
    [{"rev": 2}, {"client_id": b"\7" * 16}, {"id": b"\7" * 16}, {"ct": b"\1" + bytes(4_200)}],
    ids=str,
)
def test_a_note_changed_by_hand_does_not_open(
    sessions: Sessions, values: dict[str, object]
) -> None:
    """K2: the row, its client, its therapist and its revision belong together."""
    with sessions() as session:
        of = client(session, Dossier("Thursday"))
        other = Client(b"\7" * 16, 1, Dossier("x"))
        client_notes.add(session, DESK, of, "Alder", TODAY)
        session.execute(update(ClientNoteRow).values(**values))
        session.commit()
        session.expire_all()
        assert told(session, of) == told(session, other) == []
        assert (
            client_notes.damaged(session, DESK, of) + client_notes.damaged(session, DESK, other)
            == 1
        )


@pytest.mark.parametrize("words", ["x", "\U0001f333" * clients.LONGEST_NOTE, '"' * 4_000])
def test_the_size_of_a_note_is_one_of_three_and_the_longest_fits(
    sessions: Sessions, words: str
) -> None:
    with sessions() as session:
        of = client(session, Dossier("Thursday"))
        client_notes.add(session, DESK, of, words, TODAY)
        assert len(session.scalars(select(ClientNoteRow.ct)).one()) - 41 in SIZES
        assert told(session, of) == [words]


def test_a_note_on_a_client_who_is_gone_is_refused(sessions: Sessions) -> None:
    with sessions() as session:
        of = client(session)
        clients.remove(session, DESK, of.id)
        with pytest.raises(Overwritten):
            client_notes.add(session, DESK, of, "x", TODAY)


def test_notes_go_with_the_client_and_with_the_key(sessions: Sessions) -> None:
    with sessions() as session:
        two = [client_notes.settle(session, DESK, client(session)) for _ in range(2)]
        client_notes.forget(session, DESK, two[0].id)
        assert (told(session, two[0]), told(session, two[1])) == ([], ["Alder", "Birch"])
        client_notes.forget_all(session, DESK.therapist_id)
        assert session.scalars(select(ClientNoteRow)).all() == []
        assert len(session.scalars(select(ClientRow)).all()) == 2
