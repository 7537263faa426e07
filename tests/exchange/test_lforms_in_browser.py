"""LForms shows our forms and answers as the questionnaire has them, and gives the answers back.

What must be seen is read from the questionnaire's own file, not from the export.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.exchange.lforms import Seen, answered, opened, rendered
from tests.exchange.shares import exported, library_of, resources, share_of_one, varied
from tests.instruments.shipped import CONTEXT, WITH_WORDING, definition, english
from tests.records.results import LIBRARY
from wellbeing_app.exchange.fhir_json import Json
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.osd.loading import load_bundle

FEATURES = Path(__file__).parents[1] / "instruments" / "features"
FEATURE_NAMES = (
    "grid_optional_rows",
    "grid_values",
    "inst",
    "likert_reverse",
    "long",
    "multicheck",
    "section",
    "vas_anchors",
    "validation_number",
    "visible_when_all",
    "visible_when_chain",
    "visible_when_operators",
    "visible_when_section",
    "visible_when_text",
)


@pytest.fixture(scope="module")
def lforms(browser: Browser) -> Iterator[Page]:
    with opened(browser) as page:
        yield page


def options_of(code: str, item: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Value and words of each option, as the file has them."""
    texts = english(code)
    if item["type"] != "likert":
        return [(one["value"], texts[one["text_key"]]) for one in item["options"]]
    scale = definition(code)["likert_options"]
    keys = item.get("likert_labels", scale["labels"])
    return list(
        zip(range(scale["min"], scale["max"] + 1), [texts[key] for key in keys], strict=True)
    )


def expected(code: str, answers: Mapping[str, Answer]) -> list[Seen]:
    """What a person must see of a shipped questionnaire, read from its file."""
    texts, found, stem = english(code), list[Seen](), ""
    scale = definition(code).get("likert_options", {})
    for item in definition(code)["items"]:
        if item["id"] not in answers:
            continue
        above = texts.get(item.get("question_head", scale.get("question_head")), "")
        if above != stem:
            found.append(Seen(f"stem:{item['id']}", above))
            stem = above
        given = answers[item["id"]]
        options = options_of(code, item)
        ticked = given if isinstance(given, tuple) else (given,)
        found.append(
            Seen(
                item["id"],
                texts[item["text_key"]],
                tuple(as_shown(value, words) for value, words in options),
                tuple(as_shown(value, words) for value, words in options if value in ticked),
            )
        )
    return found


def as_shown(value: object, words: str) -> str:
    """An option as LForms writes it: with the number a score counts, where there is one."""
    return f"{words} - {value}" if isinstance(value, int) else words


def of_shipped(code: str, turn: int) -> tuple[dict[str, Answer], Json, Json]:
    """Answers that count, and the form and response of the export."""
    administration = Administration(LIBRARY.newest(code), "en")
    answers = varied(administration, turn)
    made = exported(LIBRARY, share_of_one(LIBRARY, administration, answers))
    (form,) = resources(made, "Questionnaire")
    (response,) = resources(made, "QuestionnaireResponse")
    return dict(Taken(administration, answers).answers), form, response


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("code", [*WITH_WORDING, *CONTEXT])
def test_lforms_shows_every_shipped_questionnaire_and_its_answers(
    lforms: Page, code: str, turn: int
) -> None:
    answers, form, response = of_shipped(code, turn)
    seen, back = rendered(lforms, form, response)
    assert seen == expected(code, answers)
    assert answered(back) == answered(response)
    assert back["questionnaire"] == response["questionnaire"]


def test_every_questionnaire_with_wording_is_among_them() -> None:
    assert {one.key.code for one in LIBRARY.instruments()} == {*WITH_WORDING, *CONTEXT}


def swap(options: list[dict[str, Any]]) -> None:
    options[0], options[1] = options[1], options[0]


def swap_words(options: list[dict[str, Any]]) -> None:
    first, second = options[0]["valueCoding"], options[1]["valueCoding"]
    first["display"], second["display"] = second["display"], first["display"]


def swap_weights(options: list[dict[str, Any]]) -> None:
    options[0]["extension"], options[1]["extension"] = (
        options[1]["extension"],
        options[0]["extension"],
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda form, _: swap(form["item"][0]["item"][0]["answerOption"]),
        lambda form, _: swap_words(form["item"][0]["item"][0]["answerOption"]),
        lambda form, _: swap_weights(form["item"][0]["item"][0]["answerOption"]),
        lambda form, _: form["item"][0]["item"][0]["answerOption"].pop(),
        lambda form, _: form["item"][0]["item"].reverse(),
        lambda form, _: form["item"][0]["item"][2].update(text="How are you?"),
        lambda form, _: form["item"][0].update(text="Ever?"),
        lambda _, response: response["item"][0]["item"][0]["answer"][0]["valueCoding"].update(
            code="3"
        ),
        lambda _, response: response["item"][0]["item"].pop(),
    ],
)
def test_an_exporter_that_swaps_or_loses_something_is_caught(
    lforms: Page, spoil: Callable[[Any, Any], None]
) -> None:
    answers, form, response = of_shipped("PHQ-9", 0)
    true = deepcopy(response)
    spoil(form, response)
    seen, back = rendered(lforms, form, response)
    assert (seen, answered(back)) != (expected("PHQ-9", answers), answered(true))


def links(instrument: Instrument, shown: Collection[str]) -> set[str]:
    """The link ids of these items, a grid's rows among them."""
    items = (item for item in instrument.items if item.id in shown)
    return {link for item in items for link in item.answer_ids or (item.id,)}


@pytest.mark.parametrize("name", FEATURE_NAMES)
def test_lforms_asks_the_same_of_every_kind_of_question(lforms: Page, name: str) -> None:
    instrument = load_bundle((FEATURES / f"{name}.osd").read_bytes(), origin=name)
    library = library_of(instrument)
    administration = Administration(instrument, "en")
    every = links(instrument, instrument.item_by_id)
    for turn in range(4):
        answers = varied(administration, turn)
        made = exported(library, share_of_one(library, administration, answers))
        (form,) = resources(made, "Questionnaire")
        (response,) = resources(made, "QuestionnaireResponse")
        seen, back = rendered(lforms, form, response)
        assert answered(back) == answered(response)
        visible = {one.link for one in seen} & every
        assert visible == links(instrument, Taken(administration, answers).shown)
    seen, _ = rendered(lforms, form, None)
    assert {one.link for one in seen} & every == links(instrument, Taken(administration, {}).shown)
