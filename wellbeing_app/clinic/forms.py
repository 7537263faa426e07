"""What the forms of this room send, read from a post by name; anything else in it is ignored."""

from datetime import date, timedelta

from flask import request
from flask_babel import gettext as _

from wellbeing_app.storage.accounts import LONGEST_NAME
from wellbeing_app.storage.clinics import LONGEST_CONTACT
from wellbeing_app.storage.memberships import ID_BYTES, ClinicRole
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.web.forms import Problems, sent

LONGEST_ABSENCE = timedelta(days=366)


def name_sent(problems: Problems) -> str:
    """Return whom an invitation is for."""
    name = inert(" ".join(sent("name").split()))
    if not name or not name.isprintable():
        problems["name"] = _("Write the name of the person you invite")
    elif len(name) > LONGEST_NAME:
        problems["name"] = _("Write at most %(limit)s characters", limit=LONGEST_NAME)
    return name


def roles_sent(problems: Problems) -> frozenset[ClinicRole]:
    """Return the roles that were ticked: at least one."""
    ticked = request.form.getlist("roles")
    roles = frozenset(role for role in ClinicRole if role in ticked)
    if not roles:
        problems["roles"] = _("Tick at least one role")
    return roles


def day_sent(problems: Problems, today: date) -> date | None:
    """Return the day up to which somebody is away; None where the field was left empty."""
    typed = sent("until").strip()
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        problems["until"] = _("Write a day as year, month and day: 2027-01-31")
        return None
    if not today <= day <= today + LONGEST_ABSENCE:
        problems["until"] = _("Choose a day from today on, within a year")
    return day


def contact_sent(problems: Problems) -> str:
    """Return how clients reach the clinic."""
    contact = inert(sent("contact").replace("\r\n", "\n").strip())
    if len(contact) > LONGEST_CONTACT:
        problems["contact"] = _("Write at most %(limit)s characters", limit=LONGEST_CONTACT)
    return contact


def id_of(text: str) -> bytes:
    """Return the id an address names; one that nobody has for anything else."""
    right = len(text) == 2 * ID_BYTES and set(text) <= set("0123456789abcdef")
    return bytes.fromhex(text) if right else b""
