"""Check your answers: every question that was asked, in page order, with the way to change it."""

from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from wellbeing_app.instruments.definition import Item, Kind
from wellbeing_app.instruments.markup import plain, safe_html
from wellbeing_app.selfcheck.actions import visible_blocks
from wellbeing_app.selfcheck.questions import field_name, shown
from wellbeing_app.web.check import Check


@dataclass(frozen=True)
class Looked:
    """One question and its answer in words (None: open), and the address of its field."""

    title: str
    question: Markup
    answer: Markup | None
    href: str
    scored: bool
    """Whether it belongs to a scale, so that leaving it open costs a score."""


@dataclass(frozen=True)
class LookedPart:
    """The questions of one instrument; `rows` are (question, answer, address)."""

    title: str
    rows: tuple[tuple[Markup, Markup | str, str], ...]


def looked_back(check: Check) -> tuple[Looked, ...]:
    """Every question that was asked, page order."""
    return tuple(
        _looked(check, number, block.member, block.item, answer_id)
        for number in range(1, len(check.pages) + 1)
        for block in visible_blocks(check, number)
        for answer_id in block.item.answer_ids
    )


def review_parts(looked: tuple[Looked, ...]) -> tuple[LookedPart, ...]:
    """The questions under the name of their instrument."""
    return tuple(
        LookedPart(
            title,
            tuple((one.question, one.answer or _("Not answered"), one.href) for one in run),
        )
        for title, run in groupby(looked, key=lambda one: one.title)
    )


def _looked(check: Check, number: int, member: int, item: Item, answer_id: str) -> Looked:
    administration = check.administrations[member]
    answers = check.answers[member]
    answer = answers.get(answer_id)
    key = item.text_key
    if item.kind is Kind.GRID:
        key = next(row.text_key for row in item.rows if row.id == answer_id)
    address = url_for("selfcheck.page", number=number)
    return Looked(
        title=plain(administration.instrument.name),
        question=safe_html(administration.text(key, answers)),
        answer=None if answer is None else shown(administration, item, answer),
        href=f"{address}#{field_name(check, member, answer_id)}",
        scored=bool(administration.instrument.scores),
    )
