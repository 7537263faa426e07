"""Words for a clinic's own emergency line: when it is open, and who says that it is right."""

from flask.sansio.app import App
from flask_babel import gettext as _

from wellbeing_app.storage.doors import Line
from wellbeing_app.web.words.days import day_words, weekdays

WHOLE_WEEK = 7


def init_clinic_words(app: App) -> None:
    """Give the templates what `macros/clinic.html` needs."""
    app.jinja_env.globals.update(line_hours=line_hours, line_checked=line_checked)


def clock_time(minute: int) -> str:
    """Return a minute of the day as a clock shows it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def line_hours(line: Line) -> str:
    """Say on which days and from when to when a line answers, and by which clock."""
    every_day = len(line.days) == WHOLE_WEEK
    days = _("Every day") if every_day else weekdays(line.days)
    if line.opens == line.closes:
        return str(_("%(days)s, day and night.", days=days))
    return str(
        _(
            "%(days)s, %(opens)s to %(closes)s (%(zone)s time).",
            days=days,
            opens=clock_time(line.opens),
            closes=clock_time(line.closes),
            zone=line.zone.rpartition("/")[2].replace("_", " "),
        )
    )


def line_checked(line: Line, clinic: str) -> str:
    """Say who runs a line, and who tried it when."""
    day = day_words(line.confirmed_day)
    told = {"clinic": clinic, "day": day, "name": line.confirmed_by}
    return str(_("Run by %(clinic)s. Checked on %(day)s by %(name)s.", **told))
