"""The shipped questionnaires load as one library; a changed file is noticed."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.instruments.shipped import AWAITING, CONTEXT, FOLDER, WITH_WORDING
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.untrusted.refusal import Refused

NON_COMMERCIAL = {"BPS", "PPCS-18", "WHO-5"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(FOLDER, use="noncommercial")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "questionnaires"))


def rewrite(path: Path, change: dict[str, Any]) -> None:
    document = json.loads(path.read_text())
    document.update(change)
    path.write_text(json.dumps(document))


def sign(folder: Path) -> None:
    """Write the manifest anew, as for a new version."""
    digests = {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.osd")
    }
    (folder / "MANIFEST.json").write_text(json.dumps(digests))


def codes(instruments: tuple[Instrument, ...]) -> set[str]:
    return {one.key.code for one in instruments}


def test_visitors_are_offered_what_has_wording_and_staff_see_all(library: Library) -> None:
    assert codes(library.instruments()) == {*WITH_WORDING, *CONTEXT}
    assert codes(tuple(library.shelf.values())) == {*WITH_WORDING, *CONTEXT, *AWAITING}


def test_what_is_known_of_a_frozen_file_may_correct_what_it_says_it_measures(
    library: Library, folder: Path
) -> None:
    assert library.newest("PPCS-18").hints.measures == "Difficulty with pornography use"
    assert library.alone("PPCS-18").measures == "Difficulty with pornography use"
    rewrite(folder / "PPCS-18" / "evidence.json", {"measures": None})
    plain = Library.load(folder, use="noncommercial").newest("PPCS-18")
    assert plain.hints.measures == "Six kinds of difficulty with pornography use"
    assert library.newest("PPCS-18").hints == replace(
        plain.hints, measures="Difficulty with pornography use"
    )


def test_a_commercial_site_is_not_offered_what_is_for_non_commercial_use(folder: Path) -> None:
    commercial = Library.load(folder, use="commercial")
    assert codes(commercial.instruments()) == {*WITH_WORDING, *CONTEXT} - NON_COMMERCIAL
    assert commercial.batteries() == (), "a battery without one of its sides is not that battery"
    assert "bps" not in {check.slug for check in commercial.checks()}


def test_a_recorded_permission_opens_it_again(folder: Path) -> None:
    path = folder / "BPS" / "evidence.json"
    licence = json.loads(path.read_text())["licence"]
    rewrite(path, {"licence": {**licence, "permission": "The owners, by letter, 2026-11-01"}})
    commercial = Library.load(folder, use="commercial")
    assert "BPS" in codes(commercial.instruments())


def test_an_instrument_is_found_by_its_key_whatever_its_status(library: Library) -> None:
    assert library.instrument("evenkeel/PHQ-9@1.0") is library.newest("PHQ-9")
    assert library.instrument("evenkeel/CSBD-19@1.0").hints.awaiting_wording
    with pytest.raises(KeyError):
        library.instrument("evenkeel/PHQ-9@9.9")


def test_the_batteries_come_shortest_first(library: Library) -> None:
    assert [battery.slug for battery in library.batteries()] == ["short", "full"]
    assert library.check("short") is library.battery("SHORT")
    assert [battery.minutes for battery in library.batteries()] == [5, 12]


def test_an_instrument_alone_is_followed_by_the_conflict_of_values(library: Library) -> None:
    alone = library.alone("PHQ-9")
    assert alone.keys == ("evenkeel/PHQ-9@1.0", "evenkeel/VALUES@1.0")
    assert alone.slug == "phq-9"
    assert library.check("phq-9") is alone
    assert library.alone("VALUES").keys == ("evenkeel/VALUES@1.0",)
    with pytest.raises(KeyError):
        library.alone("CSBD-19")


def test_every_check_can_be_chosen_by_its_slug(library: Library) -> None:
    for check in library.checks():
        assert library.check(check.slug) is check
        assert check.minutes >= 1
        assert not check.randomised
    with pytest.raises(KeyError):
        library.check("csbd-19")


def test_wording_statuses_are_computed(library: Library) -> None:
    assert {library.status(library.newest(code)) for code in WITH_WORDING} == {
        WordingStatus.MATCHED
    }
    assert {library.status(library.newest(code)) for code in AWAITING} == {WordingStatus.AWAITING}
    assert {library.status(library.newest(code)) for code in CONTEXT} == {WordingStatus.OWN}


def test_one_changed_byte_in_a_shipped_version_is_refused(folder: Path) -> None:
    path = folder / "PHQ-9" / "1.0.osd"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(Refused, match=r"MANIFEST\.json says: PHQ-9/1\.0\.osd"):
        Library.load(folder, use="noncommercial")


def test_a_file_that_the_manifest_does_not_know_or_lacks_is_refused(folder: Path) -> None:
    shutil.copytree(folder / "K6", folder / "K7")
    with pytest.raises(Refused, match=r"K7/1\.0\.osd"):
        Library.load(folder, use="noncommercial")
    shutil.rmtree(folder / "K7")
    (folder / "K6" / "1.0.osd").unlink()
    with pytest.raises(Refused, match=r"K6/1\.0\.osd"):
        Library.load(folder, use="noncommercial")


def test_a_newer_version_is_offered_and_the_older_one_stays(folder: Path) -> None:
    document = json.loads((folder / "PHQ-4" / "1.0.osd").read_text())
    for version in ("1.9", "1.10"):
        document["definition"]["scale_info"]["version"] = version
        (folder / "PHQ-4" / f"{version}.osd").write_text(json.dumps(document))
    sign(folder)
    library = Library.load(folder, use="noncommercial")
    assert library.newest("PHQ-4").key.version == "1.10"
    assert library.instrument("evenkeel/PHQ-4@1.0").key.version == "1.0"
    short = library.battery("SHORT")
    assert "evenkeel/PHQ-4@1.0" in short.keys


def test_each_version_has_the_status_of_its_own_wording(folder: Path) -> None:
    document = json.loads((folder / "PHQ-4" / "1.0.osd").read_text())
    document["definition"]["scale_info"]["version"] = "1.1"
    texts = document["translations"]["en"]
    texts["phq4_1"] = f"{texts['phq4_1']} (altered)"
    (folder / "PHQ-4" / "1.1.osd").write_text(json.dumps(document))
    sign(folder)
    library = Library.load(folder, use="noncommercial")
    assert library.status(library.newest("PHQ-4")) is WordingStatus.ADAPTED
    assert library.status(library.instrument("evenkeel/PHQ-4@1.0")) is WordingStatus.MATCHED


def test_a_file_in_the_wrong_place_is_refused(folder: Path) -> None:
    (folder / "K6" / "1.0.osd").rename(folder / "K6" / "2.0.osd")
    sign(folder)
    with pytest.raises(Refused, match=r"belongs into K6/1\.0\.osd"):
        Library.load(folder, use="noncommercial")


@pytest.mark.parametrize(
    ("include", "reason"),
    [
        ({"scale": "NOPE"}, "NOPE is not here"),
        ({"scale": "PHQ-9@7"}, "PHQ-9@7 is not here"),
        ({"scale": "PHQ-9", "dimensions": ["joy"]}, "'joy'"),
        ({"scale": "PHQ-9", "parameters": {"colour": "red"}}, "'colour'"),
        ({"scale": "PHQ-9", "parameters": {"shuffle_questions": "perhaps"}}, "type"),
    ],
)
def test_a_battery_that_asks_for_what_is_not_there_is_refused(
    folder: Path, include: dict[str, object], reason: str
) -> None:
    path = folder / "batteries" / "SHORT" / "1.1.osd"
    document = json.loads(path.read_text())
    document["definition"]["includes"] = [include]
    path.write_text(json.dumps(document))
    sign(folder)
    with pytest.raises(Refused) as caught:
        Library.load(folder, use="noncommercial")
    assert caught.value.path.startswith("$.definition.includes[0]")
    assert reason in caught.value.reason


def test_an_instrument_without_evidence_is_refused(folder: Path) -> None:
    (folder / "K6" / "evidence.json").unlink()
    with pytest.raises(Refused, match=r"K6/evidence\.json"):
        Library.load(folder, use="noncommercial")


def test_two_checks_of_one_address_are_refused(folder: Path) -> None:
    path = folder / "batteries" / "SHORT" / "1.1.osd"
    document = json.loads(path.read_text())
    document["definition"]["runner_hints"]["evenkeel"]["slug"] = "k6"
    path.write_text(json.dumps(document))
    sign(folder)
    with pytest.raises(Refused, match="share the address k6"):
        Library.load(folder, use="noncommercial")
