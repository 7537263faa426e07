"""A kept result says what was answered, what was open and why, and is read strictly."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.instruments.builders import administered, likert, rule, when
from tests.instruments.random_instruments import taken as randomly
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.records.record import Record, from_json, record_of, to_json
from wellbeing_app.untrusted.refusal import Refused

DAY = date(2026, 11, 23)


def record(*members: Taken, ticked: tuple[str, ...] = ()) -> Record:
    return record_of(
        members, day=DAY, battery="short", language="en", revision=lambda _code: 3, ticked=ticked
    )


@given(randomly().map(lambda one: Taken(*one)))
def test_a_record_read_back_is_the_record_that_was_written(one: Taken) -> None:
    kept = record(one)
    assert from_json(to_json(kept)) == kept


@given(randomly().map(lambda one: Taken(*one)))
def test_every_answer_id_is_answered_or_has_its_reason(one: Taken) -> None:
    (part,) = record(one).parts
    assert {*part.answers, *part.unanswered} == set(one.instrument.answer_ids)
    assert part.answers.keys().isdisjoint(part.unanswered)
    standing = one.circumstances.standing
    for name, reason in part.unanswered.items():
        assert reason == ("missing" if standing[name] is Standing.ASKED else standing[name])


@given(randomly().map(lambda one: Taken(*one)))
def test_the_scores_are_those_of_the_day(one: Taken) -> None:
    (part,) = record(one).parts
    assert part.scores == {
        name: found.value for name, found in one.scores.values.items() if found.value is not None
    }


def test_an_answer_to_a_question_that_is_hidden_now_is_not_kept() -> None:
    asked = administered(likert("a"), likert("b", visible_when=when("a", "equals", 1)))
    (part,) = record(Taken(asked, {"a": 0, "b": 3})).parts
    assert part.answers == {"a": 0}
    assert part.unanswered == {"b": "hidden"}


def test_private_questions_enter_by_their_own_tick_only(library: Library) -> None:
    members = [
        Taken(Administration(member.instrument, "en"), {name: "yes_now"})
        for member, name in zip(library.check("full").members, ("c14", "c9"), strict=False)
    ]
    assert record(*members).parts == ()
    (part,) = record(*members, ticked=("COERCION",)).parts
    assert part.answers == {"c9": "yes_now"}


def test_a_private_question_without_an_answer_does_not_enter(library: Library) -> None:
    safe = Administration(library.newest("SAFE"), "en")
    assert record(Taken(safe, {}), ticked=("SAFE",)).parts == ()


def written(**changed: object) -> bytes:
    asked = administered(likert("a"), scores=(rule("total", "sum_coded", "a"),))
    plain = json.loads(to_json(record(Taken(asked, {"a": 2}))))
    return json.dumps(plain | changed).encode()


def test_what_was_written_by_hand_in_the_same_form_is_read() -> None:
    assert from_json(written()).parts[0].scores == {"total": 2.0}


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"schema": 2}, "$.schema"),
        ({"day": "23 November"}, "$.day"),
        ({"day": 0}, "$.day"),
        ({"parts": {}}, "$.parts"),
        ({"parts": [{}]}, "$.parts[0].key"),
        ({"battery": "x" * 201}, "$.battery"),
        ({"notes": {"": "x" * 8_001}}, "$.notes['']"),
        ({"notes": {str(n): "" for n in range(201)}}, "$.notes"),
        ({"more": 1}, "$.more"),
    ],
)
def test_anything_else_is_refused_with_its_place(changed: dict[str, object], path: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_json(written(**changed))
    assert refusal.value.path == path


@pytest.mark.parametrize("value", [1e300, -1e300])
def test_a_score_no_answers_could_give_is_refused(value: float) -> None:
    (part,) = json.loads(written())["parts"]
    with pytest.raises(Refused) as refusal:
        from_json(written(parts=[part | {"scores": {"total": value}}]))
    assert refusal.value.path == "$.parts[0].scores.total"


@pytest.mark.parametrize("data", [b"", b"[", b"\xff", b"[" * 100, b'{"a": NaN}', b'{"a":1,"a":2}'])
def test_what_is_no_plain_json_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        from_json(data)


def test_two_records_of_one_day_are_two_values() -> None:
    kept = from_json(written())
    assert replace(kept, battery="full") != kept
