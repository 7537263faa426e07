"""Every figure names a source that resolves; a remembered figure decides nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.instruments.shipped import AWAITING, CONTEXT, WITH_WORDING, definition, read

SCALES = (*WITH_WORDING, *AWAITING)
ALL = (*SCALES, *CONTEXT)
KINDS = {
    "cut-off",
    "bands",
    "reliability",
    "test-retest",
    "mean",
    "sem",
    "reliable-change",
    "base-rate",
    "sensitivity",
    "specificity",
    "norm",
}
SEEN = {"seen", "secondary", "computed", "memory"}


def evidence(code: str) -> dict[str, Any]:
    return dict(read(f"{code}/evidence.json"))


def statements(code: str) -> list[dict[str, Any]]:
    record = evidence(code)
    return [
        record["licence"],
        *record["figures"],
        *record["validated"],
        *record["criticism"],
    ]


@pytest.mark.parametrize("code", ALL)
def test_every_statement_has_a_source_that_resolves(code: str) -> None:
    sources = evidence(code)["sources"]
    for statement in statements(code):
        assert statement["seen"] in SEEN
        assert sources[statement["source"]]["reference"]


@pytest.mark.parametrize("code", ALL)
def test_a_source_has_an_address_unless_it_is_memory_or_has_none_that_lasts(code: str) -> None:
    for key, source in evidence(code)["sources"].items():
        without = key in {"memory", "own", "bhe"} or "public" in source["reference"]
        assert source["url"].startswith("http") or without, key


@pytest.mark.parametrize("code", ALL)
def test_memory_is_named_as_memory_on_both_sides(code: str) -> None:
    for figure in evidence(code)["figures"]:
        if figure["source"] == "memory":
            assert figure["seen"] == "memory", figure["id"]


FOR_STAFF = re.compile(r"remember|not to be|prefer")


def for_visitors(record: dict[str, Any]) -> Iterator[str]:
    """Every text of an evidence file that a visitor may read: not its names, dates and notes."""
    lists = (record["figures"], record["validated"], record["criticism"])
    yield from (one["text"] for one in record["remarks"] if not one.get("remembered"))
    for one in (record["licence"], *(one for found in lists for one in found)):
        if one["seen"] != "memory" and not one.get("staff_only"):
            texts = {name: text for name, text in one.items() if name != "staff_note"}
            yield from (
                text for name, text in texts.items() if name not in {"source", "id"} and text
            )


def inner_words(record: dict[str, Any]) -> list[str]:
    """What is for staff among the texts for visitors: a memory, an instruction, a source's key."""
    keys = {key for key in record["sources"] if any(sign.isdigit() or sign == "-" for sign in key)}
    return [
        text
        for text in for_visitors(record)
        if isinstance(text, str)
        and (FOR_STAFF.search(text.lower()) or keys.intersection(re.findall(r"[\w-]+", text)))
    ]


@pytest.mark.parametrize("code", ALL)
def test_what_a_visitor_reads_is_no_memory_and_no_note_of_the_collectors(code: str) -> None:
    assert inner_words(evidence(code)) == []


@pytest.mark.parametrize("note", ["The line is remembered", "Not to be mixed", "Uses koc13"])
def test_a_note_of_the_collectors_in_a_text_for_visitors_is_found(note: str) -> None:
    """The broken variants."""
    record = evidence("PHQ-9")
    record["figures"][1]["note"] = note
    assert inner_words(record) == [note]


OUR_WORDS = re.compile(
    r"not seen|was seen|were seen|not found|no source|remember|\bwe\b|\bour\b|one app|this site"
)


def uncredited(record: dict[str, Any]) -> list[str]:
    """Criticism that no source makes: what the collectors did not find, or remark themselves."""
    return [
        one["text"]
        for one in record["criticism"]
        if one["seen"] not in {"seen", "secondary"}
        or one["source"] in {"own", "memory"}
        or OUR_WORDS.search(one["text"].lower())
    ]


@pytest.mark.parametrize("code", ALL)
def test_what_critics_say_is_said_by_a_source_and_our_own_remarks_name_none(code: str) -> None:
    record = evidence(code)
    assert uncredited(record) == []
    assert record["remarks"] or record["criticism"]
    for remark in record["remarks"]:
        assert set(remark) <= {"kind", "text", "remembered"}
        assert remark.get("remembered", False) == ("remembered" in remark["text"])


@pytest.mark.parametrize(
    "change",
    [
        {"text": "No test-retest figure was seen."},
        {"text": "The three bands found in apps have no source."},
        {"text": "One app swaps the pairs."},
        {"seen": "computed"},
        {"source": "memory"},
    ],
)
def test_a_remark_credited_to_a_source_is_found(change: dict[str, str]) -> None:
    """The broken variants."""
    record = evidence("BPS")
    record["criticism"][0].update(change)
    assert len(uncredited(record)) == 1


PLACES = {
    "US": r"\bUS\b|America", "EU": r"\bEU\b|Europ", "UK": r"\bUK\b", "Germany": "German",
    "Hungary": "Hungar", "Britain": "Brit", "Spain": "Spain|Spanish", "Canada": "Canad",
    "China": "China|Chinese", "Denmark": "Denmark|Danish", "Sweden": "Swed", "Thailand": "Thai",
}  # fmt: skip


def repeated(figure: dict[str, Any]) -> list[str]:
    """What the words on a figure's people say that stands beside them: place, years, number."""
    people, country, sample = figure["population"], figure["country"], figure["sample"]
    again = (
        PLACES.get(country, country) or "^$",
        r"\b(19|20)\d\d\b",
        f"{sample:,}" if sample else "^$",
    )
    return [one for one in again if people and re.search(one, people)]


@pytest.mark.parametrize("code", ALL)
def test_a_figure_says_its_place_its_years_and_its_number_once(code: str) -> None:
    assert {one["id"]: repeated(one) for one in evidence(code)["figures"] if repeated(one)} == {}


def test_a_year_a_place_or_a_number_said_twice_is_found() -> None:
    """The broken variants."""
    for people in ("adults, 2009-2012", "German adults", "4,483 adults"):
        assert repeated({"population": people, "country": "Germany", "sample": 4483})


@pytest.mark.parametrize("code", SCALES)
def test_figures_have_known_kinds_and_ids_of_their_own(code: str) -> None:
    figures = evidence(code)["figures"]
    assert len({figure["id"] for figure in figures}) == len(figures)
    assert {figure["kind"] for figure in figures} <= KINDS


def lines(figure: dict[str, Any]) -> set[float]:
    """Return the scores at which a cut-off or a set of bands starts a new band."""
    if figure["kind"] == "bands":
        return set(figure["value"][1:])
    value = figure["value"]
    return {value["at_or_above"]} if "at_or_above" in value else {value["at_or_below"] + 1}


def sourced_lines(code: str, score: str) -> set[float]:
    return {
        line
        for figure in evidence(code)["figures"]
        if figure["kind"] in {"bands", "cut-off"}
        and figure["score"] == score
        and figure["seen"] != "memory"
        for line in lines(figure)
    }


@pytest.mark.parametrize("code", SCALES)
def test_every_band_of_a_file_starts_at_a_sourced_line_and_none_at_a_remembered_one(
    code: str,
) -> None:
    for score, rule in definition(code)["scoring"].items():
        rows = rule.get("norms", {"thresholds": []})["thresholds"]
        assert {row["min"] for row in rows[1:]} <= sourced_lines(code, score)


@pytest.mark.parametrize("code", SCALES)
def test_every_alert_on_a_score_stands_on_a_sourced_line(code: str) -> None:
    for row in definition(code)["runner_hints"]["evenkeel"]["alerts"]:
        when = row["when"]
        if "score" in when:
            above = when["operator"] == "greater_than"
            edge = when["value"] + 1 if above else when["value"]
            assert edge in sourced_lines(code, when["score"])


def test_a_band_at_the_remembered_line_of_the_ppcs_6_would_be_caught() -> None:
    """The broken variant: 20 is remembered only, so it is not among the sourced lines."""
    assert 20 not in sourced_lines("PPCS-6", "total")
    assert 4 in sourced_lines("BPS", "total")


@pytest.mark.parametrize("code", SCALES)
def test_a_cut_off_drawn_from_the_same_scale_is_marked_circular(code: str) -> None:
    for figure in evidence(code)["figures"]:
        if "itself" in (figure["reference_standard"] or ""):
            assert figure["circular"], figure["id"]


@pytest.mark.parametrize("code", SCALES)
def test_a_line_or_pair_drawn_against_another_questionnaire_is_circular(code: str) -> None:
    for figure in evidence(code)["figures"]:
        if figure["kind"] in {"cut-off", "sensitivity", "specificity"}:
            against = figure["reference_standard"] or ""
            assert figure["circular"] or "questionnaire" not in against, figure["id"]


@pytest.mark.parametrize("code", ["BPS", "PPCS-18", "PPCS-6", "CSBD-19", "CSBD-7", "HBI-19", "K6"])
def test_no_pair_of_sensitivity_and_specificity_is_offered_where_none_was_seen(code: str) -> None:
    for figure in evidence(code)["figures"]:
        if figure["kind"] in {"sensitivity", "specificity"}:
            assert figure["seen"] == "memory"


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("PHQ-9", "open"),
        ("PHQ-4", "open"),
        ("GAD-7", "open"),
        ("K6", "open"),
        ("WHO-5", "non-commercial"),
        ("BPS", "non-commercial"),
        ("PPCS-18", "non-commercial"),
        ("SCS", "ask-owner"),
        ("PATHOS", "ask-owner"),
    ],
)
def test_the_licence_verdict_is_the_researched_one(code: str, verdict: str) -> None:
    assert evidence(code)["licence"]["verdict"] == verdict
