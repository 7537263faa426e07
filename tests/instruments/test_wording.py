"""The wording status is computed from digests, never typed in."""

import json
from copy import deepcopy
from typing import Any

import pytest

from tests.instruments.shipped import FOLDER, digest, read
from wellbeing_app.instruments.library import wording
from wellbeing_app.instruments.library.wording import Digests, WordingStatus, read_digests
from wellbeing_app.instruments.osd.loading import load_bundle
from wellbeing_app.untrusted.refusal import Refused

TEXTS = {"stem": "Lately:", "q1": "I drink tea.", "q2": "I make tea.", "a0": "No", "a1": "Yes"}


def scale(texts: dict[str, str] | None = None, **hints: object) -> dict[str, Any]:
    return {
        "definition": {
            "scale_info": {"name": "Tea", "code": "TEA", "citation": "Tea and others, 2020"},
            "likert_options": {
                "points": 2,
                "min": 0,
                "max": 1,
                "labels": ["a0", "a1"],
                "question_head": "stem",
            },
            "items": [{"id": q, "type": "likert", "text_key": q} for q in ("q1", "q2")],
            "runner_hints": {"evenkeel": {"items_digest_id": "TEA", **hints}},
        },
        "translations": {"en": {**TEXTS, **(texts or {})}},
    }


def accepted(text: str, kind: str) -> list[dict[str, object]]:
    return [{"digest": digest(text), "kind": kind, "sources": ["x"]}]


def published(kind: str) -> dict[str, Any]:
    return {
        "items": [accepted(TEXTS[q], kind) for q in ("q1", "q2")],
        "options": [
            {"value": value, "accepted": accepted(TEXTS[key], kind)}
            for value, key in ((0, "a0"), (1, "a1"))
        ],
        "stem": accepted(TEXTS["stem"], kind),
        "altered": [],
    }


def digests(record: dict[str, Any]) -> Digests:
    data = json.dumps({"instruments": {"TEA": record}}).encode()
    return read_digests(data, origin="wording.json")


def status(document: dict[str, Any], record: dict[str, Any]) -> WordingStatus:
    instrument = load_bundle(json.dumps(document).encode(), origin="tea.osd")
    return wording.status(instrument, digests(record))


def test_the_owners_own_words_are_verified() -> None:
    assert status(scale(), published("owner")) == "verified"


@pytest.mark.parametrize("kind", ["secondary", "transcription"])
def test_the_words_of_a_copy_are_matched(kind: str) -> None:
    assert status(scale(), published(kind)) == "matched-copy"


def test_one_piece_that_only_a_copy_has_keeps_the_whole_from_being_verified() -> None:
    record = published("owner")
    record["options"][1]["accepted"][0]["kind"] = "secondary"
    assert status(scale(), record) == "matched-copy"


@pytest.mark.parametrize("piece", ["stem", "options"])
def test_a_piece_of_the_owners_that_was_not_seen_keeps_it_from_being_verified(piece: str) -> None:
    record = published("owner")
    if piece == "stem":
        record["stem"] = []
    else:
        record["options"][0]["accepted"] = []
    assert status(scale(), record) == "matched-copy"


def test_case_punctuation_spacing_and_markup_make_no_other_wording() -> None:
    assert status(scale({"q1": " i  DRINK <b>tea</b>!"}), published("owner")) == "verified"


@pytest.mark.parametrize(
    "texts",
    [
        {"q2": "I make coffee."},
        {"q1": TEXTS["q2"], "q2": TEXTS["q1"]},
        {"a1": "Certainly"},
        {"a0": "Yes", "a1": "No"},
        {"stem": "In the last month:"},
    ],
)
def test_another_word_order_option_or_stem_is_adapted(texts: dict[str, str]) -> None:
    assert status(scale(texts), published("owner")) == "adapted"


def test_an_item_too_many_or_an_option_too_few_is_adapted() -> None:
    record = published("owner")
    longer = scale({"q3": "I pour tea."})
    longer["definition"]["items"].append({"id": "q3", "type": "likert", "text_key": "q3"})
    assert status(longer, record) == "adapted"
    fewer = deepcopy(record)
    fewer["options"].pop()
    assert status(scale(), fewer) == "adapted"


def test_without_wording_the_status_is_awaiting_whatever_else_fits() -> None:
    assert status(scale(awaiting_wording=True), published("owner")) == "awaiting"


def test_a_published_scale_without_digests_is_adapted_and_an_own_question_is_own() -> None:
    assert status(scale(items_digest_id="OTHER"), published("owner")) == "adapted"
    own = scale(items_digest_id=None)
    assert status(own, published("owner")) == "adapted"
    del own["definition"]["scale_info"]["citation"]
    assert status(own, published("owner")) == "own"


def test_the_digest_is_that_of_the_shipped_list() -> None:
    assert wording.digest("  Don\u2019t\u00a0Panic\u2014\uff14\uff12! ") == digest("don't panic 42")
    assert wording.normalise("  Don\u2019t\u00a0Panic\u2014\uff14\uff12! ") == "don t panic 42"


def test_the_shipped_list_is_read() -> None:
    data = (FOLDER / "wording.json").read_bytes()
    assert set(read_digests(data, origin="wording.json")) == set(
        read("wording.json")["instruments"]
    )


def test_a_list_of_another_shape_is_refused() -> None:
    with pytest.raises(Refused, match=r"wording\.json"):
        read_digests(b'{"instruments": {"TEA": {}}}', origin="wording.json")
