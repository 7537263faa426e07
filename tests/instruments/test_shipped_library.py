"""The shipped folder as the app loads it: statuses as computed, batteries whole, README current."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.instruments.shipped import AWAITING, CONTEXT, FOLDER, WITH_WORDING
from wellbeing_app.cli.questionnaires import questionnaires, readme_text
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.library.wording import WordingStatus
from wellbeing_app.web.visit.check import begun_battery


@pytest.fixture(scope="module")
def library() -> Library:
    """Load the shipped folder."""
    return Library.load(FOLDER, use="noncommercial")


@pytest.mark.parametrize("code", WITH_WORDING)
def test_a_published_scale_is_honestly_called_a_matched_copy(library: Library, code: str) -> None:
    assert library.status(library.newest(code)) is WordingStatus.MATCHED


@pytest.mark.parametrize("code", AWAITING)
def test_a_scale_without_wording_is_awaiting_and_not_offered(library: Library, code: str) -> None:
    assert library.status(library.newest(code)) is WordingStatus.AWAITING
    assert code not in {one.key.code for one in library.instruments()}


@pytest.mark.parametrize("code", CONTEXT)
def test_our_own_questions_are_called_our_own(library: Library, code: str) -> None:
    assert library.status(library.newest(code)) is WordingStatus.OWN


@pytest.mark.parametrize(("code", "members", "minutes"), [("SHORT", 9, 5), ("FULL", 16, 12)])
def test_a_battery_keeps_all_its_members(
    library: Library, code: str, members: int, minutes: int
) -> None:
    battery = library.battery(code)
    assert len(battery.members) == members
    assert battery.minutes == minutes


def test_a_commercial_site_offers_only_what_its_owners_let_anyone_use() -> None:
    commercial = Library.load(FOLDER, use="commercial")
    scales = {one.key.code for one in commercial.instruments() if one.scores}
    assert scales == {"GAD-7", "K6", "PHQ-4", "PHQ-9"}


def test_the_licence_list_is_what_its_generator_makes(library: Library) -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == readme_text(library)


def test_the_commands_write_the_two_lists(tmp_path: Path) -> None:
    for file in FOLDER.rglob("*.*"):
        copy = tmp_path / file.relative_to(FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.name not in {"MANIFEST.json", "README.md"}:
            copy.write_bytes(file.read_bytes())
    for command in ("manifest", "readme"):
        done = CliRunner().invoke(questionnaires, [command, "--folder", str(tmp_path)])
        assert done.exit_code == 0, done.output
    for name in ("MANIFEST.json", "README.md"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize(("slug", "code"), [("short", "SHORT"), ("full", "FULL")])
def test_a_check_begun_before_the_questions_on_control_came_goes_on_as_it_began(
    library: Library, slug: str, code: str
) -> None:
    now = library.check(slug)
    assert now.keys[-1] == "evenkeel/CONTROL@1.0"
    before = begun_battery(library, slug, now.keys[:-1])
    assert before is not None
    assert before.keys == now.keys[:-1]
    assert [one.key.version for one in library.bundles if one.key.code == code] == ["1.0", "1.1"]
