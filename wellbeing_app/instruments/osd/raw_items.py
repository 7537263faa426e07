"""The raw shape of items and section markers (OSD C2, C5 and what Standard adds to them)."""

# ruff: noqa: RUF012 (pydantic copies such a default for each object)

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from wellbeing_app.instruments.osd.raw import ITEM_ID, Many, Shape

ItemId: TypeAlias = Annotated[str, Field(pattern=ITEM_ID, max_length=150)]
Id: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.\-]*$", max_length=150)]
Text: TypeAlias = Annotated[str, Field(max_length=10_000)]
OptionValue: TypeAlias = str | int | float
Number: TypeAlias = Annotated[float, Field(ge=-1e9, le=1e9)]
Count: TypeAlias = Annotated[int, Field(ge=0, le=100_000)]
Points: TypeAlias = Annotated[int, Field(ge=1, le=101)]
Whole: TypeAlias = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Nothing: TypeAlias = Annotated[Many[object], Field(max_length=0)]


class OptionShape(Shape):
    """One option of a multi or multicheck, or one column of a grid."""

    value: OptionValue
    text_key: str


class AnchorShape(Shape):
    """A named point of a vas."""

    value: Number
    label: str


class GateShape(Shape):
    """S8: `required_value`, or `operator` with `value`."""

    required_value: OptionValue | bool | None = None
    operator: str | None = None
    value: OptionValue | bool | Many[OptionValue] | None = None
    terminate_message_key: str | None = None


class FeedbackShape(Shape):
    """S6."""

    correct_key: str | None = None
    incorrect_key: str | None = None
    explanation_key: str | None = None


class RandomizeShape(Shape):
    """S4, of a section or of the order of sections; only `shuffle` is more than planned."""

    ignored: ClassVar[frozenset[str]] = frozenset({"description"})
    method: Literal["shuffle"] = "shuffle"
    fixed: Many[str] = []


class SectionShape(Shape):
    """C5. The format says `title_key`, its own files say `text_key`."""

    id: Id
    type: Literal["section"]
    title_key: str | None = None
    text_key: str | None = None
    revisable: bool = True
    visible_when: object = None
    randomize: RandomizeShape | None = None


class ItemShape(Shape):
    """What every item may say."""

    id: ItemId
    type: str
    text_key: str
    dimension: str | None = None
    random_group: Annotated[int, Field(ge=0, le=10_000)] | None = None
    required: bool | None = None
    question_head: str | None = None
    visible_when: object = None


class InstShape(ItemShape):
    """Text that asks nothing."""

    options: Nothing = []


class QuestionShape(ItemShape):
    """What every item that asks may say."""

    answer_alias: Id | None = None
    gate: GateShape | None = None
    correct: Many[OptionValue] = []
    feedback: FeedbackShape | None = None


class LikertShape(QuestionShape):
    """A row of numbered options."""

    likert_points: Points | None = None
    likert_labels: Many[str | None] | None = None
    likert_min: Whole | None = None
    likert_max: Whole | None = None
    likert_reverse: bool | None = None
    reverse: bool = False
    """Seen in the wild, not in the format: scoring decides, this may only agree with it."""


class VasShape(QuestionShape):
    """A point on a line."""

    ignored: ClassVar[frozenset[str]] = frozenset({"orientation"})
    min: Number = 0
    max: Number = 100
    min_label: str | None = None
    max_label: str | None = None
    anchors: Many[AnchorShape] = []


class GridShape(QuestionShape):
    """Rows that share their options."""

    rows: Annotated[Many[str], Field(min_length=1)]
    columns: Annotated[Many[str | OptionShape], Field(min_length=1)]
    optional_rows: Many[str] = []


class MultiShape(QuestionShape):
    """One of several options."""

    options: Annotated[Many[str | OptionShape], Field(min_length=1)]
    randomize_options: bool = False


class MulticheckValidation(Shape):
    """C9 for ticks."""

    min_selected: Count | None = None
    min_selected_error: str | None = None
    max_selected: Count | None = None
    max_selected_error: str | None = None


class MulticheckShape(MultiShape):
    """Any number of options."""

    min_selected: Count | None = None
    max_selected: Count | None = None
    validation: MulticheckValidation = MulticheckValidation()


class LongValidation(Shape):
    """C9 for any text."""

    min_length: Count | None = None
    min_length_error: str | None = None
    max_length: Count | None = None
    max_length_error: str | None = None
    min_words: Count | None = None
    min_words_error: str | None = None
    max_words: Count | None = None
    max_words_error: str | None = None


class ShortValidation(LongValidation):
    """C9 for a short text; `type`, `min` and `max` are an older way to write a number's range."""

    type: Literal["number", "text"] | None = None
    number_min: Number | None = None
    number_min_error: str | None = None
    number_max: Number | None = None
    number_max_error: str | None = None
    min: Number | None = None
    min_error: str | None = None
    max: Number | None = None
    max_error: str | None = None
    pattern: Annotated[str, Field(max_length=500)] | None = None
    pattern_error: str | None = None


class LongShape(QuestionShape):
    """A text of several lines."""

    ignored: ClassVar[frozenset[str]] = frozenset({"rows", "cols"})
    maxlength: Annotated[int, Field(ge=1, le=100_000)] | None = None
    validation: LongValidation = LongValidation()


class ShortShape(QuestionShape):
    """A text of one line, or a number."""

    maxlength: Annotated[int, Field(ge=1, le=100_000)] | None = None
    validation: ShortValidation = ShortValidation()
    input_type: Literal["number", "text", "date", "time"] | None = None
    number_min: Number | None = None
    number_max: Number | None = None
    options: Nothing = []


ITEM_SHAPES: dict[str, type[ItemShape]] = {
    "inst": InstShape,
    "likert": LikertShape,
    "vas": VasShape,
    "grid": GridShape,
    "multi": MultiShape,
    "multicheck": MulticheckShape,
    "short": ShortShape,
    "long": LongShape,
}
UNSUPPORTED_TYPES = {
    "rank": "ranking (A5)",
    "image": "pictures (deprecated type)",
    "imageresponse": "pictures (deprecated type)",
    "audio": "audio, video and pictures (A6)",
    "video": "audio, video and pictures (A6)",
    "audioresponse": "audio, video and pictures (A6)",
    "videoresponse": "audio, video and pictures (A6)",
}
