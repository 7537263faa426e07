"""What the form of choices sends: ticks by their place, and two short texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from wellbeing_app.records.offers import Offered
from wellbeing_app.records.share import LONGEST_LINE
from wellbeing_app.untrusted.characters import inert

CHOICES_OF_DAYS = (1, 7, 30, 90)
LONGEST_NUMBER = 4
"""Digits of a place."""


@dataclass
class ChoiceForm:
    """What was entered, and what is wrong with it: field -> message."""

    places: frozenset[int] = frozenset()
    talk: str = ""
    avoid: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: MultiDict[str, str], offered: Offered) -> "ChoiceForm":
        """Read what was sent. A tick that was not offered is passed over."""
        form = cls(
            places=frozenset(_places(sent, offered)),
            talk=_line(sent, "talk"),
            avoid=_line(sent, "avoid"),
        )
        for name, text in (("talk", form.talk), ("avoid", form.avoid)):
            if len(text) > LONGEST_LINE:
                form.problems[name] = _("Write at most %(limit)s characters", limit=LONGEST_LINE)
        if not (form.places or form.talk or form.avoid):
            form.problems["t"] = _("Tick at least one thing to show, or write a line")
        return form


def days_sent() -> int | None:
    """Return for how many days it may be read; None where none of the choices was sent."""
    chosen = request.form.get("days", "")
    return int(chosen) if chosen in map(str, CHOICES_OF_DAYS) else None


def _places(sent: MultiDict[str, str], offered: Offered) -> Iterator[int]:
    yield from _numbers(sent, "t", len(offered.parts))
    for source in _numbers(sent, "all", len(offered.sources)):
        yield from offered.answers_of(source)


def _numbers(sent: MultiDict[str, str], name: str, limit: int) -> Iterator[int]:
    for text in sent.getlist(name):
        if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and int(text) < limit:
            yield int(text)


def _line(sent: Mapping[str, str], name: str) -> str:
    return inert(" ".join(sent.get(name, "").split()))
