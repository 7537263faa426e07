"""What cannot be honoured is refused with file, place and reason; nothing is skipped in silence."""

import pytest

from tests.instruments.osd_files import BASE, changed, load
from wellbeing_app.untrusted.refusal import Refused

D = "definition"
LIKERT = {"id": "q9", "type": "likert", "text_key": "q1"}
SHORT = {"id": "q9", "type": "short", "text_key": "q1"}

REFUSALS: list[tuple[tuple[str | int, ...], object, str, str]] = [
    # the file
    (("osd_version",), "2.0", "$.osd_version", "1.x"),
    ((D,), [], "$.definition", "object"),
    ((D, "scale_info"), {"code": "X"}, "$.definition.scale_info.name", "missing"),
    ((D, "scale_info", "code"), "a b", "$.definition.scale_info.code", "letters"),
    ((D, "items"), [], "$.definition.items", "no items"),
    ((D, "questions"), [LIKERT], "$.definition.questions", "synonym"),
    ((D, "surprise"), 1, "$.definition.surprise", "not known"),
    # advanced features
    ((D, "item_pools"), {}, "$.definition.item_pools", "item pools (A2)"),
    ((D, "items", 1, "loop_over"), {}, "$.definition.items[1].loop_over", "loops (A3)"),
    ((D, "items", 0), {"id": "q1", "type": "rank"}, "$.definition.items[0].type", "ranking (A5)"),
    ((D, "items", 0, "type"), "audio", "$.definition.items[0].type", "A6"),
    ((D, "items", 0, "type"), "image", "$.definition.items[0].type", "pictures"),
    ((D, "items", 0, "type"), "hologram", "$.definition.items[0].type", "no type of item"),
    ((D, "items", 0, "default_value"), 1, "$.definition.items[0].default_value", "A7"),
    ((D, "items", 1, "time_limit_seconds"), 60, "$.definition.items[1].time_limit_seconds", "S9"),
    ((D, "items", 0, "min_display_seconds"), 3, "$.definition.items[0].min_display_seconds", "S9"),
    (
        (D, "parameters", "allow_remote_media"),
        {"type": "boolean", "default": True},
        "$.definition.parameters.allow_remote_media",
        "nothing is loaded from elsewhere",
    ),
    (
        ("translations", "en", "q1"),
        'Look: <img src="images/a.jpg">',
        "$.translations.en.q1",
        "media",
    ),
    (
        (D, "items", 1, "randomize"),
        {"method": "blocks", "blocks": [["q2"]]},
        "$.definition.items[1].randomize",
        "",
    ),
    (
        (D, "branches"),
        [{"id": "b", "method": "balanced", "arms": [{"id": "x"}]}],
        "$.definition.branches[0].method",
        "",
    ),
    # items
    ((D, "items", 0, "id"), "q2", "$.definition.items[2].id", "twice"),
    ((D, "items", 0, "id"), "a\nb", "$.definition.items[0].id", "visible"),
    ((D, "items", 0, "text_key"), "nowhere", "$.definition.items[0].text_key", "no translation"),
    ((D, "items", 0, "likert_color"), 1, "$.definition.items[0].likert_color", "not known"),
    ((D, "items", 0, "likert_points"), 10**9, "$.definition.items[0].likert_points", "101"),
    ((D, "likert_options", "max"), 9, "$.definition.items[0].likert_points", "from 1 to 9"),
    ((D, "items", 0, "likert_labels"), ["a1"] * 4, "$.definition.items[0].likert_labels", "4"),
    ((D, "items", 0, "reverse"), True, "$.definition.items[0].reverse", "contradicts"),
    ((D, "items", 2, "options"), [], "$.definition.items[2].options", ""),
    ((D, "items", 2, "options", 0), {"value": True}, "$.definition.items[2].options[0]", ""),
    (
        (D, "items", 3, "validation"),
        {"min_length": 5, "max_length": 2},
        "$.definition.items[3].validation",
        "above",
    ),
    (
        (D, "items", 3, "validation"),
        {"pattern": "(a+"},
        "$.definition.items[3].validation.pattern",
        "pattern",
    ),
    (
        (D, "items", 3, "validation"),
        {"max_length": 5, "max_length_error": "nowhere"},
        "$.definition.items[3].validation.max_length_error",
        "no translation",
    ),
    ((D, "items", 4, "min_selected"), 3, "$.definition.items[4].options", "fewer"),
    ((D, "items", 0, "gate"), {"operator": "is"}, "$.definition.items[0].gate.operator", "one of"),
    (
        (D, "items", 5),
        {"id": "v", "type": "vas", "text_key": "q1", "min": 5, "max": 5},
        "$.definition.items[5].max",
        "greater",
    ),
    (
        (D, "items", 5),
        {"id": "v", "type": "grid", "text_key": "q1", "rows": [], "columns": ["a1"]},
        "$.definition.items[5].rows",
        "",
    ),
    (
        (D, "items", 1, "randomize"),
        {"fixed": ["q1"]},
        "$.definition.items[1].randomize.fixed[0]",
        "item of this section",
    ),
    # conditions
    (
        (D, "items", 2, "visible_when"),
        {"item": "q9", "operator": "equals", "value": 1},
        "$.definition.items[2].visible_when.item",
        "'q9'",
    ),
    (
        (D, "items", 2, "visible_when"),
        {"any": [{"item": "q1", "operator": "resembles", "value": 1}]},
        "$.definition.items[2].visible_when.any[0].operator",
        "one of",
    ),
    ((D, "items", 2, "visible_when"), {"all": []}, "$.definition.items[2].visible_when.all", ""),
    ((D, "items", 2, "visible_when"), "eval(1)", "$.definition.items[2].visible_when", "ITEM =="),
    (
        (D, "items", 2, "visible_when"),
        {"item": "q1", "operator": "less_than", "value": "many"},
        "$.definition.items[2].visible_when.value",
        "number",
    ),
    (
        (D, "items", 2, "visible_when"),
        {"item": "q2", "operator": "is_answered"},
        "$.definition",
        "circle: q2 -> q2",
    ),
    (
        (D, "items", 0, "visible_when"),
        {"item": "q2", "operator": "is_answered"},
        "$.definition",
        "circle",
    ),
    (
        (D, "items", 0, "visible_when"),
        {"computed": "double", "operator": "greater_than", "value": 1},
        "$.definition",
        "circle",
    ),
    # scoring
    ((D, "scoring", "total", "method"), "median", "$.definition.scoring.total.method", ""),
    ((D, "scoring", "total", "items"), ["q1", "q9"], "$.definition.scoring.total.items", "'q9'"),
    ((D, "scoring", "total", "items"), {"q1": 2}, "$.definition.scoring.total.items", ""),
    ((D, "scoring", "total", "items"), ["q3"], "$.definition.scoring.total.items", "no number"),
    ((D, "scoring", "total", "items"), ["q4"], "$.definition.scoring.total.items", "no number"),
    ((D, "scoring", "total", "scores"), ["other"], "$.definition.scoring.total.scores[0]", "other"),
    ((D, "scoring", "total", "scores"), ["total"], "$.definition.scoring.total", "depends"),
    ((D, "scoring", "total", "weights"), {"q1": 1}, "$.definition.scoring.total.weights", ""),
    ((D, "scoring", "total", "bonus"), 1, "$.definition.scoring.total.bonus", "not known"),
    (
        (D, "scoring", "total", "transform"),
        [{"op": "divide", "value": 0}],
        "$.definition.scoring.total.transform[0].value",
        "nothing",
    ),
    (
        (D, "scoring", "total", "transform"),
        [{"op": "subtract", "value": "theoretical_min"}],
        "$.definition.scoring.total.transform[0].value",
        "",
    ),
    (
        (D, "scoring", "total", "norms"),
        {"thresholds": [{"min": 2, "max": 1, "label": "x"}]},
        "$.definition.scoring.total.norms.thresholds[0]",
        "above",
    ),
    (
        (D, "scoring", "total", "answer_category"),
        "right",
        "$.definition.scoring.total.answer_category",
        "'right'",
    ),
    # parameters, hints
    (
        (D, "parameters", "more", "default"),
        "yes",
        "$.definition.parameters.more.default",
        "true, false",
    ),
    (
        (D, "runner_hints", "evenkeel", "alert"),
        [],
        "$.definition.runner_hints.evenkeel.alert",
        "not known",
    ),
    (
        (D, "runner_hints", "evenkeel", "alerts"),
        [{"id": "a", "level": "urgent", "topic": "self_harm", "when": {"item": "q9"}}],
        "$.definition.runner_hints.evenkeel.alerts[0].when.item",
        "'q9'",
    ),
    (
        (D, "runner_hints", "evenkeel", "missing"),
        {"totl": {"allowed": 1}},
        "$.definition.runner_hints.evenkeel.missing.totl",
        "totl",
    ),
    (
        (D, "branches"),
        [{"id": "b", "arms": [{"id": "x", "sections": ["s9"]}]}],
        "$.definition.branches[0].arms[0].sections[0]",
        "'s9'",
    ),
    ((D, "randomize_sections"), {"fixed": ["s9"]}, "$.definition.randomize_sections.fixed[0]", ""),
    ((D, "includes"), [{"scale": "PHQ-9"}], "$.definition.includes", "items of the file's own"),
    # texts
    (("translations", "en", "q1"), 5, "$.translations.en.q1", "text"),
    (("translations", "en", "q1"), "x" * 10_001, "$.translations.en.q1", "longer"),
    (("translations", "not a language"), {}, "$.translations['not a language']", "language tag"),
    (("translations", "en", "q1"), "\u202egnp.exe", "$.translations.en.q1", "U+202E"),
    ((D, "scale_info", "name"), "T\u200bea", "$.definition.scale_info.name", "U+200B"),
    (("translations", "en", "q1"), "e" + "\u0301" * 10_000, "$.translations.en.q1", "marks"),
]


@pytest.mark.parametrize(("steps", "value", "path", "reason"), REFUSALS)
def test_it_is_refused_where_it_stands_and_why(
    steps: tuple[str | int, ...], value: object, path: str, reason: str
) -> None:
    with pytest.raises(Refused) as caught:
        load(changed(*steps, value=value), origin="some/tea.osd")
    assert caught.value.path.startswith(path)
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"some/tea.osd: {path}")
    assert "\n" not in str(caught.value)


def test_the_definition_that_the_refusals_start_from_is_sound() -> None:
    assert load(BASE).key.code == "TEA"


def test_more_items_than_a_person_could_answer_are_refused() -> None:
    items = [{**LIKERT, "id": f"q{number}"} for number in range(1, 1002)]
    with pytest.raises(Refused, match="more than 1000 items"):
        load(changed("definition", "items", value=items))
