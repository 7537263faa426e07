"""Every shipped scale at its lowest, its highest, in between and with open answers."""

from datetime import date
from html import unescape

import pytest
from flask import Flask, render_template

from tests.pdfs import faults
from tests.records.results import LIBRARY, context, part_of, read, scale
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.interpretation.report import Report
from wellbeing_app.web.paper.typesetting import typeset

FORBIDDEN = (
    "addict", "abnormal", "normal ", "disease", "alarm", "failed", "relapse", "clean", "dirty",
    "memory", "you have a ", "none%", "undefined",
)  # fmt: skip
SCALES = sorted(one.key.code for one in LIBRARY.instruments() if one.scores)
CLASH = context("VALUES", c11a="yes", c11b=6)

ENDS = {
    # lowest and highest answer to one item; lowest, highest and typical score by the publications
    "BPS": (0, 2, 0, 10, 5),
    "GAD-7": (0, 3, 0, 21, 7),
    "K6": (0, 4, 0, 24, 6),
    "PHQ-4": (0, 3, 0, 12, 4),
    "PHQ-9": (0, 3, 0, 27, 9),
    "PPCS-18": (1, 7, 18, 126, 36),
    "WHO-5": (0, 5, 0, 100, 20),
}


def cases() -> list[tuple[str, str]]:
    return [(code, kind) for code in SCALES for kind in ("lowest", "highest", "typical", "missing")]


def answered(code: str, kind: str) -> Taken:
    low, high, *_scores = ENDS[code]
    match kind:
        case "lowest":
            return scale(code, low)
        case "highest":
            return scale(code, high)
        case "typical":
            return scale(code, low + 1)
        case _:
            return part_of(scale(code, high), 1)


def rendered(app: Flask, result: Report) -> str:
    with app.test_request_context("/result/print"):
        return unescape(render_template("results/paper.html", result=result, crisis_help=None))


@pytest.mark.parametrize(("code", "kind"), cases())
def test_the_page_is_true_of_the_numbers(app: Flask, code: str, kind: str) -> None:
    result = read(answered(code, kind), CLASH)
    page = rendered(app, result)
    scores = dict(zip(("lowest", "highest", "typical"), ENDS[code][2:], strict=True))
    headline = result.scales[0].headline
    assert headline.value == scores.get(kind)
    if kind == "missing":
        assert "No score:" in page
        assert "Your score is" not in page
    else:
        assert f"Your score is {scores[kind]}." in page
        said = headline.band.label.lower() if headline.band else "others tell of a line"
        assert said in page.lower()
    # The published questions themselves are quoted as they are.
    own_words = page.lower().partition("<h2>your answers</h2>")[0]
    assert [word for word in FORBIDDEN if word in own_words] == []
    assert "%(" not in page


@pytest.mark.parametrize(("code", "kind"), cases())
def test_a_margin_holds_the_score_and_stays_on_the_scale(code: str, kind: str) -> None:
    reading = read(answered(code, kind)).scales[0].headline
    if reading.margin and reading.value is not None:
        assert reading.minimum is not None
        assert reading.maximum is not None
        margin = reading.margin
        assert reading.minimum <= margin.low <= reading.value <= margin.high <= reading.maximum
        assert sum(chance for _band, chance in margin.chances) == pytest.approx(1)
    assert reading.value is not None or not (reading.margin or reading.screen or reading.norm)


@pytest.mark.parametrize(("code", "kind"), cases())
def test_the_pdf_of_every_scale_is_sound(app: Flask, code: str, kind: str) -> None:
    assert faults(typeset(rendered(app, read(answered(code, kind), CLASH)))) == []


def test_a_scale_without_margin_says_so_and_draws_none(app: Flask) -> None:
    page = rendered(app, read(scale("BPS", 1)))
    assert "No margin is published for this scale" in page
    assert "certainty" not in page


def test_how_close_its_parts_are_is_said_beside_a_score_only(app: Flask) -> None:
    close = "Its 2 parts go together so closely"
    assert close in rendered(app, read(scale("PHQ-4", 1)))
    page = rendered(app, read(part_of(scale("PHQ-4", 1), 0)))
    assert "No score: 4 answers are missing" in page
    assert close not in page


def test_the_same_call_reads_a_kept_result_with_its_notes(app: Flask) -> None:
    taken = scale("GAD-7", 1)
    reference = f"{taken.instrument.key}#total"
    result = read(taken, notes={reference: "<i>then</i>", "": "all of it"})
    assert result.day == date(2026, 11, 23)
    with app.test_request_context("/"):
        page = render_template("results/paper.html", result=result, crisis_help=None)
    assert "&lt;i&gt;then&lt;/i&gt;" in page
    assert "all of it" in page
