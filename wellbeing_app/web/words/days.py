"""The day on the site's clock, and months in words."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from babel.lists import format_list
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from wellbeing_app.interpretation.occasions import Occasion
from wellbeing_app.web.site import site

FURTHEST_EAST = timedelta(hours=14)
"""How far the earliest place on earth is ahead of UTC."""
A_MONDAY = date(2024, 1, 1)


def today() -> date:
    """Return the day of the site's clock (UTC)."""
    return now().date()


def now() -> datetime:
    """Return the moment of the site's clock (UTC)."""
    return datetime.fromtimestamp(site().config.clock(), UTC)


def newest_day_on_earth() -> date:
    """Return the day it is where a day begins first."""
    return (now() + FURTHEST_EAST).date()


def day_words(when: date | Occasion) -> str:
    """Return a day as a reader writes it, such as 23 November 2026, with "(2 of 3)" if need be."""
    return _numbered(when, "d MMMM y")


def short_day_words(when: date | Occasion) -> str:
    """Return a day as the head of a narrow column has it, such as 23 Nov 2026."""
    return _numbered(when, "d MMM y")


def _numbered(when: date | Occasion, form: str) -> str:
    if isinstance(when, date):
        return str(format_date(when, form))
    day = str(format_date(when.day, form))
    if when.of == 1:
        return day
    return str(_("%(day)s (%(number)s of %(of)s)", day=day, number=when.number, of=when.of))


def month_words(month: str) -> str:
    """Return a month such as 2027-12 as a reader writes it: December 2027."""
    return str(format_date(date.fromisoformat(f"{month}-01"), "MMMM y"))


def weekday(number: int) -> str:
    """Return the name of a day of the week; Monday is 0."""
    return str(format_date(A_MONDAY.replace(day=A_MONDAY.day + number), "cccc"))


def weekdays(numbers: Iterable[int]) -> str:
    """Return names of days of the week as a sentence has them, such as Monday and Thursday."""
    return str(format_list([weekday(number) for number in numbers], locale=get_locale()))
