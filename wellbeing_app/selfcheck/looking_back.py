"""Check your answers: every question that was asked, in page order, with the way to change it."""

from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Feedback, Item, Kind
from wellbeing_app.selfcheck.actions import answered_with_feedback, is_final, visible_blocks
from wellbeing_app.selfcheck.questions import shown, words
from wellbeing_app.untrusted.markup import plain
from wellbeing_app.web.visit.check import Check


@dataclass(frozen=True)
class Looked:
    """One question and its answer in words (None: open), and where it is asked."""

    title: str
    question: Markup
    answer: Markup | None
    page: int
    field: str
    final: bool
    """Whether the answer may not be revised."""
    scored: bool
    """Whether it enters a score, so that leaving it open costs that score."""

    def address(self, *, change: bool) -> str | None:
        """Where it is answered, to come back from there (`change`) or to go on; None if final."""
        if self.final:
            return None
        mark = "yes" if change else None
        return url_for("selfcheck.page", number=self.page, change=mark, _anchor=self.field)


@dataclass(frozen=True)
class Told:
    """What a questionnaire with right answers says to one answer (OSD S6)."""

    question: Markup
    answer: Markup
    verdict: Markup | None
    explanation: Markup | None


@dataclass(frozen=True)
class LookedPart:
    """The questions of one instrument; `rows` are (question, answer, address)."""

    title: str
    rows: tuple[tuple[Markup, Markup | str, str | None], ...]


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
            tuple(
                (one.question, one.answer or _("Not answered"), one.address(change=True))
                for one in run
            ),
        )
        for title, run in groupby(looked, key=lambda one: one.title)
    )


def closing_words(check: Check) -> tuple[Markup, ...]:
    """What a questionnaire says where an answer has ended it (OSD S8)."""
    return tuple(
        words(one, item.gate.message_key)
        for one in check.taken
        if (item := one.closing_item) and item.gate and item.gate.message_key
    )


def feedback_on(check: Check, number: int) -> tuple[Told, ...]:
    """What is to be said to the answers of a page; empty on nearly all of them."""
    return tuple(
        _told(check.taken[block.member], block.item, block.item.feedback)
        for block in answered_with_feedback(check, number)
        if block.item.feedback
    )


def _told(taken: Taken, item: Item, feedback: Feedback) -> Told:
    answer = taken.answers[item.id]
    given = answer if isinstance(answer, tuple) else (answer,)
    right = set(given) == set(feedback.correct)
    verdict = feedback.correct_key if right else feedback.incorrect_key
    explained = feedback.explanation_key
    return Told(
        question=words(taken, item.text_key),
        answer=shown(taken, item, answer),
        verdict=words(taken, verdict) if verdict else None,
        explanation=words(taken, explained) if explained else None,
    )


def _looked(check: Check, number: int, member: int, item: Item, answer_id: str) -> Looked:
    taken = check.taken[member]
    answer = taken.answers.get(answer_id)
    key = item.text_key
    if item.kind is Kind.GRID:
        key = next(row.text_key for row in item.rows if row.id == answer_id)
    return Looked(
        title=plain(taken.instrument.name),
        question=words(taken, key),
        answer=None if answer is None else shown(taken, item, answer),
        page=number,
        field=check.field(member, answer_id),
        final=is_final(check, number),
        scored=answer_id in taken.instrument.scored_ids,
    )
