"""Answers given as JSON, item or grid row id to value, for scoring on the command line."""

from collections.abc import Mapping

from wellbeing_app.instruments.engine.validation import problem_with
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer, Item, Kind
from wellbeing_app.instruments.model.values import number_of, same
from wellbeing_app.instruments.osd.raw import an_object
from wellbeing_app.untrusted.refusal import ROOT, Refused, inside
from wellbeing_app.untrusted.strict_json import read_json


def read_answers(instrument: Instrument, data: bytes, *, origin: str) -> Mapping[str, Answer]:
    """Read answers. Raises `Refused` for an unknown id or a value the item cannot have.

    null is no answer; a multicheck's answer is a list. An option may be given as its value or as
    the same value in another form ("2" for 2).
    """
    try:
        written = an_object(read_json(data), ROOT)
        read = {
            name: _answer(instrument, name, value)
            for name, value in written.items()
            if value is not None
        }
    except Refused as refusal:
        raise Refused(refusal.path, refusal.reason, origin) from None
    return read


def _answer(instrument: Instrument, name: str, value: object) -> Answer:
    path = inside(ROOT, name)
    item = next((item for item in instrument.asked() if name in item.answer_ids), None)
    if item is None:
        raise Refused(path, "is no item of this questionnaire that takes an answer")
    answer = _fitting(item, value, path)
    problem = problem_with(item, answer, answer_id=name)
    if problem is not None:
        limit = "" if problem.limit is None else f" ({problem.limit})"
        raise Refused(path, f"breaks a rule of the item: {problem.code}{limit}")
    return answer


def _fitting(item: Item, value: object, path: str) -> Answer:
    if item.kind is Kind.MULTICHECK:
        if not isinstance(value, list):
            raise Refused(path, "should be a list of option values")
        return tuple(_option(item, part, inside(path, i)) for i, part in enumerate(value))
    if item.options:
        return _option(item, value, path)
    if item.kind is Kind.VAS or item.numeric:
        return _number(value, path)
    if not isinstance(value, str):
        raise Refused(path, "should be a text")
    return value


def _option(item: Item, value: object, path: str) -> str | int | float:
    _not_a_switch(value, path)
    if isinstance(value, str | int | float):
        for option in item.options:
            if same(option.value, value):
                return option.value
    raise Refused(path, "is no option of the item")


def _not_a_switch(value: object, path: str) -> None:
    """Python takes true for 1; whoever wrote true may have meant something else."""
    if isinstance(value, bool):
        word = "true" if value else "false"
        raise Refused(path, f"is {word}: give the option's value or a number instead")


def _number(value: object, path: str) -> float:
    _not_a_switch(value, path)
    number = number_of(value) if isinstance(value, str | int | float) else None
    if number is None:
        raise Refused(path, "should be a number")
    return number
