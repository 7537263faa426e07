"""Second pass: items and sections as the engine asks them (OSD C2, C5, C6, S4 to S6, S8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wellbeing_app.instruments.model.instrument import Section
from wellbeing_app.instruments.model.item import (
    Condition,
    Constraint,
    Feedback,
    Gate,
    Item,
    Kind,
    Option,
    Row,
)
from wellbeing_app.instruments.osd.answers import (
    likert_options,
    long_constraints,
    multicheck_constraints,
    number_range,
    numeric_range,
    short_constraints,
    vas_anchors,
)
from wellbeing_app.instruments.osd.conditions import (
    known_operator,
    read_condition,
    read_operand,
)
from wellbeing_app.instruments.osd.names import Names, Texts, known_name
from wellbeing_app.instruments.osd.raw_definition import LikertOptionsShape
from wellbeing_app.instruments.osd.raw_items import (
    FeedbackShape,
    GateShape,
    GridShape,
    ItemShape,
    LikertShape,
    LongShape,
    MulticheckShape,
    MultiShape,
    OptionShape,
    QuestionShape,
    ShortShape,
    VasShape,
)
from wellbeing_app.instruments.osd.structure import PlacedItem, PlacedSection
from wellbeing_app.untrusted.refusal import Refused, inside

SHORT_LENGTH = 100
NUMBER_LENGTH = 20
LONG_LENGTH = 500
"""Characters a free text may have where the file says nothing: an answer must fit the cookie."""

_OPTIONAL_KINDS = (Kind.INST, Kind.SHORT, Kind.LONG)
_HEADED_KINDS = (Kind.LIKERT, Kind.VAS, Kind.GRID, Kind.MULTI, Kind.MULTICHECK)


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Turns shapes into items; holds what they share."""

    names: Names
    texts: Texts
    likert: LikertOptionsShape
    default_required: bool | None

    def section(self, placed: PlacedSection) -> Section:
        """Read one section with its items. Raises `Refused`."""
        items = tuple(self.item(item) for item in placed.items)
        marker = placed.shape
        if marker is None:
            return Section(None, items)
        title = "text_key" if marker.title_key is None else "title_key"
        title_key = self.texts.optional(
            marker.title_key or marker.text_key, inside(placed.path, title)
        )
        section = Section(
            id=placed.id,
            items=items,
            title_key=title_key,
            revisable=marker.revisable,
            visible_when=self._condition(marker.visible_when, placed.path),
        )
        if marker.randomize is None:
            return section
        here = inside(inside(placed.path, "randomize"), "fixed")
        known = {item.id for item in items}
        for place, name in enumerate(marker.randomize.fixed):
            known_name(name, known, "item of this section", inside(here, place))
        return replace(section, shuffle=True, fixed=frozenset(marker.randomize.fixed))

    def item(self, placed: PlacedItem) -> Item:
        """Read one item. Raises `Refused`."""
        path, shape = placed.path, placed.shape
        kind = Kind(shape.type)
        visible_when = self._condition(shape.visible_when, path)
        item = Item(
            id=shape.id,
            kind=kind,
            text_key=self.texts.require(shape.text_key, inside(path, "text_key")),
            required=self._required(kind, shape.required),
            # A dimension nobody declared has nothing to switch: the item is always asked.
            dimension=shape.dimension if shape.dimension in self.names.dimensions else None,
            random_group=_random_group(kind, shape, conditional=visible_when is not None),
            head_key=self._head(kind, shape, path),
            visible_when=visible_when,
        )
        if isinstance(shape, QuestionShape):
            item = replace(
                item,
                gate=self._gate(shape.gate, inside(path, "gate")),
                feedback=self._feedback(shape, inside(path, "feedback")),
                alias=shape.answer_alias,
            )
        return self._with_kind(item, shape, path)

    def _with_kind(self, item: Item, shape: ItemShape, path: str) -> Item:
        match shape:
            case LikertShape():
                return self._likert(item, shape, path)
            case VasShape():
                minimum, maximum, anchors = vas_anchors(shape, self.texts, path)
                return replace(item, minimum=minimum, maximum=maximum, anchors=anchors)
            case GridShape():
                return self._grid(item, shape, path)
            case MultiShape():
                return self._multi(item, shape, path)
            case LongShape():
                constraints = tuple(self._checked(long_constraints(shape, path), path))
                length = shape.maxlength or shape.validation.max_length or LONG_LENGTH
                return replace(item, max_length=length, constraints=constraints)
            case ShortShape():
                return self._short(item, shape, path)
            case _:
                return item

    def _likert(self, item: Item, shape: LikertShape, path: str) -> Item:
        options = likert_options(shape, self.likert, self.texts, path)
        reverse = shape.likert_reverse
        return replace(
            item,
            options=options,
            minimum=float(options[0].value),
            maximum=float(options[-1].value),
            reverse_display=self.likert.likert_reverse if reverse is None else reverse,
        )

    def _grid(self, item: Item, shape: GridShape, path: str) -> Item:
        options = tuple(self._columns(shape, inside(path, "columns")))
        minimum, maximum = numeric_range(options)
        for place, name in enumerate(shape.optional_rows):
            known_name(name, shape.rows, "row", inside(inside(path, "optional_rows"), place))
        rows = tuple(
            Row(
                id=f"{item.id}_{place + 1}",
                text_key=self.texts.require(key, inside(inside(path, "rows"), place)),
                optional=key in shape.optional_rows,
            )
            for place, key in enumerate(shape.rows)
        )
        return replace(item, options=options, rows=rows, minimum=minimum, maximum=maximum)

    def _columns(self, shape: GridShape, path: str) -> Iterator[Option]:
        for place, column in enumerate(shape.columns):
            here = inside(path, place)
            if isinstance(column, OptionShape):
                yield self._option(column, here)
            else:
                yield Option(place + 1, self.texts.require(column, here))

    def _option(self, option: OptionShape, path: str) -> Option:
        key = self.texts.require(option.text_key, inside(path, "text_key"))
        return Option(option.value, key)

    def _multi(self, item: Item, shape: MultiShape, path: str) -> Item:
        here = inside(path, "options")
        options = tuple(
            self._option(option, inside(here, place))
            if isinstance(option, OptionShape)
            else Option(option, self.texts.require(option, inside(here, place)))
            for place, option in enumerate(shape.options)
        )
        constraints: Sequence[Constraint] = ()
        if isinstance(shape, MulticheckShape):
            constraints = self._checked(multicheck_constraints(shape, path), path)
        return replace(
            item,
            options=options,
            shuffle_options=shape.randomize_options,
            constraints=tuple(constraints),
        )

    def _short(self, item: Item, shape: ShortShape, path: str) -> Item:
        numeric = (
            shape.input_type == "number"
            or shape.validation.type == "number"
            or number_range(shape) != (None, None)
        )
        default = NUMBER_LENGTH if numeric else SHORT_LENGTH
        return replace(
            item,
            numeric=numeric,
            max_length=shape.maxlength or shape.validation.max_length or default,
            constraints=tuple(self._checked(short_constraints(shape, path), path)),
        )

    def _checked(self, constraints: Sequence[Constraint], path: str) -> Sequence[Constraint]:
        """Return constraints whose own messages exist. Raises `Refused`."""
        here = inside(path, "validation")
        for constraint in constraints:
            self.texts.optional(constraint.error_key, inside(here, f"{constraint.rule}_error"))
        return constraints

    def _required(self, kind: Kind, stated: bool | None) -> bool:  # noqa: FBT001
        if kind is Kind.INST:
            return False
        if stated is not None:
            return stated
        if self.default_required is not None:
            return self.default_required
        return kind not in _OPTIONAL_KINDS

    def _head(self, kind: Kind, shape: ItemShape, path: str) -> str | None:
        if shape.question_head:
            return self.texts.require(shape.question_head, inside(path, "question_head"))
        return (self.likert.question_head or None) if kind in _HEADED_KINDS else None

    def _gate(self, gate: GateShape | None, path: str) -> Gate | None:
        if gate is None:
            return None
        message = self.texts.optional(
            gate.terminate_message_key, inside(path, "terminate_message_key")
        )
        if gate.required_value is not None:
            return Gate("equals", gate.required_value, message)
        operator = known_operator(gate.operator, inside(path, "operator"))
        value = read_operand(operator, gate.value, inside(path, "value"))
        if value is None or isinstance(value, tuple):
            raise Refused(inside(path, "operator"), f"{operator} opens no gate: one value does")
        return Gate(operator, value, message)

    def _feedback(self, shape: QuestionShape, path: str) -> Feedback | None:
        if shape.feedback is None and not shape.correct:
            return None
        written = shape.feedback or FeedbackShape()
        return Feedback(
            correct=tuple(shape.correct),
            correct_key=self.texts.optional(written.correct_key, inside(path, "correct_key")),
            incorrect_key=self.texts.optional(written.incorrect_key, inside(path, "incorrect_key")),
            explanation_key=self.texts.optional(
                written.explanation_key, inside(path, "explanation_key")
            ),
        )

    def _condition(self, raw: object, path: str) -> Condition | None:
        return read_condition(raw, inside(path, "visible_when"), self.names)


def _random_group(kind: Kind, shape: ItemShape, *, conditional: bool) -> int:
    if shape.random_group is not None:
        return shape.random_group
    return 0 if conditional or kind is Kind.INST else 1
