"""One page of questions as a form: read what was posted, say what is wrong, show it again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from wellbeing_app.instruments.engine.paging import Block
from wellbeing_app.instruments.engine.validation import Problem, problem_with, read_answer
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.model.values import text_of
from wellbeing_app.selfcheck.actions import visible_blocks
from wellbeing_app.selfcheck.questions import (
    Question,
    Remarks,
    entered,
    question,
    words,
)
from wellbeing_app.untrusted.markup import plain
from wellbeing_app.web.visit.check import Check, Place

SKIP = "skip"
"""The button that goes on without the answers still open."""
GO = "go"
"""The buttons that lead elsewhere than onward: they save the page and ask for nothing more."""
OPEN = "open"
MESSAGES: Mapping[str, str] = {
    OPEN: lazy_gettext("No answer yet"),
    "required": lazy_gettext("This question needs an answer before you go on"),
    "not_an_option": lazy_gettext("Choose one of the answers shown"),
    "not_a_number": lazy_gettext("Write a number, in figures"),
    "too_many_figures": lazy_gettext("Write a number of at most %(limit)s figures"),
    "two_readings": lazy_gettext("Do you mean %(first)s or %(second)s? Write it that way"),
    "one_reading": lazy_gettext(
        "Only %(first)s is possible here. If you mean it, write it that way"
    ),
    "exclusive": lazy_gettext("“None” or “prefer not to say” cannot go with other answers"),
    "min_length": lazy_gettext("Write at least %(limit)s characters"),
    "max_length": lazy_gettext("Write at most %(limit)s characters"),
    "min_words": lazy_gettext("Write at least %(limit)s words"),
    "max_words": lazy_gettext("Write at most %(limit)s words"),
    "number_min": lazy_gettext("Write a number of at least %(limit)s"),
    "number_max": lazy_gettext("Write a number of at most %(limit)s"),
    "pattern": lazy_gettext("This is not in the form asked for"),
    "min_selected": lazy_gettext("Tick at least %(limit)s answers"),
    "max_selected": lazy_gettext("Tick at most %(limit)s answers"),
}


@dataclass(frozen=True)
class Group:
    """Questions under one stem, and the notes (`inst` items) that lead to them."""

    notes: tuple[Markup, ...]
    head: Markup | None
    questions: tuple[Question, ...]


NOTHING_TO_SAY = Remarks()


@dataclass(frozen=True)
class PageForm:
    """A page of questions. `answers` is what to keep; None erases one."""

    check: Check
    blocks: tuple[Block, ...]
    sent: Mapping[str, Sequence[str]]
    remarks: Remarks = NOTHING_TO_SAY
    answers: Mapping[Place, Answer | None] = field(default_factory=dict)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The page as it is shown."""
        return _groups(self.check, self.blocks, self.sent, self.remarks)

    @cached_property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What to mend: (id of the field, message), page order, for the summary at the top."""
        return _summary(self.remarks.errors, self.remarks.places)

    @cached_property
    def left_open(self) -> tuple[tuple[str, str], ...]:
        """Questions without an answer that a person may leave so: (id of the field, message)."""
        return _summary(self.remarks.notes, self.remarks.places)

    @property
    def is_done(self) -> bool:
        """Whether the way leads on from here."""
        return not self.remarks.errors and not self.remarks.notes

    @property
    def may_skip(self) -> bool:
        """Whether nothing is wrong but answers that were left open, which a person may do."""
        return bool(self.left_open) and not self.problems

    @classmethod
    def of(cls, check: Check, number: int) -> "PageForm":
        """The page as answered so far."""
        blocks = visible_blocks(check, number)
        sent = {
            check.field(block.member, name): entered(
                block.item, check.taken[block.member].answers.get(name)
            )
            for block in blocks
            for name in block.item.answer_ids
        }
        return cls(check, blocks, sent)

    @classmethod
    def filled(cls, check: Check, number: int, posted: MultiDict[str, str]) -> "PageForm":
        """The page as posted. A field that is not on the page is ignored."""
        blocks = visible_blocks(check, number)
        read = [
            _read(check, block, name, posted) for block in blocks for name in block.item.answer_ids
        ]
        messages = {one.field: _message(check, one) for one in read if one.problem}
        is_open = {one.field for one in read if one.problem == Problem(OPEN)}
        return cls(
            check,
            blocks,
            sent={one.field: one.sent for one in read},
            remarks=Remarks(
                errors={name: words for name, words in messages.items() if name not in is_open},
                notes={name: words for name, words in messages.items() if name in is_open},
                places=_places(read) if messages else {},
            ),
            answers={(one.member, one.name): one.answer for one in read if one.may_be_kept},
        )


@dataclass(frozen=True)
class _Read:
    """What was posted for one answer, and what is wrong with it."""

    member: int
    name: str
    field: str
    sent: Sequence[str]
    answer: Answer | None
    problem: Problem | None

    @property
    def may_be_kept(self) -> bool:
        return self.problem is None or self.answer is None


def _places(read: Sequence[_Read]) -> dict[str, int]:
    """The number under which each question stands on a page of several."""
    return {one.field: place for place, one in enumerate(read, start=1)} if len(read) > 1 else {}


def _summary(messages: Mapping[str, str], places: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Lines of a summary, each with the number that its question has on the page."""
    return tuple(
        (
            name,
            _("Question %(place)s: %(message)s", place=places[name], message=words)
            if name in places
            else words,
        )
        for name, words in messages.items()
    )


def _read(check: Check, block: Block, name: str, posted: MultiDict[str, str]) -> _Read:
    instrument = check.administrations[block.member].instrument
    field_name = check.field(block.member, name)
    sent = posted.getlist(field_name)
    answer, problem = read_answer(block.item, sent)
    problem = problem or problem_with(
        block.item, answer, answer_id=name, exclusive=instrument.hints.exclusive
    )
    left_open = answer is None and name in instrument.scored_ids
    if problem is None and left_open and SKIP not in posted:
        problem = Problem(OPEN)
    if GO in posted and problem in (Problem(OPEN), Problem("required")):
        problem = None
    return _Read(block.member, name, field_name, sent, answer, problem)


def _groups(
    check: Check,
    blocks: Iterable[Block],
    sent: Mapping[str, Sequence[str]],
    remarks: Remarks,
) -> tuple[Group, ...]:
    """Questions that follow each other under the same stem stand under it together."""
    groups: list[Group] = []
    notes: list[Markup] = []
    for (member, head_key), run in groupby(blocks, key=lambda one: (one.member, one.item.head_key)):
        questions: list[Question] = []
        for block in run:
            if block.item.asks:
                questions.append(question(check, member, block.item, sent, remarks))
            else:
                notes.append(_words(check, member, block.item.text_key))
        if questions:
            head = _words(check, member, head_key) if head_key else None
            groups.append(Group(tuple(notes), head, tuple(questions)))
            notes = []
    return (*groups, Group(tuple(notes), None, ())) if notes else tuple(groups)


def _words(check: Check, member: int, key: str) -> Markup:
    return words(check.taken[member], key)


def _message(check: Check, read: _Read) -> str:
    """The definition's own words for this constraint, else ours."""
    problem = read.problem or Problem(OPEN)
    if problem.message_key is not None:
        return plain(check.taken[read.member].text(problem.message_key))
    readings = dict(zip(("first", "second"), problem.readings, strict=False))
    return str(MESSAGES[problem.code]) % {"limit": text_of(problem.limit), **readings}
