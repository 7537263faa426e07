"""The day on the site's clock, and months in words."""

from datetime import UTC, date, datetime

from flask_babel import format_date

from wellbeing_app.web.site import site


def today() -> date:
    """Return the day of the site's clock (UTC)."""
    return datetime.fromtimestamp(site().config.clock(), UTC).date()


def day_words(day: date) -> str:
    """Return a day as a reader writes it, such as 23 November 2026."""
    return str(format_date(day, "d MMMM y"))


def short_day_words(day: date) -> str:
    """Return a day as the head of a narrow column has it, such as 23 Nov 2026."""
    return str(format_date(day, "d MMM y"))


def month_words(month: str) -> str:
    """Return a month such as 2027-12 as a reader writes it: December 2027."""
    return str(format_date(date.fromisoformat(f"{month}-01"), "MMMM y"))
