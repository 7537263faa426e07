"""Every awaiting questionnaire can be taken and scored once its words are entered in a copy.

The words are placeholders made up here; the way is that of `docs/entering-wording.md`.
"""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
from click.testing import CliRunner

from bench.corpus import shown_scores
from bench.walk import walk
from tests.client import Client
from tests.instruments.shipped import AWAITING, FOLDER
from tests.pages import Control, Page
from tests.server import environment
from wellbeing_app import create_app
from wellbeing_app.cli.questionnaires import questionnaires
from wellbeing_app.config import Config
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.library.wording import WordingStatus

OPTIONS_UNKNOWN = ("CysexMQ", "Natsal-SW")
"""Their files cannot say how many options a question has, so they say nothing."""
METHODS: dict[str, Callable[[list[int]], float]] = {"sum_coded": sum, "mean_coded": mean}
Document = dict[str, Any]


def read(path: Path) -> Document:
    return dict(json.loads(path.read_text("utf-8")))


def write(path: Path, document: Document) -> None:
    path.write_text(json.dumps(document), "utf-8")


def enter_options(document: Document) -> None:
    """Write three options, as if they stood in the paper."""
    labels = [f"option_{number}" for number in (1, 2, 3)]
    definition, texts = document["definition"], document["translations"]["en"]
    definition["likert_options"] = {"points": 3, "labels": labels, "question_head": "stem"}
    texts.update(dict.fromkeys(labels, ""))
    for item in definition["items"]:
        item["type"] = "likert"


def enter_words(document: Document) -> None:
    """Fill every empty slot with a placeholder and say that nothing is awaited any more."""
    texts = document["translations"]["en"]
    texts.update({key: f"Placeholder {key}" for key, text in texts.items() if not text})
    document["definition"]["runner_hints"]["evenkeel"]["awaiting_wording"] = False


def permit(folder: Path, code: str) -> None:
    """Record the owner's permission, which those marked `ask-owner` need besides."""
    evidence = read(folder / code / "evidence.json")
    evidence["licence"]["permission"] = "The owner, by letter, a made-up day"
    write(folder / code / "evidence.json", evidence)


def enter(folder: Path, code: str) -> None:
    """Do for one questionnaire all that the page for clinics says."""
    document = read(folder / code / "1.0.osd")
    if code in OPTIONS_UNKNOWN:
        enter_options(document)
    enter_words(document)
    document["definition"]["scale_info"]["version"] = "1.1"
    write(folder / code / "1.1.osd", document)
    permit(folder, code)


def sign(folder: Path) -> None:
    done = CliRunner().invoke(questionnaires, ["manifest", "--folder", str(folder)])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def entered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped folder in which the words of all twelve are entered."""
    folder = Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("site") / "questionnaires"))
    for code in AWAITING:
        enter(folder, code)
    sign(folder)
    return folder


@pytest.fixture(scope="module")
def site(
    entered: Path, prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Client:
    """A visitor of a site with that folder."""
    instance = shutil.copytree(prepared_instance, tmp_path_factory.mktemp("entered") / "instance")
    config = replace(Config.from_environment(environment(instance)), questionnaires=entered)
    return Client.of(create_app(config))


def expected(document: Document, ticked: list[int]) -> list[str]:
    """The scores as the file defines them, worked out apart from the engine.

    `ticked`: which option of each question was chosen, from 0.
    """
    definition = document["definition"]
    lowest = definition["likert_options"].get("min", 1)
    names = (item["id"] for item in definition["items"])
    answers = {name: lowest + place for name, place in zip(names, ticked, strict=False)}
    rules = definition["scoring"].values()
    return [
        f"{METHODS[one['method']]([answers[name] for name in one['items']]):g}" for one in rules
    ]


def take(site: Client, slug: str) -> tuple[list[Page], list[int]]:
    """Choose the last, the first, the last, ... option; the pages met, and what was ticked."""
    ticked: list[int] = []

    def choose(control: Control) -> str:
        value = control.offered[0 if len(ticked) % 2 else -1]
        ticked.append(int(value))
        return value

    return [*walk(site, slug, choose)], ticked


@pytest.mark.parametrize("code", AWAITING)
def test_with_its_words_entered_it_is_taken_and_scored_as_its_file_says(
    site: Client, entered: Path, code: str
) -> None:
    document = read(entered / code / "1.1.osd")
    pages, ticked = take(site, code.lower())
    asked = " ".join(page.text for page in pages)
    for item in document["definition"]["items"]:
        assert f"Placeholder {item['text_key']}" in asked
    shown = shown_scores(pages[-1])
    assert sorted(shown.values()) == sorted(expected(document, ticked))


@pytest.mark.parametrize("code", AWAITING)
def test_with_its_words_entered_it_stands_on_the_list_with_its_evidence(
    site: Client, code: str
) -> None:
    links = site.visit("/checks").links.values()
    assert {f"/start/{code.lower()}", f"/scales/{code.lower()}"} <= set(links)
    assert "Wording: adapted" in site.visit(f"/scales/{code.lower()}").text


@pytest.mark.parametrize("code", AWAITING)
def test_one_question_left_empty_keeps_it_from_visitors(
    entered: Path, tmp_path: Path, code: str
) -> None:
    folder = Path(shutil.copytree(entered, tmp_path / "questionnaires"))
    document = read(folder / code / "1.1.osd")
    last = document["definition"]["items"][-1]["text_key"]
    document["translations"]["en"][last] = " "
    write(folder / code / "1.1.osd", document)
    sign(folder)
    library = Library.load(folder, use="noncommercial")
    assert library.status(library.newest(code)) is WordingStatus.AWAITING
    assert code.lower() not in {check.slug for check in library.checks()}
