"""What lies under a code: nothing is kept twice, nothing is lost, and it is read strictly."""

import json
import zlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.records.record import Record, RecordPart
from wellbeing_app.storage.kept import (
    MOST_SCORES,
    MOST_SHARES,
    Goal,
    History,
    Kept,
    Shown,
    Unfinished,
    read_history,
    to_json,
    write_history,
)
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.untrusted.strict_json import MOST_BYTES
from wellbeing_app.vault.sealing import TooLarge, pad

DAY = date(2026, 11, 23)


def record(day: date = DAY, battery: str = "short", value: float = 3) -> Record:
    part = RecordPart(
        key="evenkeel/PHQ-9@1.0",
        language="en",
        parameters={},
        dimensions=None,
        seed=0,
        answers={f"phq9_{n}": 1 for n in range(1, 10)},
        unanswered={},
        scores={"total": value},
        evidence_revision=1,
    )
    return Record(
        schema=1, day=day, battery=battery, language="en", parts=(part,), notes={}, engine="1"
    )


def mark(number: int) -> str:
    return f"{number:012x}"


RESULTS = st.builds(
    Kept,
    mark=st.integers(0, 5).map(mark),
    record=st.builds(record, st.dates(), st.sampled_from(["short", "full"]), st.floats(0, 27)),
)
CHECKS = st.builds(
    Unfinished,
    mark=st.integers(0, 5).map(mark),
    record=st.builds(record, st.dates(), st.sampled_from(["short", "full"])),
    furthest=st.integers(0, 30),
)


@given(st.lists(RESULTS | CHECKS, max_size=8), st.sampled_from([None, *Goal]))
def test_a_history_read_back_is_the_one_written(
    added: list[Kept | Unfinished], goal: Goal | None
) -> None:
    history = History(goal=goal)
    for one in added:
        if isinstance(one, Kept):
            history = history.with_result(one)
        else:
            history = history.with_unfinished(one)
    assert read_history(write_history(history)) == history
    assert len({one.mark for one in history.results}) == len(history.results)
    assert len({one.record.battery for one in history.unfinished}) == len(history.unfinished)
    days = [one.record.day for one in history.results]
    assert days == sorted(days)


def test_a_result_kept_again_takes_its_own_place() -> None:
    history = History().with_result(Kept(mark(1), record(value=3)))
    again = history.with_result(Kept(mark(1), record(value=5)))
    assert [one.record.parts[0].scores for one in again.results] == [{"total": 5}]


def test_the_result_of_a_check_takes_the_place_of_its_unfinished_form() -> None:
    begun = Unfinished(mark(1), record(), 4)
    other = Unfinished(mark(2), record(battery="full"), 2)
    history = History().with_unfinished(begun).with_unfinished(other)
    assert history.with_result(Kept(mark(1), record())).unfinished == (other,)


def test_one_result_can_be_left_out() -> None:
    history = History().with_result(Kept(mark(1), record()))
    assert history.without(0) == History()
    with pytest.raises(IndexError):
        history.without(1)


def shown(number: int) -> Shown:
    return Shown(number.to_bytes(15, "big").hex(), DAY)


def test_codes_of_shares_are_read_back_each_once() -> None:
    history = History().with_share(shown(1), ()).with_share(shown(2), (shown(1),))
    assert history.with_share(shown(2), history.shares).shares == (shown(1), shown(2))
    assert read_history(write_history(history)) == history


def test_of_the_shares_before_only_the_living_stay() -> None:
    history = History().with_share(shown(1), ()).with_share(shown(2), (shown(1),))
    assert history.with_share(shown(3), (shown(2),)).shares == (shown(2), shown(3))


def test_a_history_holds_thirty_codes_of_living_shares_and_no_more() -> None:
    history = History(shares=tuple(shown(number) for number in range(MOST_SHARES)))
    with pytest.raises(TooLarge):
        history.with_share(shown(99), history.shares)
    assert len(history.with_share(shown(99), history.shares[1:]).shares) == MOST_SHARES
    pad(write_history(history))


def test_a_form_names_a_share_by_a_mark_that_is_not_its_code() -> None:
    assert shown(1).mark != shown(2).mark
    assert shown(1).mark not in shown(1).secret
    assert shown(1).secret not in repr(History(shares=(shown(1),)))


def test_a_history_of_before_there_were_codes_of_shares_is_read() -> None:
    written = b'{"schema":1,"results":[],"unfinished":[],"goal":"stop"}'
    assert read_history(zlib.compress(written)) == History(goal=Goal.STOP)


def test_a_result_a_week_for_three_years_fits() -> None:
    history = History()
    for week in range(156):
        kept = Kept(mark(week), record(DAY + timedelta(weeks=week), value=week % 28))
        history = history.with_result(kept)
    pad(write_history(history))


def longest(notes: int) -> History:
    """A history with one result of so many notes as long as can be: more than 8 kB each."""
    noted = replace(record(), notes={f"note {number}": "x" * 8_000 for number in range(notes)})
    return History().with_result(Kept(mark(1), noted))


def scoring(ways: int) -> History:
    """A history of one questionnaire that was put in so many ways, twice in each."""
    parts = [replace(record().parts[0], parameters={"way": way % ways}) for way in range(2 * ways)]
    each = [replace(record(), parts=tuple(parts[n : n + 50])) for n in range(0, len(parts), 50)]
    return History(results=tuple(Kept(mark(n), one) for n, one in enumerate(each)))


def answering(results: int) -> History:
    """A history of so many results of 10,000 short answers each."""
    answers = {f"{number:x}": 1 for number in range(1_000)}
    part = replace(record().parts[0], answers=answers)
    kept = replace(record(), parts=(part,) * 10)
    return History(results=tuple(Kept(mark(number), kept) for number in range(results)))


@pytest.mark.parametrize(
    ("history", "more"),
    [
        (longest(130), longest(131)),
        (answering(9), answering(10)),
        (scoring(MOST_SCORES), scoring(MOST_SCORES + 1)),
    ],
    ids=["bytes", "values", "scores"],
)
def test_what_could_not_be_read_again_is_not_written(history: History, more: History) -> None:
    assert read_history(write_history(history)) == history
    compressed = zlib.compress(to_json(more), 9)
    pad(compressed)
    with pytest.raises(Refused):
        read_history(compressed)
    with pytest.raises(TooLarge):
        write_history(more)


def compressed(**changed: object) -> bytes:
    plain = json.loads(to_json(History().with_result(Kept(mark(1), record()))))
    return zlib.compress(json.dumps(plain | changed).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib",
        compressed()[:-1],
        compressed() + b"more",
        compressed(schema=2),
        compressed(goal="win"),
        compressed(more=1),
        compressed(shares=[{"secret": "not hex", "day": "2026-11-23"}]),
        compressed(results=[{"mark": "not hex 1234", "record": {}}]),
        zlib.compress(bytes(MOST_BYTES + 1)),
        zlib.compress(bytes(200 * MOST_BYTES)),
    ],
    ids=lambda content: str(len(content)),
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        read_history(content)


def test_a_history_written_by_hand_is_read() -> None:
    assert read_history(compressed(goal="reduce")).goal is Goal.REDUCE
