"""What a client shows, as CSV for a spreadsheet: one row a part, no part left out.

RFC 4180: commas, CR LF, quotes doubled. UTF-8 with a byte order mark: without one a common
spreadsheet reads UTF-8 as another encoding and spoils every accent; a program reads the file as
`utf-8-sig`. A cell that a spreadsheet would take for a formula gets an apostrophe (`guarded`).
"""

import csv
import io
import re
from collections.abc import Iterator

from wellbeing_app.exchange.shelf import quotable
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.values import text_of
from wellbeing_app.records.share import (
    AnswerPart,
    LinePart,
    NotePart,
    RangePart,
    Share,
    SharePart,
)
from wellbeing_app.records.shown import ShownShare, shown_share

COLUMNS = (
    "day",
    "questionnaire",
    "name",
    "kind",
    "id",
    "title",
    "value",
    "words",
    "unanswered",
    "minimum",
    "maximum",
)
BYTE_ORDER_MARK = "\ufeff"

_FORMULA = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
"""How a formula may begin, in full width too. Apostrophes count, so that one can be taken off."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")


def csv_bytes(library: Library, share: Share) -> bytes:
    """Return a share as a CSV file with a line of column names."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for row in _rows(share, shown_share(quotable(library), share)):
        writer.writerow([guarded(row.get(column, "")) for column in COLUMNS])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; a plain number stays as it is."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _rows(share: Share, shown: ShownShare) -> Iterator[dict[str, str]]:
    """Yield the cells of each part, in the order of the share."""
    told = _told(shown)
    for place, part in enumerate(share.parts):
        yield {"kind": part.kind} | _stored(share, part) | told.get(place, {})


def _stored(share: Share, part: SharePart) -> dict[str, str]:
    """What the share itself says."""
    if isinstance(part, LinePart):
        return {"words": part.words}
    row = {} if part.source is None else _source(share, part.source)
    if isinstance(part, NotePart):
        return row | {"id": part.about, "words": part.words, "day": part.day.isoformat()}
    row |= {"id": part.id}
    if isinstance(part, AnswerPart):
        return row | {"value": text_of(part.value), "unanswered": part.unanswered or ""}
    row |= {"minimum": text_of(part.minimum), "maximum": text_of(part.maximum)}
    if isinstance(part, RangePart):
        # Not under `value`: whoever adds that column up must not take an end for a score.
        return row | {"words": f"{text_of(part.low)}\N{EN DASH}{text_of(part.high)}"}
    return row | {"value": text_of(part.value)}


def _source(share: Share, place: int) -> dict[str, str]:
    source = share.sources[place]
    return {"questionnaire": source.key, "day": source.day.isoformat()}


def _told(shown: ShownShare) -> dict[int, dict[str, str]]:
    """What the questionnaires of this site add, by the place of the part: names and words."""
    told: dict[int, dict[str, str]] = {}
    for source in shown.sources:
        name = {"name": source.name}
        told |= {one.place: name | {"title": one.title} for one in source.scores}
        told |= {one.place: name | {"title": one.title} for one in source.ranges}
        told |= {one.place: name | {"title": one.about} for one in source.notes}
        told |= {
            one.place: name | {"title": f"{one.stem} {one.question}".strip(), "words": one.answer}
            for one in source.answers
        }
    return told
