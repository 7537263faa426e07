"""What was taken: the answers that count and what follows from them, each worked out once."""

import pytest
from hypothesis import given

from tests.instruments.builders import administered, likert, note, rule, when
from tests.instruments.random_instruments import taken as entered
from tests.worked import counting
from wellbeing_app.instruments.engine import administration
from wellbeing_app.instruments.engine import taken as module
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.circumstances import Standing
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Alert, Level
from wellbeing_app.instruments.model.item import Answer, Gate

FOLLOWED = administered(
    likert("a"),
    likert("b", visible_when=when("a", "equals", 1)),
    scores=(rule("s", "sum_coded", "b"),),
    alerts=(Alert("told", Level.URGENT, "fear", when("b", "equals", 3)),),
    texts={"en": {"said": "You said {answer.b}, in all {score.s}."}},
)
"""`b` is asked after a 1 only, and raises an alert with a 3."""


def test_an_answer_that_counts_is_scored_alarms_and_is_named() -> None:
    one = Taken(FOLLOWED, {"a": 1, "b": 3})
    assert one.answers == {"a": 1, "b": 3}
    assert one.scores.values["s"].value == 3
    assert [alert.id for alert in one.alerts] == ["told"]
    assert one.text("said") == "You said option 3, in all 3."
    assert one.shown == {"a", "b"}


@pytest.mark.parametrize("first", [0, None])
def test_an_answer_hidden_by_a_changed_answer_speaks_nowhere(first: int | None) -> None:
    one = Taken(FOLLOWED, {"b": 3} if first is None else {"a": first, "b": 3})
    assert "b" not in one.answers
    assert not one.asks("b")
    assert one.scores.values["s"].value is None
    assert one.scores.missing == (() if first is not None else ("a",))
    assert one.alerts == ()
    assert one.context.answers == one.answers
    assert one.text("said") == "You said …, in all …."
    assert one.shown == {"a"}


@pytest.mark.parametrize("empty", ["", ()])
def test_an_empty_answer_is_none(empty: Answer) -> None:
    assert Taken(administered(likert("a")), {"a": empty}).answers == {}


def test_an_answer_of_no_question_of_it_is_none() -> None:
    assert Taken(administered(likert("a")), {"z": 1}).answers == {}


GATED = administered(
    likert("first"),
    likert("gate", gate=Gate("greater_than", 0, None)),
    likert("after"),
    note("thanks"),
)


def test_nothing_behind_a_closed_gate_counts_or_shows() -> None:
    one = Taken(GATED, {"first": 1, "gate": 0, "after": 2})
    assert one.closing_item is not None
    assert one.closing_item.id == "gate"
    assert one.answers == {"first": 1, "gate": 0}
    assert one.shown == {"first", "gate"}


@pytest.mark.parametrize("gate", [{"gate": 1}, {"gate": ""}, {}])
def test_an_open_gate_closes_nothing(gate: dict[str, Answer]) -> None:
    one = Taken(GATED, {"first": 1, "after": 2, **gate})
    assert one.closing_item is None
    assert one.answers["after"] == 2
    assert one.shown == {"first", "gate", "after", "thanks"}


def test_the_answer_of_a_hidden_gate_closes_nothing() -> None:
    asked = administered(
        likert("a"),
        likert("gate", gate=Gate("greater_than", 0, None), visible_when=when("a", "equals", 1)),
        likert("b"),
    )
    assert Taken(asked, {"a": 0, "gate": 0, "b": 2}).answers == {"a": 0, "b": 2}


def test_of_a_share_each_answer_counts_whatever_was_kept_back() -> None:
    one = Taken(FOLLOWED, {"b": 3}, stood={})
    assert one.answers == {"b": 3}
    assert one.asks("a")
    assert one.text("said") == "You said option 3, in all 3."


def test_of_a_share_what_was_said_to_be_hidden_was_not_asked() -> None:
    one = Taken(FOLLOWED, {"a": 0}, stood={"b": Standing.HIDDEN})
    assert not one.asks("b")
    assert one.scores.missing == ()


def test_of_a_share_no_gate_takes_an_answer_away() -> None:
    one = Taken(GATED, {"gate": 0, "after": 2}, stood={})
    assert one.closing_item is None
    assert one.answers == {"gate": 0, "after": 2}


@given(entered())
def test_whoever_changed_an_answer_reads_what_they_read_who_never_gave_it(
    case: tuple[Administration, dict[str, Answer]],
) -> None:
    administration, everything = case
    changed = Taken(administration, everything)
    never = Taken(administration, changed.answers)
    assert changed.answers == never.answers
    assert changed.scores == never.scores
    assert changed.alerts == never.alerts
    assert changed.shown == never.shown
    assert changed.context == never.context
    for item in administration.instrument.items:
        assert changed.text(item.text_key) == never.text(item.text_key)


def test_whatever_is_read_and_how_often_it_is_worked_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ("score", "holds", "Circumstances")
    worked = [counting(monkeypatch, module, name) for name in names]
    walked = counting(monkeypatch, administration, "Walk")
    one = Taken(FOLLOWED, {"a": 1, "b": 3})
    for _time in range(3):
        assert one.answers
        assert one.scores.values
        assert one.alerts
        assert one.context.answers
        assert one.text("said")
        assert one.shown
    assert [calls.total() for calls in worked] == [1] * len(names)
    assert walked.total() == 1


def test_an_alert_that_looks_at_answers_works_no_score_out(monkeypatch: pytest.MonkeyPatch) -> None:
    scored = counting(monkeypatch, module, "score")
    assert [alert.id for alert in Taken(FOLLOWED, {"a": 1, "b": 3}).urgent_alerts] == ["told"]
    assert scored.total() == 0
