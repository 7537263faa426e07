"""The shipped questionnaires through the mixer: their reliability follows from the sums alone."""

import json
import secrets
from random import Random
from statistics import variance

import pytest
from sqlalchemy import select

from tests.aggregates.people import KEYS, NOON, cells, send
from tests.databases import Sessions
from tests.worked import counting
from wellbeing_app.aggregates.mixing import Outcome, mix
from wellbeing_app.instruments.engine import scoring
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.storage.inbox import Submission, part_of
from wellbeing_app.storage.research import ResearchRow

PEOPLE = 40


def alpha_of_people(vectors: list[list[int]]) -> float:
    """Cronbach's alpha from single answers, as its definition has it."""
    items = len(vectors[0])
    single = sum(variance(column) for column in zip(*vectors, strict=True))
    total = variance([sum(vector) for vector in vectors])
    return float(items / (items - 1) * (1 - single / total))


def alpha_of_sums(found: dict[tuple[str, str], int], score: str, names: list[str]) -> float:
    """The same from the counters: variance and covariance are sums of products less the means."""
    people = found[f"sum:{score}", "n"]
    sums = {name: found[f"sum:{score}", name] for name in names}

    def shared(first: str, second: str) -> float:
        return found[f"product:{score}", f"{first}*{second}"] - sums[first] * sums[second] / people

    single = sum(shared(name, name) for name in names)
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    total = single + 2 * sum(shared(first, second) for first, second in pairs)
    return len(names) / (len(names) - 1) * (1 - single / total)


@pytest.mark.parametrize("code", ["PHQ-9", "WHO-5"])
def test_alpha_follows_from_the_sums(sessions: Sessions, library: Library, code: str) -> None:
    instrument = library.newest(code)
    draw = Random(code)
    rule = instrument.scores[0]
    names = [entry.id for entry in rule.inputs]
    vectors = []
    with sessions() as session:
        for _ in range(PEOPLE):
            level = draw.choice((-1, 0, 1))
            values = [max(0, min(3, draw.randint(0, 3) + level)) for _ in names]
            vectors.append(values)
            answers = dict(zip(names, values, strict=True))
            part = part_of(instrument, "en", answers)
            assert part is not None
            send(
                session,
                Submission(secrets.token_bytes(16), "en", (part,), counted=True, research=False),
            )
        assert mix(session, KEYS, library, NOON) == Outcome(PEOPLE, 0, 0)
    found = cells(sessions)
    assert alpha_of_sums(found, rule.id, names) == pytest.approx(alpha_of_people(vectors))
    scored = [n for (table, _), n in found.items() if table == f"score:{rule.id}"]
    assert sum(scored) == PEOPLE


def test_safety_questions_are_never_part_of_a_submission(library: Library) -> None:
    private = [found for found in library.instruments() if found.hints.private]
    assert {found.key.code for found in private} >= {"SAFE", "COERCION", "IMAGES"}
    for instrument in private:
        first = dict.fromkeys(instrument.answer_ids, 1)
        assert part_of(instrument, "en", first) is None


def test_every_countable_question_is_counted_as_it_was_answered(
    sessions: Sessions, library: Library
) -> None:
    draw = Random("all")
    sent = {}
    with sessions() as session:
        for instrument in library.instruments():
            answers = {
                name: draw.choice(item.options).value
                for item in instrument.asked()
                if item.options and item.kind in ("likert", "multi", "grid")
                for name in item.answer_ids
            }
            part = part_of(instrument, "en", answers)
            if part is not None and part.answers:
                sent[part.key] = part
        for part in sent.values():
            one = Submission(secrets.token_bytes(16), "en", (part,), counted=True, research=True)
            send(session, one)
        assert len(sent) >= 10
        assert mix(session, KEYS, library, NOON) == Outcome(len(sent), 0, 0)
        for row in session.scalars(select(ResearchRow)):
            stored = [value for value in json.loads(row.vector) if value is not None]
            assert set(map(str, stored)) <= set(map(str, sent[row.instrument].answers.values()))


def test_an_answer_that_a_changed_answer_hid_is_not_counted(
    sessions: Sessions, library: Library
) -> None:
    """Rows of before this rule still wait: what is in them is looked at again when they are mixed.

    The broken variant counted that money is needed elsewhere, of somebody who spends nothing.
    """
    money = library.newest("MONEY")
    with sessions() as session:
        for first in [{"c10a": "nothing"}, {"c10a": "much"}] * 5 + [{}]:
            part = part_of(money, "en", {**first, "c10b": "yes"})
            assert part is not None
            one = Submission(secrets.token_bytes(16), "en", (part,), counted=True, research=True)
            send(session, one)
        assert mix(session, KEYS, library, NOON) == Outcome(11, 0, 0)
        vectors = sorted(row.vector for row in session.scalars(select(ResearchRow)))
    assert cells(sessions) == {
        ("item:c10a", "nothing"): 5,
        ("item:c10a", "much"): 5,
        ("item:c10b", "yes"): 5,
    }
    assert vectors == ['["much","yes"]'] * 5 + ['["nothing",null]'] * 5


def test_each_part_is_tallied_once(
    sessions: Sessions, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant tallied every part twice."""
    battery = library.check("full").members
    parts = [
        part_of(one.instrument, "en", dict.fromkeys(one.instrument.answer_ids, 1))
        for one in battery
        if one.instrument.scores
    ]
    sealed = tuple(part for part in parts if part)
    with sessions() as session:
        for _ in range(10):
            one = Submission(secrets.token_bytes(16), "en", sealed, counted=True, research=True)
            send(session, one)
        tallied = counting(monkeypatch, scoring, "tallies", lambda found, _: found.key.code)
        assert mix(session, KEYS, library, NOON) == Outcome(10, 0, 0)
    assert tallied == {part.key.rpartition("/")[2].partition("@")[0]: 10 for part in sealed}
