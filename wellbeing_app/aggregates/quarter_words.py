"""Quarters of a year in words."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _


def quarter_words(quarter: str) -> str:
    """Return a quarter such as 2026Q4 as October to December 2026."""
    year, _part, number = quarter.partition("Q")
    last = 3 * int(number)
    months = [str(format_date(date(int(year), month, 1), "MMMM")) for month in (last - 2, last)]
    return str(_("%(first)s to %(last)s %(year)s", first=months[0], last=months[1], year=year))
