"""Every feature of the format has a small file of its own, and each loads to what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wellbeing_app.instruments.model.instrument import Hints, Include, Instrument, Level
from wellbeing_app.instruments.model.item import AllOf, AnyOf, Comparison, Kind
from wellbeing_app.instruments.model.rules import Step
from wellbeing_app.instruments.osd.loading import load_bundle

FOLDER = Path(__file__).parent / "features"
FILES = sorted(FOLDER.glob("*.osd"))


def feature(name: str) -> Instrument:
    path = FOLDER / f"{name}.osd"
    return load_bundle(path.read_bytes(), origin=path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_of_every_feature_loads(path: Path) -> None:
    instrument = load_bundle(path.read_bytes(), origin=path.name)
    assert instrument.key.code == path.stem
    assert str(instrument.key) == f"evenkeel/{path.stem}@1.0"
    assert instrument.items or instrument.includes


def inputs(one: Instrument) -> list[tuple[str, int]]:
    return [(part.id, part.coding) for part in one.scores[-1].inputs]


def rules(one: Instrument) -> list[tuple[str, object, str | None]]:
    return [(c.rule, c.limit, c.error_key) for c in one.items[0].constraints]


FACTS: dict[str, Callable[[Instrument], object]] = {
    "inst": lambda one: one.items[0].kind is Kind.INST and not one.items[0].required,
    "section": lambda one: (
        [s.id for s in one.sections] == [None, "evening"]
        and one.sections[1].title_key == "evening_title"
    ),
    "section_not_revisable": lambda one: [s.revisable for s in one.sections] == [True, False],
    "likert": lambda one: [o.value for o in one.items[0].options] == [1, 2, 3],
    "likert_options": lambda one: one.items[1].options[4].label_key == "a5",
    "likert_range": lambda one: (
        (one.items[0].minimum, one.items[0].maximum) == (0, 10)
        and one.items[0].options[5].label_key is None
    ),
    "likert_reverse": lambda one: (
        one.items[0].reverse_display and one.items[0].options[0].value == 1
    ),
    "question_head": lambda one: [i.head_key for i in one.items] == ["head", "other_head"],
    "vas": lambda one: (
        [(a.value, a.label_key) for a in one.items[0].anchors] == [(0, "low"), (100, "high")]
    ),
    "vas_anchors": lambda one: len(one.items[0].anchors) == 3 and one.items[0].minimum == 1,
    "grid": lambda one: (
        one.items[0].answer_ids == ("g_1", "g_2")
        and [o.value for o in one.items[0].options] == [1, 2, 3]
    ),
    "grid_values": lambda one: (one.items[0].minimum, one.items[0].maximum) == (0, 1),
    "grid_optional_rows": lambda one: [r.optional for r in one.items[0].rows] == [False, True],
    "multi": lambda one: [o.value for o in one.items[0].options] == [5, 2.5, "none"],
    "multi_plain_strings": lambda one: one.items[0].options[0].label_key == "green",
    "multicheck_item_limits": lambda one: (
        rules(one) == [("min_selected", 1, None), ("max_selected", 2, None)]
    ),
    "short": lambda one: one.items[0].max_length == 30 and not one.items[0].required,
    "short_number": lambda one: one.items[0].numeric and rules(one)[1][:2] == ("number_max", 20),
    "long": lambda one: one.items[0].max_length == 300,
    "text_without_maxlength": lambda one: [i.max_length for i in one.items] == [100, 500, 20],
    "required": lambda one: [i.required for i in one.items] == [False, True, True, False],
    "default_required": lambda one: [i.required for i in one.items] == [False, True],
    "dimensions_selectable": lambda one: (
        [d.default_enabled for d in one.dimensions] == [True, False]
    ),
    "dimensions_visible_when": lambda one: isinstance(one.dimensions[1].visible_when, Comparison),
    "score_reverse": lambda one: inputs(one) == [("q1", 1), ("q2", -1)],
    "score_item_coding": lambda one: inputs(one) == [("q1", 1), ("q2", -1)],
    "score_item_coding_alone": lambda one: inputs(one) == [("q1", 1), ("q2", -1), ("q3", 1)],
    "score_weighted_sum": lambda one: [p.weight for p in one.scores[0].inputs] == [2, 0.5],
    "score_value_map": lambda one: one.scores[0].inputs[2].value_map == (0, 0, 0, 1, 2),
    "score_value_map_star": lambda one: one.scores[0].inputs[0].value_map == (0, 0, 1, 1, 1),
    "score_of_scores": lambda one: (
        one.scores[-1].id == "total" and all(p.is_score for p in one.scores[-1].inputs)
    ),
    "score_transform": lambda one: one.scores[0].transform[1] == Step("divide", 12),
    "score_transform_statistics": lambda one: one.scores[0].transform[0].operand == "mean",
    "score_sum_correct": lambda one: one.scores[0].inputs[0].accepted == ("Five", "5"),
    "score_answer_categories": lambda one: one.scores[1].inputs[1].accepted == ("407",),
    "score_norms_label_key": lambda one: (
        one.scores[0].norms is not None and one.scores[0].norms.thresholds[0].label_key == "few"
    ),
    "unscored": lambda one: one.scores == (),
    "translations": lambda one: one.languages == ("de", "en", "pt-BR"),
    "parameter_types": lambda one: [p.default for p in one.parameters] == [True, 3, 0.5, "long"],
    "shuffle_questions_old": lambda one: one.parameters[0].name == "shuffle_questions",
    "validation_length": lambda one: (
        rules(one) == [("min_length", 3, "e1"), ("max_length", 12, "e2")]
    ),
    "validation_number_old": lambda one: (
        rules(one) == [("number_min", 0, "e1"), ("number_max", 20, None)]
    ),
    "validation_pattern": lambda one: rules(one)[0][2] == "e1",
    "visible_when_section": lambda one: one.sections[1].visible_when is not None,
    "visible_when_all": lambda one: isinstance(one.items[2].visible_when, AllOf),
    "visible_when_any": lambda one: isinstance(one.items[2].visible_when, AnyOf),
    "visible_when_text": lambda one: (
        one.items[1].visible_when == Comparison("item", "q1", "equals", "1")
    ),
    "questions_alias": lambda one: (
        one.items[1].visible_when == Comparison("item", "q1", "equals", 1)
    ),
    "piping_alias": lambda one: one.items[0].alias == "tea",
    "random_group": lambda one: [i.random_group for i in one.items] == [0, 1, 1, 1, 2, 2, 2],
    "randomize_section": lambda one: (
        one.sections[0].shuffle and one.sections[0].fixed == {"q1", "q6"}
    ),
    "randomize_sections": lambda one: one.shuffle_sections and one.fixed_sections == {"last"},
    "randomize_options": lambda one: one.items[0].shuffle_options,
    "feedback": lambda one: one.items[0].feedback is not None,
    "computed": lambda one: [c.name for c in one.computed] == ["bmi", "heavy"],
    "gate_value": lambda one: one.items[0].gate is not None and one.items[0].gate.value == "yes",
    "gate_operator": lambda one: (
        one.items[0].gate is not None and one.items[0].gate.operator == "greater_than"
    ),
    "branches_parameter": lambda one: one.branches[0].arms[1].sections == ("sy",),
    "includes": lambda one: (
        one.includes
        == (
            Include("score_sum_coded", {"shuffle_questions": False}),
            Include("dimensions_selectable@1.0", dimensions=("a",)),
        )
    ),
    "hint_alerts": lambda one: [a.level for a in one.alerts] == [Level.URGENT, Level.CARE],
    "hint_missing": lambda one: one.scores[0].missing_allowed == 1,
    "hint_awaiting_wording": lambda one: one.hints == Hints(awaiting_wording=True),
}


@pytest.mark.parametrize("name", FACTS)
def test_a_feature_is_read_as_its_file_says(name: str) -> None:
    assert FACTS[name](feature(name))


def test_an_item_with_a_condition_or_an_instruction_keeps_its_place_in_a_random_order() -> None:
    assert feature("visible_when_item").items[1].random_group == 0
    assert feature("parameter_shuffle_questions").items[0].random_group == 0
    assert feature("likert").items[0].random_group == 1


def test_a_score_without_rule_for_missing_answers_allows_none() -> None:
    assert feature("score_sum_coded").scores[0].missing_allowed is None
