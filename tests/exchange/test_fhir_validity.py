"""Every export is FHIR: by the shapes of `fhir.resources` and by R4's own rules and codes."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import assume, given, settings
from pydantic import ValidationError

from tests.exchange.r4 import faults
from tests.exchange.shares import exported, library_of, resources, share_of_one, varied
from tests.instruments.random_instruments import taken
from tests.records.results import LIBRARY
from tests.records.shares import whole
from wellbeing_app.exchange.fhir import to_json
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.osd.loading import load_bundle

FILES = sorted((Path(__file__).parents[1] / "instruments" / "features").glob("*.osd"))
FEATURES = [one for path in FILES if (one := load_bundle(path.read_bytes(), origin="")).answer_ids]
"""A small questionnaire for each feature of the format; those that ask nothing share nothing."""
CODES = [one.key.code for one in LIBRARY.instruments()]


def shape_faults(made: Json) -> list[str]:
    """What `fhir.resources` objects to."""
    try:
        get_fhir_model_class("Bundle").model_validate_json(to_json(made))
    except ValidationError as error:
        return [f"{one['loc']}: {one['msg']}" for one in error.errors()]
    return []


def of_shipped(code: str, turn: int = 0) -> Json:
    administration = Administration(LIBRARY.newest(code), "en")
    made = share_of_one(LIBRARY, administration, varied(administration, turn))
    return exported(LIBRARY, made)


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("code", CODES)
def test_every_shipped_questionnaire_with_wording_is_valid(code: str, turn: int) -> None:
    made = of_shipped(code, turn)
    assert shape_faults(made) == []
    assert faults(made) == []
    assert len(resources(made, "Questionnaire")) == 1
    assert len(resources(made, "QuestionnaireResponse")) == 1
    assert len(resources(made, "Observation")) == len(LIBRARY.newest(code).scores)
    assert len(resources(made, "Provenance")) == 1


def test_a_whole_check_is_valid() -> None:
    made = exported(LIBRARY, whole(LIBRARY))
    assert shape_faults(made) == []
    assert faults(made) == []


@pytest.mark.parametrize("turn", [0, 1])
@pytest.mark.parametrize("instrument", FEATURES, ids=lambda one: one.key.code)
def test_every_feature_of_the_format_is_valid(instrument: Instrument, turn: int) -> None:
    library = library_of(instrument)
    administration = Administration(instrument, "en")
    made = share_of_one(library, administration, varied(administration, turn))
    assert shape_faults(exported(library, made)) == []
    assert faults(exported(library, made)) == []


@settings(max_examples=60)
@given(taken())
def test_any_questionnaire_keeps_the_rules(one: tuple[Administration, dict[str, Answer]]) -> None:
    administration, answers = one
    library = library_of(administration.instrument)
    assume(answers)
    assert faults(exported(library, share_of_one(library, administration, answers))) == []


def put(*path: str | int, to: object) -> Callable[[Json], None]:
    """Put a value into the place of another."""

    def spoil(made: Json) -> None:
        place: Any = made
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return spoil


FORM = ("entry", 0, "resource")
ITEM = (*FORM, "item", 0, "item", 0)
ANSWERS = ("entry", 1, "resource")
SCORE = ("entry", 2, "resource")


@pytest.mark.parametrize(
    "spoil",
    [
        put(*FORM, "status", to="published"),
        put(*FORM, "title", to=""),
        put(*FORM, "url", to="PHQ-9"),
        put(*ITEM, "type", to="nonsense"),
        put(*ITEM, "linkId", to="phq9_2"),
        put(*ITEM, "answerOption", 0, "valueCoding", "code", to=" 0"),
        put(*ITEM, "answerOption", 0, "extension", 0, "valueDecimal", to=None),
        put(*ITEM, "enableWhen", to=[{"question": "x", "operator": "=", "answerInteger": 1}]),
        put(*FORM, "item", 0, "item", to=[]),
        put(*ANSWERS, "status", to="done"),
        put(*ANSWERS, "questionnaire", to="urn:uuid:elsewhere|1"),
        put(*ANSWERS, "item", 0, "item", 0, "answer", 0, "valueCoding", "code", to="9"),
        put(*ANSWERS, "item", 0, "item", 0, "linkId", to="gad7_1"),
        put(*SCORE, "status", to="known"),
        put(*SCORE, "derivedFrom", 0, "reference", to="urn:uuid:elsewhere"),
        put(*SCORE, "code", "coding", 0, "system", to="http://loinc.org"),
        put("entry", 1, "fullUrl", to="urn:uuid:elsewhere"),
    ],
)
def test_what_fhir_resources_lets_pass_is_caught(spoil: Callable[[Json], None]) -> None:
    made = deepcopy(of_shipped("PHQ-9"))
    spoil(made)
    assert faults(made) != []


def test_a_wrong_shape_is_caught_by_fhir_resources() -> None:
    made = deepcopy(of_shipped("PHQ-9"))
    put(*ITEM, "linkId", to=[])(made)
    assert shape_faults(made) != []
