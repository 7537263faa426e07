"""Published wording is quoted exactly, in order; known altered copies are never shipped."""

from typing import Any

import pytest

from tests.instruments.shipped import AWAITING, WITH_WORDING, definition, digest, english, read

WORDING: dict[str, Any] = read("wording.json")["instruments"]


def accepted(entries: list[dict[str, Any]]) -> set[str]:
    return {entry["digest"] for entry in entries}


def differing(items: list[str], code: str) -> list[int]:
    """Return the numbers of the items that equal no accepted digest at their place."""
    expected = WORDING[code]["items"]
    assert len(items) == len(expected)
    return [
        number
        for number, (text, entries) in enumerate(zip(items, expected, strict=True), start=1)
        if digest(text) not in accepted(entries)
    ]


def shipped_items(code: str) -> list[str]:
    texts = english(code)
    return [texts[item["text_key"]] for item in definition(code)["items"]]


@pytest.mark.parametrize("code", WITH_WORDING)
def test_every_item_equals_an_accepted_copy_at_its_place(code: str) -> None:
    assert differing(shipped_items(code), code) == []


@pytest.mark.parametrize("code", WITH_WORDING)
def test_every_response_option_equals_an_accepted_copy_at_its_value(code: str) -> None:
    options = definition(code)["likert_options"]
    texts = english(code)
    by_value = {row["value"]: accepted(row["accepted"]) for row in WORDING[code]["options"]}
    assert set(by_value) == set(range(options["min"], options["max"] + 1))
    for value, key in enumerate(options["labels"], start=options["min"]):
        assert digest(texts[key]) in by_value[value]


@pytest.mark.parametrize("code", WITH_WORDING)
def test_the_stem_equals_an_accepted_copy_or_is_left_out_where_none_was_seen(code: str) -> None:
    stems = accepted(WORDING[code]["stem"])
    assert ("stem" in english(code)) == bool(stems)
    if stems:
        assert digest(english(code)["stem"]) in stems
        assert definition(code)["likert_options"]["question_head"] == "stem"


@pytest.mark.parametrize("code", WITH_WORDING)
def test_no_item_or_option_equals_a_known_altered_copy(code: str) -> None:
    shipped = {digest(text) for text in english(code).values()}
    altered = {
        known for copy in WORDING[code]["altered"] for known in (*copy["items"], *copy["options"])
    }
    assert not shipped & altered


def test_an_altered_item_a_wrong_order_and_a_wrong_zero_label_are_caught() -> None:
    """The broken variants that the tests above must not let through."""
    items = shipped_items("PHQ-9")
    assert differing([*items[:8], "Thoughts of hurting yourself"], "PHQ-9") == [9]
    assert differing([items[1], items[0], *items[2:]], "PHQ-9") == [1, 2]
    worry_last = shipped_items("PHQ-4")[2:] + shipped_items("PHQ-4")[:2]
    assert differing(worry_last, "PHQ-4") == [1, 2, 3, 4]
    known_wrong = {o for copy in WORDING["GAD-7"]["altered"] for o in copy["options"]}
    assert digest("Not at all, sure!") in known_wrong


@pytest.mark.parametrize("code", WITH_WORDING)
def test_every_digest_names_its_kind_and_its_sources(code: str) -> None:
    sources = read("wording.json")["sources"]
    record = WORDING[code]
    entries = [e for item in record["items"] for e in item] + record["stem"]
    entries += [e for option in record["options"] for e in option["accepted"]]
    for entry in entries:
        assert entry["kind"] in {"owner", "secondary", "transcription"}
        assert entry["sources"]
        assert set(entry["sources"]) <= set(sources)


@pytest.mark.parametrize("code", AWAITING)
def test_an_awaiting_questionnaire_ships_empty_slots_and_no_wording(code: str) -> None:
    texts = english(code)
    slots = {item["text_key"] for item in definition(code)["items"]}
    slots |= set(definition(code).get("likert_options", {}).get("labels", ())) | {"stem"}
    assert slots <= set(texts)
    assert all(texts[key] == "" for key in slots)
