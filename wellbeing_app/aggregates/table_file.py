"""What was published for everybody, as CSV: one row a number, RFC 4180, safe in a spreadsheet."""

import csv
import io
from collections.abc import Mapping, Sequence

from wellbeing_app.exchange.csv_rows import BYTE_ORDER_MARK, guarded
from wellbeing_app.storage.releases import THOUSANDTHS, DpLedger, Table

COLUMNS = (
    *("quarter", "questionnaire", "language", "score", "lowest", "highest"),
    *("checks", "epsilon", "published"),
)


def statistics_csv(quarters: Mapping[str, Sequence[Table]], ledger: Sequence[DpLedger]) -> bytes:
    """Return every published number; `checks` is empty where it is hidden."""
    draws = {(one.quarter, one.instrument, one.table_id): one for one in ledger}
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for quarter, tables in quarters.items():
        for table in tables:
            draw = draws[quarter, table.instrument.partition("@")[0], table.table_id]
            spent = (str(draw.epsilon / THOUSANDTHS), draw.day.isoformat())
            score = table.table_id.partition(":")[2]
            for cell, number in table.cells:
                name = (quarter, table.instrument, table.language, score, *ends(cell))
                shown = "" if number is None else str(number)
                writer.writerow([guarded(one) for one in (*name, shown, *spent)])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def ends(cell: str) -> tuple[str, str]:
    """Return the lowest and the highest score of a cell such as 0-2; either may be below zero."""
    place = cell.index("-", 1)
    return cell[:place], cell[place + 1 :]
