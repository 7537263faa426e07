"""Alerts: raised by answers and scores that count, and by nothing else."""

from tests.instruments.builders import administered, likert, rule, when
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Alert, Level
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.model.rules import Norms, Threshold

ITEM = Alert("harm", Level.URGENT, "self_harm", when("b", "greater_than", 0))
BAND = Alert("high", Level.CARE, "distress", when("total", "greater_than", 3, "score"))
ADMINISTRATION = administered(
    likert("a"),
    likert("b", visible_when=when("a", "greater_than", 0)),
    scores=(rule("total", "sum_coded", "ab", norms=Norms((Threshold(0, 6, "", None),), None)),),
    alerts=(ITEM, BAND),
)


def alerts(answers: dict[str, Answer]) -> list[str]:
    found = Taken(ADMINISTRATION, answers).alerts
    return [alert.id for alert in found]


def test_an_alarming_answer_is_met_before_the_rest_is_answered() -> None:
    assert alerts({}) == []
    assert alerts({"a": 1, "b": 0}) == []
    assert alerts({"a": 1, "b": 1}) == ["harm"]


def test_an_alarming_score_is_met_once_it_is_known() -> None:
    assert alerts({"a": 3}) == []
    assert alerts({"a": 3, "b": 1}) == ["harm", "high"]


def test_an_answer_that_no_longer_counts_raises_nothing() -> None:
    assert alerts({"a": 0, "b": 3}) == []
