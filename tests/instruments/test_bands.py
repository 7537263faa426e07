"""Bands: on the scale that their ranges cover, between possible values, exactly one a score."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.instruments.builders import administered, likert, rule, short, vas
from wellbeing_app.cli.instruments import instruments
from wellbeing_app.instruments.engine.bands import Bands, score_bands
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.rules import Norms, ScoreRule, Step, Threshold

FIVE = tuple(likert(name, 0, 5) for name in "abcde")
RAW = ((0, 7), (8, 12), (13, 25))
INDEX = ((0, 28), (29, 50), (51, 100))
NAMES = ("very low", "low", "good")


def norms(*ranges: tuple[float, float]) -> Norms:
    return Norms(tuple(Threshold(*one, NAMES[n % 3], None) for n, one in enumerate(ranges)), None)


def index(*ranges: tuple[float, float], factor: float = 4, offset: float = 0) -> ScoreRule:
    steps = (Step("multiply", factor), Step("add", offset))
    return rule("index", "sum_coded", "abcde", transform=steps, norms=norms(*ranges))


def raw(*ranges: tuple[float, float]) -> ScoreRule:
    return rule("raw", "sum_coded", "abcde", norms=norms(*ranges) if ranges else None)


def bands(score_id: str, *rules: ScoreRule) -> Bands:
    return score_bands(administered(*FIVE, scores=rules).instrument)[score_id]


def labels(found: Bands, *values: float) -> list[str | None]:
    return [band.label if (band := found.at(value)) else None for value in values]


@pytest.mark.parametrize("ranges", [RAW, INDEX], ids=["raw", "transformed"])
def test_ranges_are_read_on_the_scale_whose_scores_they_cover(
    ranges: tuple[tuple[float, float], ...],
) -> None:
    """The broken variant called 16 of 100 good: it took a range of the raw sum for one of it."""
    found = bands("index", index(*ranges))
    assert labels(found, 16, 28, 32, 48, 52, 100) == [
        "very low", "very low", "low", "low", "good", "good",
    ]  # fmt: skip
    assert found.fault == ""


def test_ranges_of_the_transformed_score_on_the_raw_one_are_read_as_such() -> None:
    found = bands("raw", raw(*INDEX), index(*INDEX))
    assert labels(found, 4, 7, 8, 12, 13, 25) == [
        "very low", "very low", "low", "low", "good", "good",
    ]  # fmt: skip


def test_a_transform_that_turns_the_scale_round_turns_its_bands() -> None:
    found = bands("index", index(*RAW, factor=-4, offset=100))
    assert labels(found, 100, 72, 68, 52, 48, 0) == [
        "very low", "very low", "low", "low", "good", "good",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "score_id"),
    [
        ((raw(*INDEX),), "raw"),
        ((index((0, 10), (11, 24)),), "index"),
        ((raw((5, 12), (13, 25)),), "raw"),
        ((raw((0, 12), (13, 24)),), "raw"),
    ],
    ids=["of no scale here", "between two", "begin too late", "end too early"],
)
def test_ranges_that_fit_no_scale_give_no_band(rules: tuple[ScoreRule, ...], score_id: str) -> None:
    found = bands(score_id, *rules)
    assert found.thresholds == ()
    assert "fit no scale" in found.fault


@pytest.mark.parametrize(
    ("ranges", "without", "within"),
    [
        (((0, 7), (9, 12), (13, 25)), 8, 7),
        (((0, 8), (8, 12), (13, 25)), 8, 9),
    ],
    ids=["gap", "overlap"],
)
def test_a_score_in_no_range_or_in_two_has_no_band_and_is_named(
    ranges: tuple[tuple[float, float], ...], without: int, within: int
) -> None:
    found = bands("raw", raw(*ranges))
    assert found.at(without) is None
    assert found.at(within) is not None
    assert found.fault.endswith(f"given no band: {without}")


def test_a_mean_between_two_printed_ends_is_in_a_gap_only_where_it_can_be() -> None:
    ranges = ((0, 0.9), (1, 1.9), (2, 3))
    three = tuple(likert(name) for name in "abc")
    mean = rule("m", "mean_coded", "abc", norms=norms(*ranges))
    assert not score_bands(administered(*three, scores=(mean,)).instrument)["m"].fault
    many = tuple(likert(f"i{n}") for n in range(20))
    mean = rule("m", "mean_coded", [one.id for one in many], norms=norms(*ranges))
    assert score_bands(administered(*many, scores=(mean,)).instrument)["m"].fault.endswith(
        "0.95, 1.95"
    )


def test_a_prorated_score_may_lie_in_a_gap() -> None:
    three = tuple(likert(name) for name in "abc")
    made = rule("s", "sum_coded", "abc", missing_allowed=1, norms=norms((0, 4), (5, 9)))
    put = administered(*three, scores=(made,))
    assert score_bands(put.instrument)["s"].fault.endswith("4.5")
    found = Taken(put, {"a": 1, "b": 2}).scores.values["s"]
    assert (found.value, found.band) == (4.5, None)
    whole = Taken(put, {"a": 1, "b": 2, "c": 1}).scores.values["s"]
    assert whole.band is not None


def test_the_cut_lies_half_way_between_possible_scores() -> None:
    assert bands("index", index(*INDEX)).reach == ((0, 28), (32, 48), (52, 100))
    assert bands("raw", raw(*RAW)).reach == RAW


def test_where_nothing_bounds_a_score_its_ranges_stand_as_written() -> None:
    item = short("a", numeric=True, max_length=9)
    made = rule("s", "sum_coded", "a", norms=norms((0, 4), (5, 9)))
    found = score_bands(administered(item, scores=(made,)).instrument)["s"]
    assert labels(found, 4, 4.5, 9) == ["very low", None, "low"]


def test_a_line_without_steps_may_lie_between_its_ranges() -> None:
    made = rule("s", "sum_coded", "a", norms=norms((0, 4), (5, 10)))
    found = score_bands(administered(vas("a", 0, 10), scores=(made,)).instrument)["s"]
    assert found.fault.endswith("given no band: 4.5")
    touching = rule("s", "sum_coded", "a", norms=norms((0, 4), (4, 10)))
    found = score_bands(administered(vas("a", 0, 10), scores=(touching,)).instrument)["s"]
    assert found.fault.endswith("given no band: 4")


def test_check_warns_of_ranges_and_score_gives_no_band(tmp_path: Path) -> None:
    items = [{"id": f"i{n}", "type": "likert", "text_key": "t"} for n in range(3)]
    definition: dict[str, Any] = {
        "scale_info": {"name": "Probe", "code": "PRB", "version": "1.0", "license": "MIT"},
        "likert_options": {"points": 4, "min": 0, "max": 3, "labels": ["l"] * 4},
        "items": items,
        "scoring": {
            "total": {
                "method": "sum_coded",
                "items": [one["id"] for one in items],
                "norms": {
                    "thresholds": [
                        {"min": 0, "max": 4, "label": "few"},
                        {"min": 6, "max": 9, "label": "many"},
                    ]
                },
            }
        },
    }
    file, answers = tmp_path / "PRB.osd", tmp_path / "answers.json"
    texts = {"en": {"t": "Item", "l": "Option"}}
    bundle = {"osd_version": "1.0.12", "definition": definition, "translations": texts}
    file.write_text(json.dumps(bundle))
    answers.write_text(json.dumps({"i0": 3, "i1": 2, "i2": 0}))
    checked = CliRunner().invoke(instruments, ["check", str(file)])
    assert checked.output.splitlines() == [
        f"ok {file}: PRB 1.0 3 en",
        f"warning {file}: $.definition.scoring.total.norms: not in exactly one range, and given no "
        "band: 5",
    ]
    assert checked.exit_code == 0
    scored = json.loads(CliRunner().invoke(instruments, ["score", str(file), str(answers)]).output)
    assert (scored["scores"]["total"]["value"], scored["scores"]["total"]["band"]) == (5, None)
