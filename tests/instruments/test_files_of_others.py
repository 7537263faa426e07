"""Files from elsewhere: opaque ids, unsound computed values, blanks that the file allows."""

import pytest
from flask import Flask, render_template_string

from tests.instruments.builders import administered, grid, likert, rule, short
from tests.instruments.osd_files import changed, load
from tests.records.results import LIBRARY
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer, Item
from wellbeing_app.instruments.model.rules import Input, ScoreRule
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.web.words.evidence import card_of

D = "definition"


@pytest.mark.parametrize(
    "name", ["q 1", "Frage 1 (a)", "th\N{LATIN SMALL LETTER E WITH ACUTE}#1", "1/2?"]
)
def test_the_id_of_an_item_is_opaque(name: str) -> None:
    document = changed(D, "items", 0, "id", value=name)
    document[D]["items"][2]["visible_when"]["item"] = name
    document[D]["scoring"]["total"]["items"] = [name, "q2"]
    one = load(document)
    assert one.answer_ids[0] == name
    found = Taken(Administration(one, "en"), {name: 2, "q2": 1})
    assert found.scores.values["total"].value == 3


@pytest.mark.parametrize("name", ["", " q1", "q1 ", "a\nb", "a:b", "a\u202eb"])
def test_an_id_that_cannot_be_seen_or_told_apart_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        load(changed(D, "items", 3, "id", value=name))


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("score.total || 0", "character"),
        ("answer.q9", "'q9'"),
        ("computed.double + 1", "depends on itself"),
        ("computed.lost * 2", "'lost'"),
    ],
)
def test_an_unsound_computed_value_loses_no_score(expression: str, reason: str) -> None:
    document = changed(D, "computed", "double", value={"expression": expression})
    document[D]["computed"]["half"] = {"expression": "score.total / 2"}
    document[D]["computed"]["more"] = {"expression": "computed.double + 1"}
    one = load(document)
    assert [value.name for value in one.computed] == ["half"]
    assert {warning.split(":")[0] for warning in one.warnings} >= {
        "$.definition.computed.more.expression"
    } or "depends" in reason
    assert any(reason in warning for warning in one.warnings)
    found = Taken(Administration(one, "en"), {"q1": 2, "q2": 1}).scores
    assert (found.values["total"].value, found.computed["half"]) == (3, 1.5)


def test_a_malformed_computed_value_is_left_out_too() -> None:
    one = load(changed(D, "computed", "double", value={"expression": 3, "type": "soup"}))
    assert one.computed == ()
    assert len(one.warnings) == 1


@pytest.mark.parametrize("place", ["condition", "alert"])
def test_a_computed_value_that_something_waits_for_is_not_left_out(place: str) -> None:
    document = changed(D, "computed", "double", value={"expression": "answer.q9"})
    when = {"computed": "double", "operator": "greater_than", "value": 1}
    if place == "condition":
        document[D]["items"][3]["visible_when"] = when
    else:
        alert = {"id": "a", "level": "care", "topic": "distress", "when": when}
        document[D]["runner_hints"]["evenkeel"]["alerts"] = [alert]
    with pytest.raises(Refused, match="q9"):
        load(document)


def scored(rule_: ScoreRule, *items: Item, **answers: Answer) -> tuple[float | None, int]:
    found = Taken(administered(*items, scores=(rule_,)), answers).scores.values[rule_.id]
    return found.value, len(found.missing)


OPTIONAL = tuple(likert(name) for name in "abc")
REQUIRED = (likert("a", required=True), *OPTIONAL[1:])


@pytest.mark.parametrize(
    ("method", "expected"), [("sum_coded", 5), ("mean_coded", 2.5), ("max", 3), ("sd", 0.5)]
)
def test_without_our_rule_an_optional_blank_is_passed_over(method: str, expected: float) -> None:
    theirs = rule("s", method, "abc", missing_allowed=None)
    assert scored(theirs, *OPTIONAL, a=2, b=3) == (expected, 0)
    assert scored(theirs, *REQUIRED, a=2, b=3) == (expected, 0)
    assert scored(theirs, *REQUIRED, b=2, c=3) == (None, 1)
    assert scored(theirs, *OPTIONAL) == (None, 0)
    assert scored(rule("s", method, "abc"), *OPTIONAL, a=2, b=3) == (None, 1)


def test_a_skipped_item_is_not_correct() -> None:
    inputs = tuple(Input(name, accepted=("7",)) for name in "abc")
    theirs = ScoreRule("s", "sum_correct", inputs, missing_allowed=None)
    items = tuple(short(name, max_length=5) for name in "abc")
    assert scored(theirs, *items, a="7", b="8") == (1, 0)
    assert scored(theirs, *items) == (0, 0)
    assert scored(ScoreRule("s", "sum_correct", inputs), *items, a="7", b="8") == (None, 1)


def test_a_required_blank_leaves_a_range_in_which_optional_ones_may_stay_blank() -> None:
    theirs = rule("s", "sum_coded", "abc", missing_allowed=None)
    items = (likert("a", 1, 3, required=True), likert("b", 1, 3), likert("c", 1, 3))
    found = Taken(administered(*items, scores=(theirs,)), {"b": 3}).scores.values["s"]
    assert found.possible is not None
    assert (found.possible.low, found.possible.high) == (4, 9)


def test_a_grid_row_that_may_stay_open_is_optional() -> None:
    item = grid("g", 2, 0, 1, 2, required=True)
    theirs = rule("s", "sum_coded", item.answer_ids, missing_allowed=None)
    assert scored(theirs, item, g_1=2) == (None, 1)


def test_a_file_without_our_hints_promises_nothing(app: Flask) -> None:
    """The broken variant printed "It asks about ." and a lone comma."""
    one = load(changed(D, "runner_hints", value={}))
    source = (
        '{% from "report/evidence_card.html" import passport %}{{ passport(one, status, card) }}'
    )
    with app.test_request_context("/"):
        card = card_of(LIBRARY.evidence("PHQ-9"), remembered=False)
        page = render_template_string(
            source, one=one, status=LIBRARY.status(LIBRARY.newest("PHQ-9")), card=card
        )
    assert "It asks about" not in page
