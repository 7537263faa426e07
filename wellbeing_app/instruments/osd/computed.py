"""Reading computed variables (OSD S7), every one after those it uses."""

from collections.abc import Mapping

from wellbeing_app.instruments.engine.expressions import BadExpression, Expression, parse
from wellbeing_app.instruments.model.rules import Computed
from wellbeing_app.instruments.osd.names import Names, Texts
from wellbeing_app.instruments.osd.order import in_dependency_order
from wellbeing_app.instruments.osd.raw import shapes
from wellbeing_app.instruments.osd.raw_definition import ComputedShape
from wellbeing_app.instruments.osd.scoring import read_norms
from wellbeing_app.untrusted.refusal import Refused, inside


def read_computed(
    raw: Mapping[str, object] | None, names: Names, texts: Texts, path: str
) -> tuple[Computed, ...]:
    """Return computed variables in dependency order. Raises `Refused`, also for a circle."""
    written = shapes(ComputedShape, raw or {}, path)
    uses = {}
    for name, one in written.items():
        here = inside(inside(path, name), "expression")
        expression = _parsed(one.expression, here)
        for reference in sorted(expression.references, key=lambda found: found.name):
            names.require(reference.source, reference.name, here)
        uses[name] = sorted(
            reference.name for reference in expression.references if reference.source == "computed"
        )
    return tuple(
        _computed(name, written[name], texts, path) for name in in_dependency_order(uses, path)
    )


def _parsed(text: str, path: str) -> Expression:
    try:
        return parse(text)
    except BadExpression as error:
        raise Refused(path, f"not an expression of the format: {error}") from None


def _computed(name: str, written: ComputedShape, texts: Texts, path: str) -> Computed:
    norms = read_norms(written.norms, texts, inside(inside(path, name), "norms"))
    return Computed(name, written.expression, written.type, norms)
