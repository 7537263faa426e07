"""What a form or a file sends becomes an answer, or a problem in the words of the format (OSD C9).

Closed items are answered by the place of an option in the file (from 0), open ones by text. A
blank never breaks a constraint other than `required`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.model.item import Answer, Constraint, Item, Kind, Option
from wellbeing_app.instruments.model.values import TypedNumber, number_of, text_of
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.untrusted.patterns import compile_pattern
from wellbeing_app.untrusted.typed import (
    MOST_FIGURES,
    NotANumber,
    TooManyFigures,
    TwoReadings,
    read_number,
)

LONGEST_TEXT = 1000
"""Characters a text may have where the definition does not say."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot stand.

    `code` is required, not_an_option, not_a_number, too_many_figures, two_readings, one_reading,
    exclusive or the name of a constraint of C9; `limit` is the constraint's; `message_key` names
    the definition's own message, if it has one; `readings` are the numbers that may be meant.
    """

    code: str
    limit: int | float | str | None = None
    message_key: str | None = None
    readings: tuple[str, ...] = ()


def read_answer(item: Item, raw: Sequence[str]) -> tuple[Answer | None, Problem | None]:
    """Read what was sent for one answer id: the answer (None: blank), or what cannot be read.

    The problem is not_an_option, not_a_number, too_many_figures, two_readings, one_reading or, of a
    number that two readings break, a constraint. Line ends are one character, and characters that
    deceive the eye are dropped.
    """
    sent = [value for value in raw if value.strip()]
    if not sent:
        return None, None
    if item.options:
        return _read_options(item, sent)
    if is_number(item):
        return _read_number(item, sent[0])
    return _read_text(item, sent[0]) or None, None


def problem_with(
    item: Item,
    answer: Answer | None,
    *,
    answer_id: str | None = None,
    exclusive: Collection[str | int | float] = (),
) -> Problem | None:
    """Return the first thing wrong with an answer, or None.

    `answer_id` names a grid's row, since a row may be optional; `exclusive` are option values that
    go with no other tick ("none of these").
    """
    if answer is None or answer in ("", ()):
        return Problem("required") if _required(item, answer_id) else None
    if isinstance(answer, tuple) and len(answer) > 1 and any(v in exclusive for v in answer):
        return Problem("exclusive")
    return next((p for c in _constraints(item) if (p := _broken(c, answer)) is not None), None)


def is_number(item: Item) -> bool:
    """Return whether the item is answered by a number in figures."""
    return item.kind is Kind.VAS or item.numeric


def longest_text(item: Item) -> int:
    """Return how many characters an answer to a short or long item may have."""
    limits = [int(c.limit) for c in item.constraints if c.rule == "max_length"]
    return min([*limits, LONGEST_TEXT if item.max_length is None else item.max_length])


def typed_number(text: str) -> float:
    """Return the number a text stands for, with the text where it is written otherwise.

    Raises what `read_number` raises.
    """
    number, given = float(read_number(text)), inert(text.strip())
    return number if given == text_of(number) else TypedNumber.of(number, given)


def _read_number(item: Item, text: str) -> tuple[float | None, Problem | None]:
    try:
        return typed_number(text), None
    except NotANumber:
        return None, Problem("not_a_number")
    except TooManyFigures:
        return None, Problem("too_many_figures", MOST_FIGURES)
    except TwoReadings as either:
        return _read_either(item, either)


def _read_either(item: Item, either: TwoReadings) -> tuple[None, Problem | None]:
    """Ask for the numbers that may stand here, and never guess; where none may, say why."""
    problems = {text: problem_with(item, float(text)) for text in either.readings}
    fitting = [text for text, problem in problems.items() if problem is None]
    if not fitting:
        return None, problems[either.readings[0]]
    code = "two_readings" if len(fitting) > 1 else "one_reading"
    return None, Problem(code, readings=tuple(fitting))


def _read_options(item: Item, sent: Sequence[str]) -> tuple[Answer | None, Problem | None]:
    places = {str(place) for place in range(len(item.options))}
    if not places.issuperset(sent) or (item.kind is not Kind.MULTICHECK and len(sent) > 1):
        return None, Problem("not_an_option")
    if item.kind is not Kind.MULTICHECK:
        return item.options[int(sent[0])].value, None
    ticked: Mapping[int, Option] = {int(place): item.options[int(place)] for place in sent}
    return tuple(ticked[place].value for place in sorted(ticked)), None


def _read_text(item: Item, text: str) -> str:
    lines = inert(text.replace("\r\n", "\n").replace("\r", "\n"))
    return (lines if item.kind is Kind.LONG else " ".join(lines.splitlines())).strip()


def _required(item: Item, answer_id: str | None) -> bool:
    return item.required and not any(row.id == answer_id and row.optional for row in item.rows)


def _constraints(item: Item) -> list[Constraint]:
    """Return the item's constraints in the order of C9, with the limits of its kind."""
    found = list(item.constraints)
    if item.kind in (Kind.SHORT, Kind.LONG) and not item.numeric:
        found.append(Constraint("max_length", longest_text(item), None))
    if item.kind is Kind.VAS:
        ends = (("number_min", item.minimum), ("number_max", item.maximum))
        found += [Constraint(rule, limit, None) for rule, limit in ends if limit is not None]
    return sorted(found, key=lambda constraint: _ORDER.index(constraint.rule))


def _broken(constraint: Constraint, answer: Answer) -> Problem | None:
    if _CHECKS[constraint.rule](answer, constraint.limit):
        return None
    if constraint.rule in _NUMERIC and number_of(answer) is None:
        return Problem("not_a_number")
    return Problem(constraint.rule, constraint.limit, constraint.error_key)


def _at_least(measure: Callable[[Answer], float | None]) -> Callable[[Answer, object], bool]:
    def check(answer: Answer, limit: object) -> bool:
        measured = measure(answer)
        return measured is not None and isinstance(limit, int | float) and measured >= limit

    return check


def _at_most(measure: Callable[[Answer], float | None]) -> Callable[[Answer, object], bool]:
    def check(answer: Answer, limit: object) -> bool:
        measured = measure(answer)
        return measured is not None and isinstance(limit, int | float) and measured <= limit

    return check


def _characters(answer: Answer) -> int:
    return len(text_of(answer))


def _words(answer: Answer) -> int:
    return len(text_of(answer).split())


def _ticks(answer: Answer) -> int:
    return len(answer) if isinstance(answer, tuple) else 1


_NUMERIC = frozenset({"number_min", "number_max"})
_CHECKS: Mapping[str, Callable[[Answer, int | float | str], bool]] = {
    "min_length": _at_least(_characters),
    "max_length": _at_most(_characters),
    "min_words": _at_least(_words),
    "max_words": _at_most(_words),
    "number_min": _at_least(number_of),
    "number_max": _at_most(number_of),
    "pattern": lambda answer, limit: compile_pattern(str(limit)).matches(text_of(answer)),
    "min_selected": _at_least(_ticks),
    "max_selected": _at_most(_ticks),
}
_ORDER = tuple(_CHECKS)
