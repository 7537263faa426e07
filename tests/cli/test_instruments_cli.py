"""The commands for people who bring or check questionnaire files."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.instruments.osd_files import BASE
from tests.instruments.shipped import FOLDER
from wellbeing_app.cli.instruments import instruments

FEATURES = Path(__file__).parents[1] / "instruments" / "features"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(instruments, [str(argument) for argument in arguments])


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """A definition with two translation files beside it."""
    (tmp_path / "TEA.json").write_text(json.dumps(BASE["definition"]))
    (tmp_path / "TEA.en.json").write_text(json.dumps(BASE["translations"]["en"]))
    (tmp_path / "TEA.de.json").write_text(json.dumps({"q1": "Ich trinke Tee."}))
    (tmp_path / "other.json").write_text("{}")
    return tmp_path


def test_check_prints_a_line_for_a_bundle() -> None:
    found = run("check", FEATURES / "translations.osd")
    assert found.output == f"ok {FEATURES / 'translations.osd'}: translations 1.0 1 de,en,pt-BR\n"
    assert found.exit_code == 0


def test_check_reads_a_definition_with_its_translations(apart: Path) -> None:
    told = f"ok {apart / 'TEA.json'}: TEA 2.1 4 en,de\n"
    assert run("check", apart / "TEA.json").output == run("check", apart).output == told


def test_check_goes_through_a_folder_and_fails_if_one_file_is_refused(apart: Path) -> None:
    (apart / "bad.osd").write_text('{"definition": {"scale_info": {"name": "x"}, "loop_over": 1}}')
    found = run("check", apart)
    assert found.exit_code == 1
    assert found.output.splitlines() == [
        f"ok {apart / 'TEA.json'}: TEA 2.1 4 en,de",
        f"refused {apart / 'bad.osd'}: $.definition.loop_over: not supported: loops (A3)",
    ]


def test_check_gives_json(apart: Path) -> None:
    (apart / "bad.osd").write_bytes(b"\xff")
    found = run("check", "--json", apart)
    good, bad = json.loads(found.output)
    assert good == {
        "ok": True,
        "path": str(apart / "TEA.json"),
        "code": "TEA",
        "version": "2.1",
        "items": 4,
        "languages": ["en", "de"],
        "warnings": [],
    }
    assert bad == {
        "ok": False,
        "path": str(apart / "bad.osd"),
        "place": "$",
        "reason": "is not UTF-8 text (byte 0)",
    }
    assert found.exit_code == 1


def test_check_says_when_there_is_nothing_or_no_such_file(tmp_path: Path) -> None:
    found = run("check", FEATURES / "translations.osd", tmp_path)
    assert found.output.splitlines()[1] == f"refused {tmp_path}: $: holds no questionnaire"
    assert found.exit_code == 1
    assert run("check", tmp_path / "nowhere").exit_code == 2


@pytest.mark.parametrize("others", [[], [FEATURES / "translations.osd"]])
def test_check_names_what_is_no_ordinary_file_and_reads_none_of_it(
    tmp_path: Path, others: list[Path]
) -> None:
    endless, nothing = tmp_path / "endless.osd", tmp_path / "nothing.osd"
    endless.symlink_to("/dev/zero")
    nothing.symlink_to("/dev/null")
    for paths in ([endless, nothing], [tmp_path]):
        found = run("check", *others, *paths)
        assert found.exit_code == 1
        assert found.output.splitlines()[len(others) :] == [
            f"refused {endless}: $: is not an ordinary file",
            f"refused {nothing}: $: is not an ordinary file",
        ]
    for file, answers in ((nothing, nothing), (FOLDER / "PHQ-9" / "1.0.osd", nothing)):
        assert "is not an ordinary file" in run("score", file, answers).output


def test_check_counts_the_items_of_what_a_battery_includes(tmp_path: Path) -> None:
    """Beside it, in the folder it stands in, or in the site's."""
    found = run("check", FOLDER / "batteries", FEATURES / "includes.osd")
    assert found.output.splitlines() == [
        f"ok {FOLDER / 'batteries' / 'FULL' / '1.0.osd'}: FULL 1.0 60 en",
        f"ok {FOLDER / 'batteries' / 'FULL' / '1.1.osd'}: FULL 1.1 62 en",
        f"ok {FOLDER / 'batteries' / 'SHORT' / '1.0.osd'}: SHORT 1.0 22 en",
        f"ok {FOLDER / 'batteries' / 'SHORT' / '1.1.osd'}: SHORT 1.1 24 en",
        f"ok {FEATURES / 'includes.osd'}: includes 1.0 7 en",
    ]
    alone = tmp_path / "short.osd"
    shutil.copy(FOLDER / "batteries" / "SHORT" / "1.0.osd", alone)
    assert run("check", alone).output == f"ok {alone}: SHORT 1.0 22 en\n"
    away = run("check", "--folder", tmp_path, alone)
    assert away.output == f"ok {alone}: SHORT 1.0 - en (items not counted: SAFE@1.0 is not here)\n"
    assert away.exit_code == 0
    (told,) = json.loads(run("check", "--json", "--folder", tmp_path, alone).output)
    assert (told["items"], told["not_counted"]) == (None, "SAFE@1.0 is not here")


@pytest.mark.parametrize(
    ("command", "columns"),
    [("list", "KEY WORDING LICENCE OFFER"), ("check", "ok PATH: CODE VERSION ITEMS LANGUAGES")],
)
def test_the_help_of_a_command_explains_its_columns(command: str, columns: str) -> None:
    text = " ".join(run(command, "--help").output.split())
    assert columns in text
    for column in columns.removeprefix("ok ").split():
        assert text.count(column) > 1 or column in {"PATH:", "CODE", "VERSION"}
    assert f"flask --app app instruments {command}" in (FOLDER.parent / "README.md").read_text()


def test_every_shipped_file_is_ok() -> None:
    assert run("check", FOLDER, FEATURES).exit_code == 0


def test_a_refusal_stays_on_one_line_whatever_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "x.osd").write_text(json.dumps({"definition": {"\nok FAKE 1.0 9 en\x1b[2J": 1}}))
    assert len(run("check", tmp_path).output.splitlines()) == 1
    assert "\x1b" not in run("check", tmp_path).output


def test_list_names_key_status_licence_and_whether_it_is_offered() -> None:
    lines = run("list", "--folder", FOLDER).output.splitlines()
    assert "evenkeel/PHQ-9@1.0 matched-copy open offered" in lines
    assert "evenkeel/CSBD-19@1.0 awaiting non-commercial hidden" in lines
    commercial = run("list", "--folder", FOLDER, "--use", "commercial").output.splitlines()
    assert "evenkeel/BPS@1.0 matched-copy non-commercial hidden" in commercial


def test_list_shows_the_site_of_the_settings_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "evenkeel/BPS@1.0 matched-copy non-commercial offered" in run("list").output
    monkeypatch.setenv("EVENKEEL_USE", "commercial")
    assert "evenkeel/BPS@1.0 matched-copy non-commercial hidden" in run("list").output
    monkeypatch.setenv("EVENKEEL_QUESTIONNAIRES", str(tmp_path))
    assert "MANIFEST.json" in run("list").output


def test_list_says_what_is_wrong_with_a_folder(tmp_path: Path) -> None:
    found = run("list", "--folder", tmp_path)
    assert found.exit_code == 1
    assert "MANIFEST.json" in found.output


def scored(answers: object, tmp_path: Path, file: Path = FOLDER / "PHQ-9" / "1.0.osd") -> Result:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers))
    return run("score", file, path)


def test_score_prints_scores_alerts_missing_items_and_computed_values(tmp_path: Path) -> None:
    answers = {f"phq9_{number}": 1 for number in range(1, 10)}
    result = json.loads(scored(answers, tmp_path).output)
    assert result["scores"]["total"]["value"] == 9
    assert result["scores"]["total"]["minimum"] == 0
    assert result["scores"]["total"]["maximum"] == 27
    assert result["alerts"] == [{"id": "self-harm", "level": "urgent", "topic": "self_harm"}]
    assert result["missing"] == []
    assert result["computed"] == {}


def test_score_names_what_is_missing_and_gives_no_score(tmp_path: Path) -> None:
    result = json.loads(scored({"phq9_1": "2", "phq9_2": None}, tmp_path).output)
    assert result["scores"]["total"]["value"] is None
    assert "phq9_2" in result["missing"]
    assert "phq9_1" not in result["missing"]


def test_score_names_the_band_of_a_file_in_words(tmp_path: Path) -> None:
    answers = {"q1": 5, "q2": 5}
    result = json.loads(scored(answers, tmp_path, FEATURES / "score_norms_label_key.osd").output)
    assert result["scores"]["total"]["band"] == "Many meals"


def test_score_takes_rows_of_a_grid_ticks_texts_and_numbers(tmp_path: Path) -> None:
    grid = json.loads(scored({"g_1": 1, "g_2": 3}, tmp_path, FEATURES / "grid.osd").output)
    assert grid["scores"]["total"]["value"] == 4
    ticks = scored({"q1": ["green", "white"]}, tmp_path, FEATURES / "multicheck.osd")
    assert ticks.exit_code == 0
    assert scored({"q1": "Earl Grey"}, tmp_path, FEATURES / "short.osd").exit_code == 0
    computed = scored({"weight": 80, "height": "2"}, tmp_path, FEATURES / "computed.osd")
    assert json.loads(computed.output)["computed"] == {"bmi": 20, "heavy": False}


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"phq9_10": 1}, "phq9_10: is no item"),
        ({"phq9_1": 7}, "phq9_1: is no option"),
        ({"phq9_1": [1]}, "phq9_1: is no option"),
        ({"phq9_1": True}, "phq9_1: is true: give the option's value"),
        ({"phq9_1": False}, "phq9_1: is false: give the option's value"),
        ([1], "should be an object"),
    ],
)
def test_score_refuses_unknown_items_and_impossible_values(
    answers: object, reason: str, tmp_path: Path
) -> None:
    found = scored(answers, tmp_path)
    assert found.exit_code == 2
    assert reason in found.output


@pytest.mark.parametrize(
    ("feature", "answers", "reason"),
    [
        ("multicheck", {"q1": "green"}, "list"),
        ("multicheck", {"q1": ["red"]}, "no option"),
        ("multicheck_item_limits", {"q1": ["green", "black", "white"]}, "max_selected"),
        ("vas", {"q1": True}, "is true"),
        ("multicheck", {"q1": [True]}, "is true"),
        ("short_number", {"q1": False}, "is false"),
        ("vas", {"q1": 101}, "number_max"),
        ("vas", {"q1": "warm"}, "number"),
        ("short", {"q1": 5}, "text"),
        ("short", {"q1": "x" * 31}, "max_length"),
        ("short_number", {"q1": 21}, "number_max"),
        ("inst", {"hello": 1}, "no item"),
    ],
)
def test_score_refuses_what_a_kind_of_item_cannot_hold(
    feature: str, answers: object, reason: str, tmp_path: Path
) -> None:
    found = scored(answers, tmp_path, FEATURES / f"{feature}.osd")
    assert found.exit_code == 2
    assert reason in found.output
