"""The list operators check entries with: a CSV file that goes out, is filled in, comes back.

A cell that a spreadsheet could run as a formula goes out behind an apostrophe, which is taken off
again on the way back. Only the entry's id and the last two columns are read. A spreadsheet may have
saved it with semicolons or tabs, blank rows, and cells added or left out at the end of a row. A day
in a spreadsheet's own order is refused: 11/10/2026 is two days.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from wellbeing_app.directory.entry import Confirmation, Entry

COLUMNS = (
    "entry", "name", "countries", "numbers", "address", "look_at", "checked_on", "checked_by",
)  # fmt: skip
LONGEST_NAME = 80
"""Characters of who checked: it stands on every help card."""

FEWEST_CELLS = COLUMNS.index("address") + 1
"""A spreadsheet may leave out empty cells at the end of a row; an address is never empty."""
DELIMITERS = ",;\t"

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Stated = Mapping[str, Confirmation | None]
"""What a list says of each entry it names; None: not checked, or no longer."""


class BadChecklist(ValueError):
    """The list cannot be taken; every reason stands on a line of its own, with its line."""


class _Wrong(ValueError):
    """What is wrong with one row."""


def write(entries: Iterable[Entry]) -> str:
    """Write the list of these entries, each with its confirmation if it has one."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _cells(entry)] for entry in entries)
    return file.getvalue()


def read(text: str, known: Collection[str], latest: date) -> Stated:
    """Read a filled-in list: whole, or not at all.

    Raises BadChecklist for another form, an entry not in `known` or named twice, a day that is no
    date or lies after `latest`, or a day without a name and the other way round.
    """
    stated: dict[str, Confirmation | None] = {}
    problems = []
    for line, cells in _rows(text):
        try:
            id_ = _new_id(cells, known, stated)
            day, by = (_plain(cell).strip() for cell in cells[-2:])
            stated[id_] = _confirmation(day, by, latest)
        except _Wrong as wrong:
            problems.append(f"line {line}: {wrong}")
    if problems:
        raise BadChecklist("\n".join(problems))
    return stated


def doubts(entry: Entry) -> str:
    """Name what no source was seen for: an operator looks there first."""
    unseen = {
        "address": not entry.url_seen,
        "number": bool(entry.phones) and not entry.phone_seen,
        "hours": entry.hours is None,
    }
    return ", ".join(what for what, missing in unseen.items() if missing)


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.id,
        entry.name,
        " ".join(entry.countries),
        ", ".join(phone.number for phone in entry.phones),
        entry.url,
        doubts(entry),
        entry.checked.day.isoformat() if entry.checked else "",
        entry.checked.by if entry.checked else "",
    )


def _safe(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows below the head that say something, each with the number of its first line."""
    content = text.removeprefix("\ufeff")
    delimiter = _delimiter(content)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if line > 1 and any(cell.strip() for cell in cells):
                yield line, _as_columns(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadChecklist(f"line {line}: this is not CSV ({error})") from error


def _delimiter(text: str) -> str:
    """Return what the head has between its names."""
    head = next(io.StringIO(text), "").strip()
    for delimiter in DELIMITERS:
        names = [name.strip(' "') for name in head.split(delimiter)]
        if _as_columns(names) == list(COLUMNS):
            return delimiter
    raise BadChecklist(f"line 1: must be {','.join(COLUMNS)}")


def _as_columns(cells: list[str]) -> list[str]:
    """Return a row with as many cells as there are columns, where only empty ones differ."""
    beyond = cells[len(COLUMNS) :]
    if any(cell.strip() for cell in beyond) or len(cells) < FEWEST_CELLS:
        return cells
    return [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]


def _new_id(cells: list[str], known: Collection[str], stated: Collection[str]) -> str:
    if len(cells) != len(COLUMNS):
        raise _Wrong(f"has {len(cells)} cells instead of {len(COLUMNS)}")
    id_ = _plain(cells[0])
    if id_ not in known:
        raise _Wrong("entry: there is no such entry")
    if id_ in stated:
        raise _Wrong(f"entry: {id_} stands twice")
    return id_


def _confirmation(day: str, by: str, latest: date) -> Confirmation | None:
    if not day and not by:
        return None
    if not day or not by:
        raise _Wrong("checked_on and checked_by: fill in both or none")
    if len(by) > LONGEST_NAME or not by.isprintable():
        raise _Wrong(f"checked_by: must be one line of at most {LONGEST_NAME} characters")
    checked = _date(day)
    if checked > latest:
        raise _Wrong("checked_on: this day is still to come")
    return Confirmation(day=checked, by=by)


def _date(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _Wrong("checked_on: must be a date such as 2026-11-20")
