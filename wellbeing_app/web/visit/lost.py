"""What a page of answers calls for that came too late to be saved: help, and nothing is kept of it.

The visit is gone, so only what stands in the form itself can be looked at: the answers of one page
and, in the hidden field `asked`, which questionnaires they belong to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from wellbeing_app.directory.directory import CrisisHelp, TopicHelp
from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.dependencies import owners
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.engine.validation import read_answer
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.check import Check, field_name

ASKED = "asked"
"""The form field that names the questionnaires of a page: `member=key`, apart by blanks."""
_ASKED = re.compile(r"([0-9]{1,3})=(\S{1,200})")
_MOST = 20
"""Questionnaires of one page that are looked at: a page of ours holds one."""


@dataclass(frozen=True)
class LostHelp:
    """Help with what a lost form answered. The country is gone with the visit."""

    crisis: CrisisHelp
    topics: tuple[TopicHelp, ...]


def asked(check: Check, number: int) -> str:
    """Return what the form of page `number` (1-based) carries, so that it can be read alone."""
    members = dict.fromkeys(block.member for block in check.pages[number - 1].blocks)
    return " ".join(f"{one}={check.battery.keys[one]}" for one in members)


def help_with(form: MultiDict[str, str]) -> LostHelp | None:
    """Return help for the alerts that this form raises; None where it raises none."""
    topics = {alert.topic for one in _taken(site().library, form) for alert in one.alerts}
    if not topics:
        return None
    directory = site().directory
    return LostHelp(directory.crisis(None), directory.topics_help(topics, None))


def _taken(library: Library, form: MultiDict[str, str]) -> Iterator[Taken]:
    """Every question of the form was on the page, so all of its answers count."""
    for member, key in _ASKED.findall(form.get(ASKED, ""))[:_MOST]:
        instrument = library.shelf.get(key)
        if instrument is not None:
            answers = dict(_answers(instrument, int(member), form))
            yield Taken(Administration(instrument, "en"), answers, stood={})


def _answers(
    instrument: Instrument, member: int, form: MultiDict[str, str]
) -> Iterator[tuple[str, Answer]]:
    for name in instrument.answer_ids:
        sent = form.getlist(field_name(member, instrument, name))
        if sent:
            answer, problem = read_answer(owners(instrument)[name], sent)
            if answer is not None and problem is None:
                yield name, answer
