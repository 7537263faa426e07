"""Questionnaires whose words a site has entered, as if copies of the paper confirmed them."""

from pathlib import Path

from tests.instruments.shipped import digest
from tests.instruments.test_entering_wording import Document, enter, read, sign, write
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library


def confirmed(folder: Path, code: str) -> Library:
    """Enter made-up words of one questionnaire and list them as those of copies that were seen."""
    enter(folder, code)
    path = folder / code / "1.1.osd"
    document = read(path)
    document["definition"]["runner_hints"]["evenkeel"]["items_digest_id"] = code
    write(path, document)
    listed = read(folder / "wording.json")
    listed["instruments"][code] = digests(document)
    write(folder / "wording.json", listed)
    sign(folder)
    return Library.load(folder, use="noncommercial")


def digests(document: Document) -> Document:
    """The digests of a questionnaire's own words."""
    texts = document["translations"]["en"]
    definition = document["definition"]
    shared = definition["likert_options"]
    lowest = shared.get("min", 1)

    def accepted(key: str) -> list[Document]:
        return [{"digest": digest(texts[key]), "kind": "secondary"}]

    return {
        "items": [accepted(item["text_key"]) for item in definition["items"]],
        "options": [
            {"value": lowest + place, "accepted": accepted(key)}
            for place, key in enumerate(shared["labels"])
        ],
        "stem": [],
    }


def highest(library: Library, code: str) -> Taken:
    """Its newest version with the highest option of every question."""
    administration = Administration(library.newest(code), "en")
    items = administration.instrument.asked()
    return Taken(administration, {item.id: item.options[-1].value for item in items})
