"""One version of a questionnaire is one form for everybody, unless it was put otherwise."""

import json
from pathlib import Path

from tests.exchange.r4 import every_item
from tests.exchange.shares import exported, library_of, resources, share_of_one, varied
from tests.instruments.builders import (
    grid,
    instrument,
    likert,
    long,
    multi,
    multicheck,
    note,
    short,
    vas,
)
from tests.records.results import LIBRARY
from wellbeing_app.exchange.fhir import to_json
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.model.instrument import Instrument, Section
from wellbeing_app.instruments.model.item import Answer, Constraint
from wellbeing_app.instruments.osd.loading import load_bundle

FEATURES = Path(__file__).parents[1] / "instruments" / "features"


def feature(name: str) -> Instrument:
    return load_bundle((FEATURES / f"{name}.osd").read_bytes(), origin=name)


def form_of(administration: Administration) -> Json:
    library = library_of(administration.instrument)
    made = share_of_one(library, administration, varied(administration))
    (form,) = resources(exported(library, made), "Questionnaire")
    return form


def test_a_form_in_another_language_is_another_form() -> None:
    translated = feature("translations")
    forms = [form_of(Administration(translated, one)) for one in translated.languages]
    assert [one["language"] for one in forms] == list(translated.languages)
    assert len({str(one["url"]) for one in forms}) == len(forms) > 1
    unknown = form_of(Administration(translated, "xx"))
    assert unknown["language"] == "en"
    assert unknown["url"] == forms[translated.languages.index("en")]["url"]


def test_a_random_order_makes_no_other_form() -> None:
    shuffled = instrument(
        sections=(Section("all", tuple(likert(f"q{n}") for n in range(6)), shuffle=True),)
    )
    orders = [Administration(shuffled, "en", seed=seed) for seed in range(4)]
    assert len({str(order.sections()) for order in orders}) > 1
    assert len({to_json(form_of(order)) for order in orders}) == 1


def test_another_arm_makes_another_form() -> None:
    branching = feature("branches_parameter")
    name = branching.branches[0].parameter or ""
    arms = [Administration(branching, "en", {name: arm.id}) for arm in branching.branches[0].arms]
    assert len({str(form_of(arm)["url"]) for arm in arms}) == len(arms)


def test_what_one_person_answered_is_in_no_form() -> None:
    texts = {"en": {"b": "You said {answer.a}?", "option 2": "often"}}
    piping = instrument(likert("a"), likert("b"), texts=texts)
    given: dict[str, Answer] = {"a": 2, "b": 1}
    made = exported(
        library_of(piping), share_of_one(library_of(piping), Administration(piping, "en"), given)
    )
    (form,), (answers,) = resources(made, "Questionnaire"), resources(made, "QuestionnaireResponse")
    assert "You said …?" in json.dumps(form, ensure_ascii=False)
    assert "You said often?" in json.dumps(answers)


def test_each_kind_of_question_has_its_type() -> None:
    limits = (Constraint("number_min", 1, None), Constraint("number_max", 9, None))
    kinds = instrument(
        note("intro"),
        likert("scale"),
        multi("one", "x", 2),
        multicheck("some", "x", "none"),
        grid("table", 2, 0, 1),
        vas("point", -1, 10),
        short("number", numeric=True, constraints=limits),
        short("line", max_length=40, required=True),
        long("lines", max_length=500),
    )
    items = {item["linkId"]: item for item in every_item(form_of(Administration(kinds, "en")))}
    assert {link: item["type"] for link, item in items.items()} == {
        "intro": "display",
        "scale": "choice",
        "one": "choice",
        "some": "choice",
        "table": "group",
        "table_1": "choice",
        "table_2": "choice",
        "point": "decimal",
        "number": "decimal",
        "line": "string",
        "lines": "text",
    }
    assert [link for link, item in items.items() if item.get("repeats")] == ["some"]
    assert [link for link, item in items.items() if item.get("required")] == ["line"]
    assert [items[link]["maxLength"] for link in ("line", "lines")] == [40, 500]
    assert [one["valueDecimal"] for one in items["point"]["extension"]] == [-1, 10]
    assert [one["valueDecimal"] for one in items["number"]["extension"]] == [1, 9]


def test_a_number_goes_with_an_option_only_where_it_is_one() -> None:
    (item,) = every_item(form_of(Administration(instrument(multi("one", "x", 2)), "en")))
    assert [one.get("extension", [{}])[0].get("valueDecimal") for one in item["answerOption"]] == [
        None,
        2,
    ]


def test_options_that_exclude_all_others_are_marked() -> None:
    items = every_item(form_of(Administration(LIBRARY.newest("PARTNER"), "en")))
    ticks = next(item for item in items if item.get("repeats"))
    marked = [one["valueCoding"]["code"] for one in ticks["answerOption"] if "extension" in one]
    assert marked == ["none", "no_partner", "prefer_not"]


def test_the_named_points_of_a_line_stand_under_it() -> None:
    items = list(every_item(form_of(Administration(feature("vas_anchors"), "en"))))
    assert [item["type"] for item in items[0]["item"]] == ["display"] * 3


def test_a_question_whose_condition_cannot_be_said_is_never_required() -> None:
    by_score = feature("visible_when_computed")
    items = list(every_item(form_of(Administration(by_score, "en"))))
    waiting = {item.id for item in by_score.items if item.visible_when is not None}
    assert waiting
    for item in items:
        if item["linkId"] in waiting:
            assert "enableWhen" not in item
            assert "required" not in item
