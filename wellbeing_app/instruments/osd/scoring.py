"""Reading scoring blocks (OSD C3) and computed variables (S7), each after those it uses.

A runner without computed variables passes over them and still scores (OSD S7), so an unsound one is
left out with a warning, and with it whatever uses it. Only where a condition or an alert needs it,
the file is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.expressions import BadExpression, Expression, parse
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Item
from wellbeing_app.instruments.model.rules import Computed, Norms, ScoreRule, Step, Threshold
from wellbeing_app.instruments.osd.circles import in_dependency_order
from wellbeing_app.instruments.osd.inputs import InputReader
from wellbeing_app.instruments.osd.names import Names, Texts, known_name
from wellbeing_app.instruments.osd.raw import an_object, shape, shapes
from wellbeing_app.instruments.osd.raw_definition import (
    Accepted,
    ComputedShape,
    NormsShape,
    ScoreShape,
    StepShape,
)
from wellbeing_app.untrusted.refusal import Refused, inside

_CATEGORIES = "answer_categories"
_WEIGHTED = ("weighted_sum", "weighted_mean")


@dataclass(frozen=True, slots=True)
class ScoringShapes:
    """The `scoring` object as written: its blocks, and the answer categories beside them."""

    path: str
    blocks: Mapping[str, ScoreShape]
    categories: Mapping[str, Accepted]


def read_scoring_shapes(raw: Mapping[str, object] | None, path: str) -> ScoringShapes:
    """Read the shapes of all scoring blocks. Raises `Refused`."""
    written = raw or {}
    blocks = {name: block for name, block in written.items() if name != _CATEGORIES}
    here = inside(path, _CATEGORIES)
    categories = {
        name: _accepted(answers, inside(here, name))
        for name, answers in an_object(written.get(_CATEGORIES, {}), here).items()
        if not name.startswith("_")
    }
    return ScoringShapes(path, shapes(ScoreShape, blocks, path), categories)


def _accepted(raw: object, path: str) -> Accepted:
    """Read one answer category by the same shape as a block's own right answers."""
    answers = {name: value for name, value in an_object(raw, path).items() if name[:1] != "_"}
    try:
        block = shape(ScoreShape, {"method": "sum_correct", "correct_answers": answers}, path)
    except Refused as refusal:
        raise Refused(refusal.path.replace(".correct_answers", "", 1), refusal.reason) from None
    return block.correct_answers


def read_scores(
    written: ScoringShapes,
    items: Mapping[str, Item],
    texts: Texts,
    allowed_missing: Mapping[str, int],
) -> tuple[ScoreRule, ...]:
    """Return the rules in dependency order; `items` by answer id. Raises `Refused`.

    A block without any input never has a value, in the format's reference runner neither, and is
    left out.
    """
    rules: dict[str, ScoreRule] = {}
    for name, block in written.blocks.items():
        path = inside(written.path, name)
        _check_block(block, written, path)
        inputs = InputReader(block, _right_answers(block, written), items, path).inputs()
        if inputs:
            rule = ScoreRule(
                id=name,
                method=block.method,
                inputs=inputs,
                transform=_transform(block, path),
                description=block.description,
                norms=read_norms(block.norms, texts, inside(path, "norms")),
            )
            rules[name] = replace(rule, missing_allowed=allowed_missing.get(name))
    return _ordered(rules, written.path)


def _check_block(block: ScoreShape, written: ScoringShapes, path: str) -> None:
    if block.answer_category is not None:
        here = inside(path, "answer_category")
        known_name(block.answer_category, written.categories, "answer category", here)
    for place, name in enumerate(block.scores):
        known_name(name, written.blocks, "score", inside(inside(path, "scores"), place))
    if bool(block.weights) != (block.method in _WEIGHTED):
        raise Refused(inside(path, "weights"), "belong to weighted_sum and weighted_mean alone")


def _right_answers(block: ScoreShape, written: ScoringShapes) -> Accepted:
    if block.answer_category is not None:
        return written.categories[block.answer_category]
    return block.correct_answers


def _transform(block: ScoreShape, path: str) -> tuple[Step, ...]:
    here = inside(path, "transform")
    return tuple(
        _step(step, block, inside(inside(here, place), "value"))
        for place, step in enumerate(block.transform)
    )


def _step(step: StepShape, block: ScoreShape, path: str) -> Step:
    if step.op == "divide" and step.value == 0:
        raise Refused(path, "divides by nothing")
    if isinstance(step.value, str) and not (block.items or block.item_coding):
        raise Refused(path, "names a statistic of items, and the score has none")
    return Step(step.op, step.value)


def read_norms(norms: NormsShape | None, texts: Texts, path: str) -> Norms | None:
    """Read thresholds and their source (S10). Raises `Refused`."""
    if norms is None:
        return None
    here = inside(path, "thresholds")
    for place, band in enumerate(norms.thresholds):
        if band.min > band.max:
            raise Refused(inside(here, place), "`min` is above `max`")
        if band.label is None and band.label_key is None:
            raise Refused(inside(here, place), "has neither `label` nor `label_key`")
    thresholds = tuple(
        Threshold(
            band.min,
            band.max,
            band.label,
            texts.optional(band.label_key, inside(inside(here, place), "label_key")),
        )
        for place, band in enumerate(norms.thresholds)
    )
    return Norms(thresholds, norms.source)


def _ordered(rules: Mapping[str, ScoreRule], path: str) -> tuple[ScoreRule, ...]:
    uses: dict[str, Sequence[str]] = {}
    for name, rule in rules.items():
        uses[name] = [part.id for part in rule.inputs if part.is_score]
        for used in uses[name]:
            here = inside(inside(path, name), "scores")
            known_name(used, rules, "score with any input", here)
    return tuple(rules[name] for name in in_dependency_order(uses, path))


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
