"""Only what was offered, asked and agreed to is counted or stored; words never."""

import json
import secrets
from dataclasses import replace

import pytest
from sqlalchemy import select, text, update

from tests.aggregates.people import (
    KEYS,
    MOOD,
    PRIVATE,
    accounts,
    cells,
    people,
    run,
    send,
    submission,
)
from tests.databases import Sessions
from tests.instruments.builders import administered, likert, rule, when
from wellbeing_app.aggregates.counting import amounts
from wellbeing_app.aggregates.health import Health
from wellbeing_app.aggregates.mixing import Outcome
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.storage.counters import SITE, StatCell, clinic_scope
from wellbeing_app.storage.inbox import StatInbox, part_of
from wellbeing_app.storage.research import ResearchRow
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.sealing import pad, seal_to


def all_rows(sessions: Sessions) -> str:
    with sessions() as session:
        tables = ("meta", "stat_inbox", "stat_cell", "research_row")
        return repr([list(session.execute(text(f"SELECT * FROM {name}"))) for name in tables])  # noqa: S608


def test_rows_that_cannot_be_used_are_excluded_and_stop_no_other(sessions: Sessions) -> None:
    other = seal_to(Pair.of(secrets.token_bytes(32)).public, pad(b"{}"))
    with sessions() as session:
        send(session, *people(16))
        ids = session.scalars(select(StatInbox.id)).all()
        broken = [
            *(b"", b"short", other, seal_to(KEYS.statistics.public, b"unpadded")),
            *(sealed(b"{}"), sealed(part("test/NONE@1", '{"m1":1}'))),
        ]
        for row_id, box in zip(ids, broken, strict=False):
            session.execute(update(StatInbox).where(StatInbox.id == row_id).values(ct=box))
        session.commit()
    assert run(sessions) == Outcome(counted=10, excluded=6, waiting=0)
    assert accounts(sessions) == Health(16, 0, 10, 6)
    assert cells(sessions)["item:m1", "1"] == 10


@pytest.mark.parametrize("second", ["test/MOOD@1.0.0", "test/MOOD@2.0.0"])
def test_a_questionnaire_twice_in_one_check_is_excluded(sessions: Sessions, second: str) -> None:
    """Published noise covers a person who changes each table by one, not by two."""
    one, other = (
        f'{{"key":"{key}","language":"en","answers":{{"m1":3}}}}'
        for key in ("test/MOOD@1.0.0", second)
    )
    content = f'{{"parts":[{one},{other}],"counted":true,"research":true}}'.encode()
    with sessions() as session:
        send(session, *people(10))
        first = session.scalars(select(StatInbox.id).limit(1)).one()
        box = sealed(content)
        session.execute(update(StatInbox).where(StatInbox.id == first).values(ct=box))
        session.commit()
    assert run(sessions) == Outcome(counted=9, excluded=1, waiting=0)
    assert ("item:m1", "3") not in cells(sessions)


def sealed(content: bytes) -> bytes:
    return seal_to(KEYS.statistics.public, pad(content))


def part(key: str, answers: str, language: str = "en") -> bytes:
    written = f'{{"key":"{key}","language":"{language}","answers":{answers}}}'
    return f'{{"parts":[{written}],"counted":true,"research":true}}'.encode()


@pytest.mark.parametrize(
    "content",
    [
        part("test/MOOD@1.0.0", '{"m1":"a needle of words"}'),
        part("test/MOOD@1.0.0", '{"m1":7}'),
        part("test/MOOD@1.0.0", '{"m1":[1]}'),
        part("test/MOOD@1.0.0", '{"m3":"a needle of words"}'),
        part("test/MOOD@1.0.0", '{"m3":10001}'),
        part("test/MOOD@1.0.0", '{"m4":["a needle of words"]}'),
        part("test/MOOD@1.0.0", '{"m4":1}'),
        part("test/MOOD@1.0.0", '{"m5_1":"a needle of words"}'),
        part("test/MOOD@1.0.0", '{"m1":1}', language="a needle of words"),
    ],
)
def test_what_an_item_does_not_offer_is_never_stored(sessions: Sessions, content: bytes) -> None:
    with sessions() as session:
        send(session, *people(10))
        first = session.scalars(select(StatInbox.id).limit(1)).one()
        box = sealed(content)
        session.execute(update(StatInbox).where(StatInbox.id == first).values(ct=box))
        session.commit()
    assert run(sessions) == Outcome(counted=9, excluded=1, waiting=0)
    assert "needle" not in all_rows(sessions)


NEEDLES: dict[str, Answer] = {
    "words": "a needle of words",
    "m1": 1,
    "m4": (0, 2),
    "m3": 70,
    "m5_2": 1,
}


def test_words_reach_no_counter_and_no_row(sessions: Sessions) -> None:
    with sessions() as session:
        send(session, *(submission(NEEDLES, research=True) for _ in range(10)))
    run(sessions)
    found = cells(sessions)
    assert {table for table, _ in found} == {"item:m1", "item:m3", "item:m4", "item:m5_2"}
    assert found["item:m4", "0"] == found["item:m4", "2"] == found["item:m3", "70"] == 10
    with sessions() as session:
        vectors = session.scalars(select(ResearchRow.vector)).all()
    assert vectors == [json.dumps([1, None, 70, [0, 2], None, 1], separators=(",", ":"))] * 10
    assert "needle" not in all_rows(sessions)


def test_a_scored_answer_that_is_hidden_enters_no_cell() -> None:
    """Its score is one of fewer answers: sums over all of them would not add up."""
    asked = administered(
        likert("a"),
        likert("b", visible_when=when("a", "equals", 1)),
        scores=(rule("s", "sum_coded", "ab"),),
    )
    assert amounts(Taken(asked, {"a": 0, "b": 3})) == {("item:a", "0"): 1, ("score:s", "0"): 1}
    assert amounts(Taken(asked, {"a": 1, "b": 3}))["sum:s", "b"] == 3


def test_a_private_instrument_is_never_counted_or_stored(sessions: Sessions) -> None:
    smuggled = part("test/SAFE@1.0.0", '{"m1":1}')
    with sessions() as session:
        send(session, *(submission(NEEDLES, instrument=PRIVATE) for _ in range(10)))
        first = session.scalars(select(StatInbox.id).limit(1)).one()
        update_one = update(StatInbox).where(StatInbox.id == first).values(ct=sealed(smuggled))
        session.execute(update_one)
        session.commit()
    assert run(sessions).counted == 10
    assert cells(sessions) == {}
    with sessions() as session:
        assert session.query(ResearchRow).count() == 0


@pytest.mark.parametrize(
    ("counted", "research", "accepted", "counters", "rows"),
    [
        (False, False, 0, False, 0),
        (True, False, 10, True, 0),
        (False, True, 10, False, 10),
        (True, True, 10, True, 10),
    ],
)
def test_each_use_needs_its_own_consent(
    sessions: Sessions,
    *,
    counted: bool,
    research: bool,
    accepted: int,
    counters: bool,
    rows: int,
) -> None:
    with sessions() as session:
        send(session, *people(10, counted=counted, research=research))
    run(sessions)
    assert accounts(sessions) == Health(accepted, 0, accepted, 0)
    assert bool(cells(sessions)) == counters
    with sessions() as session:
        assert session.query(ResearchRow).count() == rows
        assert len(set(session.scalars(select(ResearchRow.id)))) == rows


def test_an_instrument_shown_in_english_for_want_of_a_translation_is_counted_so() -> None:
    made = part_of(MOOD, "nl", {"m1": 1})
    assert made is not None
    assert made.language == "en"


def test_words_and_unknown_items_counted_by_hand_are_dropped_by_the_mixer(
    sessions: Sessions,
) -> None:
    smuggled = part("test/MOOD@1.0.0", '{"words":"a needle of words","unknown":3,"m1":1}')
    with sessions() as session:
        send(session, *people(10))
        session.execute(update(StatInbox).values(ct=sealed(smuggled)))
        session.commit()
    assert run(sessions).counted == 10
    assert {table for table, _ in cells(sessions)} == {"item:m1"}
    assert "needle" not in all_rows(sessions)


def test_a_check_of_a_clinics_door_counts_for_the_site_and_for_the_clinic(
    sessions: Sessions,
) -> None:
    scope = clinic_scope(bytes(16))
    there = [replace(one, scope=scope) for one in people(4)]
    unasked = [replace(one, scope=scope) for one in people(3, counted=False, research=True)]
    with sessions() as session:
        send(session, *there, *unasked, *people(6))
    run(sessions)
    with sessions() as session:
        chosen = (StatCell.table_id == "item:m1") & (StatCell.cell == "1")
        found = {cell.scope: cell.n for cell in session.scalars(select(StatCell).where(chosen))}
    assert found == {SITE: 10, scope: 4}


def test_a_row_from_before_there_were_doors_still_counts(sessions: Sessions) -> None:
    whole = part("test/MOOD@1.0.0", '{"m1":1,"m2":2}')
    assert b"scope" not in whole
    with sessions() as session:
        send(session, *people(10))
        first = session.scalars(select(StatInbox.id)).first()
        session.execute(update(StatInbox).where(StatInbox.id == first).values(ct=sealed(whole)))
        session.commit()
    assert run(sessions) == Outcome(counted=10, excluded=0, waiting=0)
