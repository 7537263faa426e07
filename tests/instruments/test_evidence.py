"""The shape of evidence.json is strict: a misspelt name or an absent source is refused."""

import json
from typing import Any

import pytest

from tests.instruments.shipped import read
from wellbeing_app.instruments.library.evidence import Evidence, Seen, read_evidence
from wellbeing_app.interpretation.backing import norm_basis
from wellbeing_app.untrusted.refusal import Refused


def with_change(**change: object) -> Evidence:
    document: dict[str, Any] = {**read("K6/evidence.json"), **change}
    return read_evidence(json.dumps(document).encode(), origin="K6/evidence.json")


def test_a_figure_that_is_only_remembered_shows_nothing() -> None:
    figures = with_change().figures
    assert {figure.shows for figure in figures if figure.seen is Seen.MEMORY} <= {False}
    assert all(figure.shows for figure in figures if figure.seen is not Seen.MEMORY)


def test_a_figure_that_is_not_to_be_quoted_backs_nothing() -> None:
    norm, *_rest = [one for one in with_change().figures if one.id == "ca-2007"]
    written = norm.model_dump(mode="json") | {"staff_only": True}
    changed = with_change(figures=[written])
    assert not changed.figures[0].shows
    assert norm_basis(changed, "total", "en") is None


def test_an_unknown_name_is_refused_with_its_place() -> None:
    figure = {**read("K6/evidence.json")["figures"][0], "sampel": 3}
    with pytest.raises(Refused, match=r"K6/evidence\.json: \$\.figures\[0\]\.sampel"):
        with_change(figures=[figure])


def test_a_source_that_is_not_listed_is_refused() -> None:
    criticism = [{"text": "x", "source": "hearsay", "seen": "seen"}]
    with pytest.raises(Refused, match="hearsay"):
        with_change(criticism=criticism)


@pytest.mark.parametrize("seen", ["memory", "computed"])
def test_criticism_that_stands_in_no_source_is_refused(seen: str) -> None:
    criticism = [{"text": "x", "source": "db203", "seen": seen}]
    with pytest.raises(Refused, match="what stands in no source is a remark"):
        with_change(criticism=criticism)


def test_a_remark_with_a_source_is_refused() -> None:
    remark = {"kind": "own", "text": "x", "source": "db203"}
    with pytest.raises(Refused, match=r"\$\.remarks\[0\]\.source"):
        with_change(remarks=[remark])


@pytest.mark.parametrize(
    ("since", "year", "years"), [(None, 2021, "2021"), (2009, 2013, "2009-2013"), (None, None, "")]
)
def test_a_figure_says_its_years_in_one_way(
    since: int | None, year: int | None, years: str
) -> None:
    figure = {**read("K6/evidence.json")["figures"][0], "since": since, "year": year}
    assert with_change(figures=[figure]).figures[0].years == years


@pytest.mark.parametrize("year", [None, 2008, 2009])
def test_years_out_of_order_are_refused(year: int | None) -> None:
    figure = {**read("K6/evidence.json")["figures"][0], "since": 2009, "year": year}
    with pytest.raises(Refused, match="its first year is not before its last one"):
        with_change(figures=[figure])


def test_two_figures_of_one_id_are_refused() -> None:
    figure = read("K6/evidence.json")["figures"][0]
    with pytest.raises(Refused, match="two figures have one id"):
        with_change(figures=[figure, figure])


@pytest.mark.parametrize(
    "licence",
    [{"verdict": "free"}, {"url": "javascript:alert(1)"}, {"seen": "guessed"}, {"owner": 3}],
)
def test_a_licence_passport_of_another_shape_is_refused(licence: dict[str, object]) -> None:
    passport = {**read("K6/evidence.json")["licence"], **licence}
    with pytest.raises(Refused, match=r"\$\.licence"):
        with_change(licence=passport)


def test_a_file_that_is_not_json_is_refused() -> None:
    with pytest.raises(Refused, match=r"K6/evidence\.json: \$: is not JSON"):
        read_evidence(b"{", origin="K6/evidence.json")
