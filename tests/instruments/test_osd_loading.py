"""A bundle, or a definition with its translation files, becomes an instrument."""

import json

import pytest

from tests.instruments.osd_files import BASE, changed, load
from wellbeing_app.instruments.osd.loading import load_bundle, load_files
from wellbeing_app.untrusted.refusal import Refused

DEFINITION = json.dumps(BASE["definition"]).encode()
ENGLISH = json.dumps(BASE["translations"]["en"]).encode()


def test_a_definition_and_its_translations_load_like_the_bundle() -> None:
    apart = load_files(DEFINITION, {"en": ENGLISH}, origin="tea.json")
    together = load(BASE)
    assert apart.items == together.items
    assert apart.scores == together.scores
    assert apart.texts == together.texts


def test_the_place_of_a_bad_translation_file_names_the_language() -> None:
    with pytest.raises(Refused, match=r"tea\.json: \$\.translations\.en"):
        load_files(DEFINITION, {"en": b'{"q1": 1, "q1": 2}'}, origin="tea.json")


def test_the_digest_follows_every_byte_of_every_file() -> None:
    one = load_files(DEFINITION, {"en": ENGLISH}, origin="tea.json")
    other = load_files(DEFINITION, {"en": ENGLISH + b" "}, origin="tea.json")
    assert one.digest != other.digest
    assert load_bundle(json.dumps(BASE).encode(), origin="x").digest != one.digest


def test_a_scale_without_code_takes_the_stem_of_its_file() -> None:
    info = {"name": "Tea", "version": "1"}
    instrument = load(changed("definition", "scale_info", value=info), origin="a/EBQ.osd")
    assert str(instrument.key) == "evenkeel/EBQ@1"
    with pytest.raises(Refused, match=r"scale_info\.code"):
        load(changed("definition", "scale_info", value=info), origin="a/E B.osd")


def test_a_fork_carries_its_own_namespace() -> None:
    data = json.dumps(BASE).encode()
    assert load_bundle(data, origin="x", namespace="c7").key.namespace == "c7"


def test_a_file_without_the_definition_wrapper_loads() -> None:
    flat = {**BASE["definition"], "translations": BASE["translations"]}
    assert load(flat).items == load(BASE).items


def test_a_byte_order_mark_does_no_harm() -> None:
    data = b"\xef\xbb\xbf" + json.dumps(BASE).encode()
    assert load_bundle(data, origin="x").key.code == "TEA"


def test_a_language_with_an_underscore_becomes_a_language_tag() -> None:
    document = changed("translations", "pt_BR", value={"q1": "Bebo chá."})
    assert load(document).languages == ("en", "pt-BR")


def test_one_language_written_two_ways_is_refused_in_either_form() -> None:
    document = changed("translations", "pt_BR", value={"q1": "Bebo chá."})
    document["translations"]["pt-BR"] = {"q1": "Tomo chá."}
    with pytest.raises(Refused, match="is the language pt-BR once more"):
        load(document)
    files = {name: json.dumps(texts).encode() for name, texts in document["translations"].items()}
    with pytest.raises(Refused, match="is the language pt-BR once more"):
        load_files(json.dumps(document["definition"]).encode(), files, origin="TEA.json")


def test_remarks_and_other_runners_hints_are_passed_over() -> None:
    document = changed("definition", "items", 0, "_note", value="x")
    document["definition"]["items"][0]["notes"] = "x"
    document["definition"]["report"] = {"template": "standard"}
    document["definition"]["runner_hints"]["pebl"] = {"anything": [1, 2]}
    document["definition"]["scale_info"]["n_items"] = 4
    assert load(document).items == load(BASE).items


def test_an_item_of_an_undeclared_dimension_belongs_to_none() -> None:
    assert (
        load(changed("definition", "items", 0, "dimension", value="lost")).items[0].dimension
        is None
    )


def test_a_dimension_without_a_score_only_groups() -> None:
    dimensions = [{"id": "total", "name": "In all"}, {"id": "other", "name": "Other"}]
    assert len(load(changed("definition", "dimensions", value=dimensions)).dimensions) == 2


def test_a_score_without_inputs_is_left_out() -> None:
    empty = {"method": "mean_coded", "items": []}
    loaded = load(changed("definition", "scoring", "empty", value=empty))
    assert [rule.id for rule in loaded.scores] == ["total"]


def test_a_score_named_among_the_items_counts_once() -> None:
    both = {"method": "sum_coded", "items": ["total", "q1"], "scores": ["total"]}
    loaded = load(changed("definition", "scoring", "both", value=both))
    assert [(part.id, part.is_score) for part in loaded.scores[-1].inputs] == [
        ("q1", False),
        ("total", True),
    ]


def test_the_coding_of_a_score_may_stand_among_the_items() -> None:
    both = {"method": "sum_coded", "items": {"q1": 1, "total": -1}, "scores": ["total"]}
    loaded = load(changed("definition", "scoring", "both", value=both))
    assert [(part.id, part.coding) for part in loaded.scores[-1].inputs] == [
        ("q1", 1),
        ("total", -1),
    ]


def test_a_section_id_that_is_there_twice_is_numbered() -> None:
    document = changed("definition", "items", 5, value={"id": "s1", "type": "section"})
    assert [section.id for section in load(document).sections] == [None, "s1", "s1~2"]


def test_a_condition_may_look_at_a_later_item() -> None:
    later = {"item": "q3", "operator": "is_answered"}
    assert (
        load(changed("definition", "items", 0, "visible_when", value=later)).items[0].visible_when
    )


def test_an_item_marked_reverse_loads_if_every_score_reverses_it() -> None:
    document = changed("definition", "items", 0, "reverse", value=True)
    document["definition"]["scoring"]["total"]["items"] = {"q1": -1, "q2": 1}
    assert load(document).scores[0].inputs[0].coding == -1


def test_an_item_with_its_own_points_takes_no_range_from_the_scale() -> None:
    document = changed("definition", "items", 0, "likert_points", value=6)
    assert (load(document).items[0].minimum, load(document).items[0].maximum) == (1, 6)


def test_a_likert_item_without_points_has_those_of_its_range_else_five() -> None:
    document = changed("definition", "likert_options", value={"min": 0, "max": 6})
    assert len(load(document).items[0].options) == 7
    assert len(load(changed("definition", "likert_options", value={})).items[0].options) == 5
