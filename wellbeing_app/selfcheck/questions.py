"""One item as a page shows it: words made safe, options in display order, what was entered.

Values of closed questions are option indexes (0-based, file order), so that neither an address
nor a form field tells what an answer means.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from markupsafe import Markup

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer, Item, Kind, Option
from wellbeing_app.instruments.model.values import as_typed, text_of
from wellbeing_app.untrusted.markup import safe_html
from wellbeing_app.web.visit.check import Check

T = TypeVar("T")

FEWEST_STEPS = 100
"""Of a slider."""
PIPE = "{"
"""What opens a piped value in a text (OSD S2)."""


@dataclass(frozen=True)
class Question:
    """What `templates/selfcheck/question.html` shows. `selected` is as entered: text or texts."""

    kind: str
    """likert, multi, multicheck, grid, vas, number, text or long."""
    name: str
    text: Markup
    options: tuple[tuple[str, Markup], ...] = ()
    exclusive: tuple[tuple[str, Markup], ...] = ()
    rows: tuple[tuple[str, Markup], ...] = ()
    anchors: tuple[tuple[str, Markup], ...] = ()
    minimum: str | None = None
    maximum: str | None = None
    step: str = "1"
    limit: int | None = None
    selected: str | Sequence[str] | Mapping[str, str] | None = None
    error: str | Mapping[str, str] | None = None
    note: str | Mapping[str, str] | None = None
    """What is said to it without an error, such as that it has no answer yet."""
    place: int | Mapping[str, int] | None = None
    """Its number on a page that came back; of a grid, a number a row."""


@dataclass(frozen=True)
class Remarks:
    """What a page that came back says to its questions, by form field."""

    errors: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)


def apart(administration: Administration, item: Item) -> frozenset[str | int | float]:
    """Values such as "none of these" that go with no other tick (hint `exclusive`)."""
    if item.kind is not Kind.MULTICHECK:
        return frozenset()
    return frozenset(administration.instrument.hints.exclusive)


def entered(item: Item, answer: Answer | None) -> list[str]:
    """A kept answer as the form would have sent it."""
    if answer is None:
        return []
    if item.options:
        ticked = answer if isinstance(answer, tuple) else (answer,)
        return [str(index) for index, option in enumerate(item.options) if option.value in ticked]
    return [as_typed(answer)]


def question(
    check: Check,
    member: int,
    item: Item,
    sent: Mapping[str, Sequence[str]],
    remarks: Remarks,
) -> Question:
    """The item as a question; `sent` and `remarks` are by form field."""
    taken = check.taken[member]
    administration = taken.administration
    names = {row: check.field(member, row) for row in item.answer_ids}
    name = names[item.answer_ids[0]]
    options = [
        (str(place), _label(taken, option), option)
        for place, option in administration.options(item)
    ]
    aside = apart(administration, item)
    return Question(
        kind=_kind(item),
        name=name,
        text=words(taken, item.text_key),
        options=tuple((value, label) for value, label, one in options if one.value not in aside),
        exclusive=tuple((value, label) for value, label, one in options if one.value in aside),
        rows=tuple((names[row.id], words(taken, row.text_key)) for row in item.rows),
        anchors=tuple(
            (text_of(anchor.value), words(taken, anchor.label_key)) for anchor in item.anchors
        ),
        minimum=None if item.minimum is None else text_of(item.minimum),
        maximum=None if item.maximum is None else text_of(item.maximum),
        step=_step(item.minimum, item.maximum),
        limit=item.max_length,
        selected=_selected(item, names, sent),
        error=_of(item, names, remarks.errors),
        note=_of(item, names, remarks.notes),
        place=_of(item, names, remarks.places),
    )


def _of(item: Item, names: Mapping[str, str], said: Mapping[str, T]) -> T | dict[str, T] | None:
    """What is said to a question, or to each row of a grid."""
    if item.kind is not Kind.GRID:
        return said.get(names[item.id])
    return {name: said[name] for name in names.values() if name in said}


def shown(taken: Taken, item: Item, answer: Answer) -> Markup:
    """An answer in the words the person chose or wrote."""
    if not item.options:
        return Markup.escape(as_typed(answer))
    ticked = answer if isinstance(answer, tuple) else (answer,)
    labels = [_label(taken, option) for option in item.options if option.value in ticked]
    return Markup(", ").join(labels)


def _selected(
    item: Item, names: Mapping[str, str], sent: Mapping[str, Sequence[str]]
) -> str | Sequence[str] | Mapping[str, str] | None:
    if item.kind is Kind.GRID:
        return {field: sent[field][0] for field in names.values() if sent.get(field)}
    values = sent.get(names[item.id], ())
    if item.kind is Kind.MULTICHECK:
        return values
    return values[0] if values else None


def _kind(item: Item) -> str:
    if item.kind is Kind.SHORT:
        return "number" if item.numeric else "text"
    return item.kind.value


def _label(taken: Taken, option: Option) -> Markup:
    if option.label_key is None:
        return Markup.escape(str(option.value))
    return words(taken, option.label_key)


def words(taken: Taken, key: str) -> Markup:
    """A text of the definition, made safe for a page, with what is piped into it."""
    written = taken.instrument.text(taken.language, key)
    if PIPE in written:
        return safe_html(taken.text(key))
    return _unchanging(written)


@lru_cache(maxsize=4096)
def _unchanging(written: str) -> Markup:
    """Only a definition's own words are remembered, never a person's."""
    return safe_html(written)


def _step(minimum: float | None, maximum: float | None) -> str:
    """The step of a slider: a power of ten, at most 1, that makes 100 steps and meets both ends."""
    if minimum is None or maximum is None:
        return "1"
    ends = [Decimal(text_of(end)) for end in (minimum, maximum)]
    places = [-int(end.as_tuple().exponent) for end in ends]
    fine = -math.floor(math.log10((maximum - minimum) / FEWEST_STEPS))
    return text_of(10.0 ** -max(0, fine, *places))
