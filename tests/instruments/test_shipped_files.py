"""What the shipped questionnaires are: frozen files, honest bands, the right alerts, batteries."""

import hashlib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.instruments.shipped import (
    AWAITING,
    BATTERIES,
    CONTEXT,
    FOLDER,
    WITH_WORDING,
    definition,
    english,
    hints,
    read,
)
from wellbeing_app.cli.questionnaires import manifest_text

SCALES = (*WITH_WORDING, *AWAITING)


def test_the_folder_holds_exactly_the_promised_questionnaires() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/*.osd")}
    assert folders == {*SCALES, *CONTEXT}
    assert {path.parent.name for path in FOLDER.glob("batteries/*/*.osd")} == set(BATTERIES)


def test_every_file_equals_its_digest_in_the_manifest() -> None:
    manifest = read("MANIFEST.json")
    files = {p.relative_to(FOLDER).as_posix(): p for p in FOLDER.rglob("*.osd")}
    assert set(manifest) == set(files)
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest[name], name


def test_the_manifest_is_what_its_generator_makes_and_notices_one_changed_byte(
    tmp_path: Path,
) -> None:
    shipped = (FOLDER / "MANIFEST.json").read_text(encoding="utf-8")
    assert manifest_text(FOLDER) == shipped
    (tmp_path / "K6").mkdir()
    for addition in (b"", b" "):
        data = (FOLDER / "K6" / "1.0.osd").read_bytes() + addition
        (tmp_path / "K6" / "1.0.osd").write_bytes(data)
        line = manifest_text(tmp_path).splitlines()[1].strip()
        assert (line in shipped) == (addition == b"")


@pytest.mark.parametrize("code", SCALES)
def test_every_scale_names_owner_source_and_licence(code: str) -> None:
    info = definition(code)["scale_info"]
    assert info["code"] == code
    for field in ("name", "description", "citation", "license", "license_explanation", "url"):
        assert info[field], field
    assert info["version"] == "1.0"


def test_the_k6_carries_its_copyright_line_and_the_who_5_its_licence_conflict() -> None:
    terms = definition("K6")["scale_info"]["license_explanation"]
    assert "Copyright (c) Ronald C. Kessler, PhD" in terms
    conflict = definition("WHO-5")["scale_info"]["license_explanation"]
    assert "disagree" in conflict
    assert "CC BY-NC-SA 3.0 IGO" in conflict


@pytest.mark.parametrize("code", SCALES)
def test_bands_tile_the_score_without_overlap_and_name_a_source(code: str) -> None:
    for rule in definition(code)["scoring"].values():
        norms = rule.get("norms")
        if norms is None:
            continue
        assert norms["source"]
        rows = norms["thresholds"]
        for lower, upper in pairwise(rows):
            assert upper["min"] == lower["max"] + 1
        assert all(english(code)[row["label_key"]] for row in rows)


@pytest.mark.parametrize("code", ["PPCS-18", "PPCS-6", "SCS"])
def test_a_line_that_is_remembered_or_misleading_makes_no_band(code: str) -> None:
    assert "norms" not in definition(code)["scoring"]["total"]


@pytest.mark.parametrize("code", SCALES)
def test_hints_say_what_a_visitor_is_told_first(code: str) -> None:
    ours = hints(code)
    assert ours["measures"]
    assert ours["minutes"] >= 1
    assert ours["awaiting_wording"] == (code in AWAITING)
    assert ours["items_digest_id"] == code
    assert all(ours["missing"][score] == {"allowed": 0} for score in definition(code)["scoring"])


def alert(code: str, identity: str) -> dict[str, Any]:
    found = {row["id"]: row for row in hints(code)["alerts"]}
    return dict(found[identity])


@pytest.mark.parametrize(
    ("code", "identity", "topic", "when"),
    [
        ("PHQ-9", "self-harm", "self_harm", ("phq9_9", "greater_than", 0)),
        ("IMAGES", "image-threat", "image_threat", ("c8", "in", ["yes_now"])),
        ("COERCION", "coercion", "coercion", ("c9", "in", ["yes_now", "yes_before"])),
        ("SAFE", "not-safe-here", "fear", ("c14", "in", ["no", "not_sure"])),
    ],
)
def test_an_alarming_answer_is_urgent(
    code: str, identity: str, topic: str, when: tuple[str, str, object]
) -> None:
    row = alert(code, identity)
    assert (row["level"], row["topic"]) == ("urgent", topic)
    assert tuple(row["when"][part] for part in ("item", "operator", "value")) == when


@pytest.mark.parametrize(
    ("code", "score", "operator", "value"),
    [
        ("PHQ-9", "total", "greater_than", 19),
        ("GAD-7", "total", "greater_than", 14),
        ("K6", "total", "greater_than", 12),
        ("PHQ-4", "total", "greater_than", 8),
        ("WHO-5", "raw", "less_than", 8),
    ],
)
def test_the_top_sourced_band_asks_for_care(
    code: str, score: str, operator: str, value: int
) -> None:
    care = [row for row in hints(code)["alerts"] if row["level"] == "care"]
    assert [row["when"] for row in care] == [{"score": score, "operator": operator, "value": value}]
    assert all(row["topic"] == "distress" and row["source"] for row in care)
    rows = definition(code)["scoring"][score]["norms"]["thresholds"]
    edges = {row["min"] - 1 for row in rows} | {row["max"] + 1 for row in rows}
    assert value in edges


def test_the_pairs_of_the_phq_4_are_worry_first() -> None:
    scoring = definition("PHQ-4")["scoring"]
    assert scoring["anxiety"]["items"] == ["phq4_1", "phq4_2"]
    assert scoring["depression"]["items"] == ["phq4_3", "phq4_4"]


@pytest.mark.parametrize("code", CONTEXT)
def test_a_context_question_is_optional_unscored_and_may_be_declined(code: str) -> None:
    ours = definition(code)
    assert ours["scoring"] == {}
    for item in ours["items"]:
        assert item["required"] is False
        assert item["options"][-1]["value"] == "prefer_not"
        assert "prefer_not" in hints(code)["exclusive"]
    assert english(code)["prefer_not"] == "Prefer not to say"


def test_only_the_safety_questions_stay_in_the_cookie() -> None:
    private = {code for code in CONTEXT if hints(code).get("private")}
    assert private == {"COERCION", "IMAGES", "SAFE"}


@pytest.mark.parametrize("code", CONTEXT)
def test_no_context_question_uses_a_judging_word(code: str) -> None:
    words = " ".join(english(code).values()).casefold()
    for judging in ("addict", "normal", "relapse", "clean", "dirty", "porn "):
        assert judging not in words


def members(code: str) -> list[str]:
    return [row["scale"] for row in read(f"batteries/{code}/1.1.osd")["definition"]["includes"]]


def test_the_short_check_asks_for_safety_first_and_then_in_the_promised_order() -> None:
    codes = [member.partition("@")[0] for member in members("SHORT")]
    assert codes == [
        "SAFE", "COERCION", "BPS", "PHQ-4", "WHO-5", "BALANCE", "PARTNER", "VALUES", "CONTROL"
    ]  # fmt: skip


def test_the_full_check_holds_all_context_and_the_promised_scales() -> None:
    codes = {member.partition("@")[0] for member in members("FULL")}
    assert codes == {*CONTEXT, "BPS", "PPCS-18", "PHQ-9", "GAD-7", "WHO-5"}


@pytest.mark.parametrize("code", BATTERIES)
def test_every_member_of_a_battery_exists_and_has_its_wording(code: str) -> None:
    for member in members(code):
        scale, _, version = member.partition("@")
        assert (FOLDER / scale / f"{version}.osd").is_file()
        assert hints(scale)["awaiting_wording"] is False
