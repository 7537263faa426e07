"""What the forms of a front door send, read from a post by name."""

import re
from collections.abc import Mapping
from datetime import date
from zoneinfo import available_timezones

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from pydantic import ValidationError

from wellbeing_app.directory.entry import Phone
from wellbeing_app.storage.clinics import LONGEST_NAME
from wellbeing_app.storage.doors import Line
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.untrusted.pictures import NoPicture, logo
from wellbeing_app.web.colours import COLOUR, LOOKS, nearest, readable
from wellbeing_app.web.forms import Problems, sent

REFUSED: Mapping[str, str] = {
    "empty": lazy_gettext("This file is empty"),
    "too_large": lazy_gettext("This file is larger than 1 MB. Save a smaller picture"),
    "drawing": lazy_gettext("SVG is not taken. Save the logo as PNG, JPEG or WebP"),
    "other_kind": lazy_gettext("This is not a picture we take. Save the logo as PNG, JPEG or WebP"),
    "more_than_a_picture": lazy_gettext(
        "This file holds more than a picture. Open it in a picture program and save it anew"
    ),
    "too_many_pixels": lazy_gettext(
        "This picture has too many pixels. At most 3,000 a side, and 3 million in all"
    ),
    "moving": lazy_gettext("This picture moves. Choose a still one"),
    "broken": lazy_gettext("This picture is broken. Save it anew"),
}
TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def door_name_sent(problems: Problems) -> str:
    """Return what the clinic calls itself."""
    name = inert(" ".join(sent("name").split()))
    if not name or not name.isprintable():
        problems["name"] = _("Write the name of the clinic")
    elif len(name) > LONGEST_NAME:
        problems["name"] = _("Write at most %(limit)s characters", limit=LONGEST_NAME)
    return name


def accent_sent(problems: Problems) -> str:
    """Return the colour; one that cannot be read is refused, with the nearest that can."""
    colour = sent("accent").strip().lower()
    if not colour:
        return ""
    if not COLOUR.fullmatch(colour):
        problems["accent"] = _("Write a colour as # and six digits, such as #0f5257")
    elif not readable(colour, LOOKS["light"]):
        problems["accent"] = _(
            "Words in %(colour)s are hard to read. The nearest colour that can be read is %(near)s",
            colour=colour,
            near=nearest(colour, LOOKS["light"]),
        )
    return colour


def logo_sent(problems: Problems) -> bytes | None:
    """Return the logo made anew; None where no file was chosen."""
    file = request.files.get("logo")
    if file is None or not file.filename:
        return None
    try:
        return logo(file.read())
    except NoPicture as refused:
        problems["logo"] = str(REFUSED[refused.reason])
        return None


def words_sent(problems: Problems, field: str, limit: int) -> str:
    """Return a text of several lines."""
    text = inert(sent(field).replace("\r\n", "\n").strip())
    if len(text) > limit:
        problems[field] = _("Write at most %(limit)s characters", limit=limit)
    return text


def line_sent(problems: Problems, today: date, confirmed_by: str) -> Line | None:
    """Return the emergency line, as this person has just checked it; None for an empty form."""
    name, phone = inert(" ".join(sent("name").split())), sent("phone").strip()
    if not name and not phone:
        return None
    if not name or len(name) > LONGEST_NAME:
        problems["name"] = _("Write the name of the line")
    try:
        Phone(number=phone)
    except ValidationError:
        problems["phone"] = _("Write the number as it is dialled, such as +44 20 7946 0018")
    days = tuple(number for number in range(7) if str(number) in request.form.getlist("days"))
    if not days:
        problems["days"] = _("Tick the days on which the line answers")
    opens, closes = _minute(problems, "opens"), _minute(problems, "closes")
    zone = sent("zone")
    if zone not in available_timezones():
        problems["zone"] = _("Choose the place by whose clock these times are")
    if "checked" not in request.form:
        problems["checked"] = _("Call the number, then tick that somebody answered")
    return Line(name, phone, days, opens, closes, zone, confirmed_by, today)


def _minute(problems: Problems, field: str) -> int:
    time = TIME.fullmatch(sent(field).strip())
    if time is None:
        problems[field] = _("Write a time as hours and minutes, such as 09:00")
        return 0
    return int(time[1]) * 60 + int(time[2])
