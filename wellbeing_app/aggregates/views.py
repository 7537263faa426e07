"""The page everybody may read: what was published of the counters, and what that used up."""

from dataclasses import dataclass
from fractions import Fraction
from math import exp

from flask import Blueprint, Response, abort, render_template

from wellbeing_app.aggregates.batch import quarter_of
from wellbeing_app.aggregates.catalogue import EPSILON, PUBLIC_EPSILON, PUBLIC_SCORES, versions
from wellbeing_app.aggregates.disclosure import STEP, hidden_below, largest_error
from wellbeing_app.aggregates.quarter_words import quarter_words
from wellbeing_app.aggregates.releases import first_day_after
from wellbeing_app.aggregates.table_file import ends, statistics_csv
from wellbeing_app.storage.releases import (
    SITE_BUDGET,
    THOUSANDTHS,
    DpLedger,
    Table,
    ledger,
    public_quarters,
    public_tables,
)
from wellbeing_app.web.database import db
from wellbeing_app.web.headers import public
from wellbeing_app.web.site import site
from wellbeing_app.web.words.days import day_words, now

blueprint = Blueprint("aggregates", __name__, template_folder="templates")

NOISE = Fraction(EPSILON, THOUSANDTHS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A published table as the page has it."""

    id: str
    name: str
    language: str | None
    """Only where the questionnaire is counted in several."""
    rows: tuple[tuple[str, str, int | None], ...]
    """Lowest and highest score of each group, and its number."""
    total: int | None


@blueprint.get("/statistics")
@public
def statistics() -> str:
    """Show the newest quarter, or what there will be; the ledger; how a person stays hidden."""
    quarters = public_quarters(db.session)
    return _page(quarters[0] if quarters else None)


@blueprint.get("/statistics/<quarter>")
@public
def statistics_of(quarter: str) -> str:
    """Show a quarter that was published."""
    if quarter not in public_quarters(db.session):
        abort(404)
    return _page(quarter)


@blueprint.get("/statistics.csv")
@public
def statistics_file() -> Response:
    """Hand out all that was ever published, as a file for a spreadsheet."""
    quarters = {one: public_tables(db.session, one) for one in public_quarters(db.session)}
    return Response(statistics_csv(quarters, ledger(db.session)), mimetype="text/csv")


def _page(quarter: str | None) -> str:
    present = quarter_of(now())
    spent = [one for one in ledger(db.session) if one.quarter == quarter]
    return render_template(
        "statistics/statistics.html",
        quarter=quarter,
        tables=[_shown(one) for one in public_tables(db.session, quarter)] if quarter else [],
        others=[one for one in public_quarters(db.session) if one != quarter],
        counted=[next(versions(site().library.shelf, code)).name for code in PUBLIC_SCORES],
        present=present,
        first_day=first_day_after(present).date(),
        ledger=[_entry(one) for one in spent],
        published=max((one.day for one in spent), default=None),
        site_budget=_epsilon(SITE_BUDGET),
        error=largest_error(NOISE) + STEP // 2,
        least=hidden_below(NOISE),
        right=_guesses(PUBLIC_EPSILON / THOUSANDTHS),
        quarter_words=quarter_words,
        day_words=day_words,
    )


def _shown(table: Table) -> Shown:
    instrument = site().library.shelf.get(table.instrument)
    several = instrument is not None and len(instrument.languages) > 1
    return Shown(
        id=f"t-{table.instrument}-{table.language}".translate(str.maketrans("/@. ", "----")),
        name=instrument.name if instrument else table.instrument,
        language=table.language if several else None,
        rows=tuple((*ends(cell), number) for cell, number in table.cells),
        total=table.total,
    )


def _entry(one: DpLedger) -> tuple[str, ...]:
    """Return the cells of a row of the ledger: what it used, and what was left after it."""
    newest = versions(site().library.shelf, one.instrument.partition("/")[2])
    names = [instrument.name for instrument in newest] or [one.instrument]
    return (names[-1], _epsilon(one.epsilon), _epsilon(SITE_BUDGET - one.spent))


def _epsilon(thousandths: int) -> str:
    return f"{thousandths / THOUSANDTHS:.2f}"


def _guesses(epsilon: float) -> int:
    """Return how many of 100 even guesses whether someone was counted can be right at most."""
    return round(100 * exp(epsilon) / (1 + exp(epsilon)))
