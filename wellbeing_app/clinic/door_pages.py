"""The pages on which an admin writes for the door: all is a draft until it is published."""

from collections.abc import Mapping, Sequence
from zoneinfo import available_timezones

from flask import render_template, request
from flask_babel import lazy_gettext

from wellbeing_app.clinic import door_actions
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.door_forms import (
    accent_sent,
    door_name_sent,
    line_sent,
    logo_sent,
    words_sent,
)
from wellbeing_app.clinic.members import doer
from wellbeing_app.clinic.settings import settings_of
from wellbeing_app.storage.doors import LONGEST_HOURS, LONGEST_LAW, LONGEST_WORDS
from wellbeing_app.web.colours import COLOUR, LOOKS, nearest
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import UNPROCESSABLE, Answered, Problems, redirect_to, sent
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, admin
from wellbeing_app.web.words.clinic import clock_time
from wellbeing_app.web.words.days import today, weekday

WORDS: Mapping[str, tuple[str, int, str]] = {
    "welcome": (
        lazy_gettext("Welcome"),
        LONGEST_WORDS,
        lazy_gettext("Stands under your name at the door."),
    ),
    "before": (
        lazy_gettext("Before you start"),
        LONGEST_WORDS,
        lazy_gettext("Added to our own page before a check. Ours stays whole."),
    ),
    "closing": (
        lazy_gettext("After the result"),
        LONGEST_WORDS,
        lazy_gettext("Stands under the result of whoever began at your door."),
    ),
    "hours": (
        lazy_gettext("Opening hours"),
        LONGEST_HOURS,
        lazy_gettext("Stands at the door, beside the contact of the clinic."),
    ),
}
Form = Mapping[str, str | Sequence[str]]


@blueprint.get("/staff/clinic/door/look")
@admin
def ask_look(me: Member) -> Answered:
    """Name, colour and logo."""
    draft = settings_of(me).draft
    return _look(me, {"name": draft.name, "accent": draft.accent}, {})


@blueprint.post("/staff/clinic/door/look")
@admin
def write_look(me: Member) -> Answered:
    """Save them as a draft; a colour that cannot be read is refused, and a better one offered."""
    problems: Problems = {}
    name, accent, logo = door_name_sent(problems), accent_sent(problems), logo_sent(problems)
    if problems:
        return _look(me, {"name": name, "accent": accent}, problems)
    door_actions.write(db.session, doer(me), house(), name=name, accent=accent)
    if logo or "without_logo" in request.form:
        door_actions.put_logo(db.session, doer(me), house(), logo)
    db.session.commit()
    return redirect_to("clinic.settings")


@blueprint.get("/staff/clinic/door/words")
@admin
def ask_words(me: Member) -> Answered:
    """The texts of the door."""
    draft = settings_of(me).draft
    return _words({name: str(getattr(draft, name)) for name in WORDS}, {})


@blueprint.post("/staff/clinic/door/words")
@admin
def write_words(me: Member) -> Answered:
    """Save them as a draft."""
    problems: Problems = {}
    texts = {name: words_sent(problems, name, limit) for name, (_, limit, _hint) in WORDS.items()}
    if problems:
        return _words(texts, problems)
    door_actions.write(db.session, doer(me), house(), **texts)
    db.session.commit()
    return redirect_to("clinic.settings")


@blueprint.get("/staff/clinic/door/law")
@admin
def ask_law(me: Member) -> Answered:
    """The clinic's privacy text."""
    return _law(settings_of(me).draft.privacy, {})


@blueprint.post("/staff/clinic/door/law")
@admin
def write_law(me: Member) -> Answered:
    """Save it as a draft."""
    problems: Problems = {}
    text = words_sent(problems, "privacy", LONGEST_LAW)
    if problems:
        return _law(text, problems)
    door_actions.write(db.session, doer(me), house(), privacy=text)
    db.session.commit()
    return redirect_to("clinic.settings")


@blueprint.get("/staff/clinic/door/line")
@admin
def ask_line(me: Member) -> Answered:
    """The clinic's own emergency line."""
    line = settings_of(me).draft.line
    if line is None:
        return _line({"opens": "09:00", "closes": "17:00"}, {})
    form = {"name": line.name, "phone": line.phone, "zone": line.zone}
    times = {"opens": clock_time(line.opens), "closes": clock_time(line.closes)}
    return _line({**form, **times, "days": [str(day) for day in line.days]}, {})


@blueprint.post("/staff/clinic/door/line")
@admin
def write_line(me: Member) -> Answered:
    """Save it as a draft, as checked today by this person; an empty form removes it."""
    problems: Problems = {}
    line = line_sent(problems, today(), me.name)
    if problems:
        typed = {name: sent(name) for name in ("name", "phone", "zone", "opens", "closes")}
        return _line({**typed, "days": request.form.getlist("days")}, problems)
    door_actions.write(db.session, doer(me), house(), line=line)
    db.session.commit()
    return redirect_to("clinic.settings")


def _look(me: Member, form: Form, problems: Problems) -> Answered:
    accent = str(form["accent"])
    offered = nearest(accent, LOOKS["light"]) if COLOUR.fullmatch(accent) and problems else ""
    has_logo = settings_of(me).door.draft_logo is not None
    return _answered("clinic/door_look.html", form, problems, offered=offered, has_logo=has_logo)


def _words(form: Form, problems: Problems) -> Answered:
    return _answered("clinic/door_words.html", form, problems, words=WORDS)


def _law(text: str, problems: Problems) -> Answered:
    return _answered("clinic/door_law.html", {"privacy": text}, problems, limit=LONGEST_LAW)


def _line(form: Form, problems: Problems) -> Answered:
    zones = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())]
    days = [(str(number), weekday(number)) for number in range(7)]
    return _answered("clinic/door_line.html", form, problems, zones=zones, days=days)


def _answered(template: str, form: Form, problems: Problems, **values: object) -> Answered:
    page = render_template(template, form=form, problems=problems, **values)
    return page, UNPROCESSABLE if problems else 200
