"""One version of a questionnaire is one form for everybody, unless it was put otherwise."""

import json
from pathlib import Path

from tests.exchange.shares import exported, library_of, resources, share_of_one, varied
from tests.instruments.builders import instrument, likert
from wellbeing_app.exchange.fhir import to_json
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.administration import Administration
from wellbeing_app.instruments.definition import Instrument, Section
from wellbeing_app.instruments.item import Answer
from wellbeing_app.instruments.osd import load_bundle

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
