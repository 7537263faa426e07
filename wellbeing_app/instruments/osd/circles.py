"""Nothing may wait for itself: circles are refused, of conditions and of what is computed.

Whether an item shows may not hang on its own answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.expressions import parse
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Condition
from wellbeing_app.untrusted.refusal import Refused, inside

_Node = tuple[str, str]


def check_visibility(instrument: Instrument, path: str) -> None:
    """Refuse conditions that form a circle, naming it."""
    try:
        TopologicalSorter(_dependencies(instrument)).prepare()
    except CycleError as error:
        circle: list[_Node] = error.args[1]
        names = " -> ".join(name for kind, name in reversed(circle) if kind == "item")
        raise Refused(path, f"conditions wait for each other in a circle: {names}") from None


def _dependencies(instrument: Instrument) -> dict[_Node, set[_Node]]:
    owner = {name: item.id for item in instrument.items for name in item.answer_ids}
    graph: dict[_Node, set[_Node]] = {}
    for place, section in enumerate(instrument.sections):
        here = ("section", str(place))
        graph[here] = set(_waits_for(section.visible_when, owner))
        for item in section.items:
            waits = {here, *_waits_for(item.visible_when, owner)}
            graph["item", item.id] = waits | {("dimension", item.dimension or "")}
    for dimension in instrument.dimensions:
        graph["dimension", dimension.id] = set(_waits_for(dimension.visible_when, owner))
    for rule in instrument.scores:
        graph["score", rule.id] = {
            ("score", part.id) if part.is_score else ("item", owner[part.id])
            for part in rule.inputs
        }
    for computed in instrument.computed:
        graph["computed", computed.name] = {
            node
            for found in parse(computed.expression).references
            for node in _node(found.source, found.name, owner)
        }
    return graph


def _waits_for(condition: Condition | None, owner: dict[str, str]) -> Iterator[_Node]:
    for comparison in comparisons(condition):
        yield from _node(comparison.source, comparison.name, owner)


def _node(source: str, name: str, owner: dict[str, str]) -> Iterator[_Node]:
    if source in ("item", "answer"):
        yield "item", owner[name]
    elif source in ("score", "computed"):
        yield source, name


def in_dependency_order(uses: Mapping[str, Sequence[str]], path: str) -> tuple[str, ...]:
    """Return the names, each after those it uses. Raises `Refused` at a circle, naming it."""
    try:
        return tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        reason = f"depends on itself: {' -> '.join(reversed(circle[:6]))}"
        raise Refused(inside(path, circle[0]), reason) from None
