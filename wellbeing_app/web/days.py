"""The day on the site's clock, and days in words."""

from datetime import UTC, date, datetime

from flask_babel import format_date

from wellbeing_app.web.site import site


def today() -> date:
    """Return the day of the site's clock (UTC)."""
    return datetime.fromtimestamp(site().config.clock(), UTC).date()


def day_words(day: date) -> str:
    """Return a day as a reader writes it, such as 23 November 2026."""
    return str(format_date(day, "d MMMM y"))
