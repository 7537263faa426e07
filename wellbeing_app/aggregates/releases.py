"""`flask release`: counters of a quarter that is over become numbers that may be seen, once.

All of a run is one transaction: a run that is killed leaves nothing, and another one waits for it
and then finds nothing left to do. A quarter is frozen a day after its end, when the mixing that
was under way at midnight is done.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from wellbeing_app.aggregates.batch import quarter_of
from wellbeing_app.aggregates.catalogue import (
    CLINIC_RANGES,
    EPSILON,
    NAMESPACE,
    PUBLIC_SCORES,
    in_groups,
    range_cells,
    score_groups,
    versions,
)
from wellbeing_app.aggregates.disclosure import noised, rounded
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.storage.counters import SITE, clinic_scopes, counts
from wellbeing_app.storage.releases import (
    DP,
    K10,
    THOUSANDTHS,
    Draw,
    Table,
    newest_quarter,
    publish,
    spend,
)
from wellbeing_app.storage.upkeep import RELEASE, note_run

CODE_VERSION = "1"
"""Of the noise and its rounding; the ledger names it beside each draw."""
AFTER = timedelta(days=1)

Shelf = Mapping[str, Instrument]


def release(session: Session, shelf: Shelf, now: datetime) -> list[str]:
    """Freeze every quarter that is due, and return them. It commits.

    The first run freezes the last quarter alone, a later one all since the newest that is frozen.
    Whether anybody was counted decides nothing: an empty quarter has noise too.
    """
    moment = now.astimezone(UTC)
    note_run(session, RELEASE, moment.date())
    due = list(_due(newest_quarter(session), quarter_of(moment - AFTER)))
    for quarter in due:
        _freeze_site(session, shelf, quarter, moment)
        for scope in clinic_scopes(session, quarter):
            publish(session, quarter, scope, K10, list(_ranges(session, shelf, quarter, scope)))
    session.commit()
    return due


def first_day_after(quarter: str) -> datetime:
    """Return the day from which a quarter can be released."""
    year, number = divmod(_number(quarter) + 1, 4)
    return datetime(year, 3 * number + 1, 1, tzinfo=UTC) + AFTER


def _due(newest: str | None, present: str) -> Iterator[str]:
    """Yield the quarters after the newest that is frozen and before the present one."""
    end = _number(present)
    for number in range(end - 1 if newest is None else _number(newest) + 1, end):
        yield f"{number // 4}Q{number % 4 + 1}"


def _number(quarter: str) -> int:
    year, _, part = quarter.partition("Q")
    return 4 * int(year) + int(part) - 1


def _freeze_site(session: Session, shelf: Shelf, quarter: str, now: datetime) -> None:
    """Draw the noise of the tables for everybody, and write it into the ledger first."""
    draws = [
        Draw(f"{NAMESPACE}/{code}", f"score:{score}", EPSILON)
        for code, score in PUBLIC_SCORES.items()
    ]
    spend(session, quarter, SITE, draws, now.date(), CODE_VERSION)
    publish(session, quarter, SITE, DP, list(_scores(session, shelf, quarter)))


def _scores(session: Session, shelf: Shelf, quarter: str) -> Iterator[Table]:
    """Yield a table for each version and language: a submission is in one of them at most."""
    for code, score in PUBLIC_SCORES.items():
        for one in versions(shelf, code):
            groups = score_groups(one, score)
            for language in one.languages:
                name = (str(one.key), language, f"score:{score}")
                counted = in_groups(groups, counts(session, quarter, SITE, *name))
                numbers = noised(counted, Fraction(EPSILON, THOUSANDTHS))
                cells = [group.cell for group in groups]
                yield Table(*name, tuple(zip(cells, numbers, strict=True)))


def _ranges(session: Session, shelf: Shelf, quarter: str, scope: str) -> Iterator[Table]:
    """Yield the tables of a clinic that may be shown there; of the others nothing is written."""
    for code, score in CLINIC_RANGES.items():
        for one in versions(shelf, code):
            cells = range_cells(one, score)
            for language in one.languages:
                name = (str(one.key), language, f"band:{score}")
                counted = counts(session, quarter, scope, *name)
                numbers = rounded([counted.get(cell, 0) for cell in cells])
                if numbers is not None:
                    yield Table(*name, tuple(zip(cells, numbers, strict=True)))
