"""Reading computed variables (OSD S7), every one after those it uses.

A runner without them passes over them and still scores (OSD S7), so an unsound one is left out
with a warning, and with it whatever uses it. Only where a condition or an alert needs it, the file
is refused.
"""

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.expressions import BadExpression, Expression, parse
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.rules import Computed
from wellbeing_app.instruments.osd.names import Names, Texts
from wellbeing_app.instruments.osd.order import in_dependency_order
from wellbeing_app.instruments.osd.raw import shapes
from wellbeing_app.instruments.osd.raw_definition import ComputedShape
from wellbeing_app.instruments.osd.scoring import read_norms
from wellbeing_app.untrusted.refusal import Refused, inside


class ComputedRead(NamedTuple):
    """The sound ones in dependency order, and by name why the others are left out."""

    sound: tuple[Computed, ...]
    left_out: Mapping[str, Refused]


class _Read(NamedTuple):
    value: Computed
    uses: tuple[str, ...]
    """The computed values it uses."""


def read_computed(
    raw: Mapping[str, object] | None, names: Names, texts: Texts, path: str
) -> ComputedRead:
    """Read every computed variable by itself."""
    read: dict[str, _Read] = {}
    left_out: dict[str, Refused] = {}
    for name, written in (raw or {}).items():
        try:
            read |= {
                key: _one(key, one, names, texts, path)
                for key, one in shapes(ComputedShape, {name: written}, path).items()
            }
        except Refused as refusal:
            left_out[name] = refusal
    order = _without_circles(read, left_out, path)
    return ComputedRead(tuple(read[name].value for name in order), left_out)


def check_needed(instrument: Instrument, left_out: Mapping[str, Refused]) -> None:
    """Refuse a questionnaire of which a condition or an alert looks at a value that is left out."""
    conditions = (
        *(section.visible_when for section in instrument.sections),
        *(item.visible_when for item in instrument.items),
        *(dimension.visible_when for dimension in instrument.dimensions),
        *(alert.when for alert in instrument.alerts),
    )
    for one in chain.from_iterable(comparisons(condition) for condition in conditions):
        if one.source == "computed" and one.name in left_out:
            raise left_out[one.name]


def _without_circles(
    read: Mapping[str, _Read], left_out: dict[str, Refused], path: str
) -> tuple[str, ...]:
    """Return what can be worked out, in order; the rest is left out too, with its reason."""
    waiting = dict(read)
    order: dict[str, None] = {}
    while ready := [name for name, one in waiting.items() if order.keys() >= set(one.uses)]:
        order |= dict.fromkeys(ready)
        waiting = {name: one for name, one in waiting.items() if name not in order}
    for name, one in waiting.items():
        here = inside(inside(path, name), "expression")
        lost = next((used for used in one.uses if used in left_out), None)
        left_out[name] = Refused(here, f"uses {lost!r}, which is left out")
        if lost is None:
            left_out[name] = _circle(waiting, path) or left_out[name]
    return tuple(order)


def _circle(waiting: Mapping[str, _Read], path: str) -> Refused | None:
    try:
        in_dependency_order({name: one.uses for name, one in waiting.items()}, path)
    except Refused as refusal:
        return refusal
    return None


def _one(name: str, written: ComputedShape, names: Names, texts: Texts, path: str) -> _Read:
    here = inside(inside(path, name), "expression")
    expression = _parsed(written.expression, here)
    for reference in sorted(expression.references, key=lambda found: found.name):
        names.require(reference.source, reference.name, here)
    uses = {found.name for found in expression.references if found.source == "computed"}
    norms = read_norms(written.norms, texts, inside(inside(path, name), "norms"))
    value = Computed(name, written.expression, written.type, norms)
    return _Read(value, tuple(sorted(uses)))


def _parsed(text: str, path: str) -> Expression:
    try:
        return parse(text)
    except BadExpression as error:
        raise Refused(path, f"not an expression of the format: {error}") from None
