"""Reading scoring blocks (OSD C3) into rules, every rule after the scores it uses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wellbeing_app.instruments.model.item import Item
from wellbeing_app.instruments.model.rules import Norms, ScoreRule, Step, Threshold
from wellbeing_app.instruments.osd.inputs import InputReader
from wellbeing_app.instruments.osd.names import Texts, known_name
from wellbeing_app.instruments.osd.order import in_dependency_order
from wellbeing_app.instruments.osd.raw import an_object, shape, shapes
from wellbeing_app.instruments.osd.raw_definition import Accepted, NormsShape, ScoreShape, StepShape
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
