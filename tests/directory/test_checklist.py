"""The operators' list: what goes out comes back unchanged, and nothing else comes in."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.directory.checklist import COLUMNS, BadChecklist, read, write
from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Confirmation, Entry, Phone

DIRECTORY = Directory.load()
KNOWN = {entry.id for entry in DIRECTORY.entries}
TODAY = date(2026, 11, 23)
HEAD = ",".join(COLUMNS)

NAMES = st.text(min_size=1, max_size=80).map(str.strip).filter(lambda n: n and n.isprintable())
RISKY_NAMES = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'", "'=", "''"]), NAMES)
CONFIRMATIONS = st.builds(
    Confirmation,
    day=st.dates(max_value=TODAY),
    by=NAMES | RISKY_NAMES.filter(lambda n: len(n) <= 80),
)
STATED = st.dictionaries(st.sampled_from(sorted(KNOWN)), st.none() | CONFIRMATIONS)


def named(stated: dict[str, Confirmation | None]) -> list[Entry]:
    """The entries a statement is about, with it."""
    return [
        entry.model_copy(update={"checked": stated[entry.id]})
        for entry in DIRECTORY.entries
        if entry.id in stated
    ]


def row(id_: str, day: str, by: str) -> str:
    """A filled-in list of one entry."""
    return f"{HEAD}\n{id_},,,,,,{day},{by}\n"


@given(STATED)
def test_what_goes_out_comes_back(stated: dict[str, Confirmation | None]) -> None:
    assert read(write(named(stated)), KNOWN, TODAY) == stated


@given(STATED)
def test_no_cell_can_run_as_a_formula(stated: dict[str, Confirmation | None]) -> None:
    cells = [cell for cells in csv.reader(io.StringIO(write(named(stated)))) for cell in cells]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_number_that_starts_with_a_plus_goes_out_behind_an_apostrophe() -> None:
    entry = DIRECTORY.entries[0].model_copy(update={"phones": (Phone(number="+44 1"),)})
    assert ",'+44 1," in write([entry])


@given(st.text())
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    for content in (text, f"{HEAD}\n{text}"):
        assert told(content) is None or str(told(content)).startswith("line ")


def told(content: str) -> str | None:
    """Why a list is refused; None where it is taken."""
    try:
        read(content, KNOWN, TODAY)
    except BadChecklist as bad:
        return str(bad)
    return None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: must be entry,name,"),
        ("entry;checked_on;checked_by\n", "line 1: must be entry,name,"),
        (row("us-989", "2026-11-20", "A"), "line 2: entry: there is no such entry"),
        (row("us-988", "2026-11-31", "A"), "line 2: checked_on: must be a date such as"),
        (row("us-988", "20261120", "A"), "line 2: checked_on: must be a date such as"),
        (row("us-988", "11/10/2026", "A"), "line 2: checked_on: must be a date such as"),
        (row("us-988", "2026-11-20", "A,,x"), "line 2: has 10 cells instead of 8"),
        (row("us-988", "2026-11-24", "A"), "line 2: checked_on: this day is still to come"),
        (row("us-988", "2026-11-20", ""), "line 2: checked_on and checked_by: fill in both"),
        (row("us-988", "", "A"), "line 2: checked_on and checked_by: fill in both"),
        (row("us-988", "2026-11-20", "A" * 81), "line 2: checked_by: must be one line"),
        (row("us-988", "2026-11-20", '"A\nB"'), "line 2: checked_by: must be one line"),
        (f"{HEAD}\nus-988,2026-11-20,A\n", "line 2: has 3 cells instead of 8"),
        (row("us-988", "", "") + "us-988,,,,,,,\n", "line 3: entry: us-988 stands twice"),
        (f'{HEAD}\nus-988,"a"b,,,,,,\n', "line 2: this is not CSV"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(text: str, reason: str) -> None:
    assert str(told(text)).startswith(reason)


def test_every_wrong_line_is_named_at_once() -> None:
    text = f"{row('us-989', '', '')}us-988,,,,,,{TODAY + timedelta(days=1)},A\n"
    assert [line[:7] for line in str(told(text)).splitlines()] == ["line 2:", "line 3:"]


def test_a_byte_order_mark_and_empty_lines_do_no_harm() -> None:
    text = "\ufeff" + row("us-988", "2026-11-20", "A") + "\r\n\r\n"
    assert read(text, KNOWN, TODAY) == {
        "us-988": Confirmation(day=date(2026, 11, 20), by="A"),
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(STATED)
def test_a_spreadsheets_own_way_of_saving_does_no_harm(
    delimiter: str, end: str, stated: dict[str, Confirmation | None]
) -> None:
    rows = list(csv.reader(io.StringIO(write(named(stated)))))
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    blank = [""] * len(COLUMNS)
    for cells in rows:
        kept = cells if any(cells[-2:]) else cells[:-2]
        writer.writerows([[*cells, "", " "], blank] if cells is rows[0] else [kept, [], blank])
    assert read("\ufeff" + file.getvalue(), KNOWN, TODAY) == stated
