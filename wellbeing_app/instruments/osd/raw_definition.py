"""The raw shape of all but the items of a definition (OSD C1, C3, C7, C8, S7, S10, A1, A4)."""

# ruff: noqa: RUF012 (pydantic copies such a default for each object)

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Field

from wellbeing_app.instruments.osd.raw import Many, Shape
from wellbeing_app.instruments.osd.raw_items import (
    Id,
    Number,
    Points,
    RandomizeShape,
    Text,
    Whole,
)

Flag: TypeAlias = bool | Literal[0, 1]
Literally: TypeAlias = str | int | float | bool
Code: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]*$", max_length=80)]
Weight: TypeAlias = Annotated[float, Field(ge=-1e6, le=1e6)]


class InfoShape(Shape):
    """C1. Anything else an author says about a scale informs, and is left out."""

    model_config = ConfigDict(extra="ignore")
    name: Text
    code: Code | None = None
    version: Code = "1.0"
    abbreviation: Text = ""
    description: Text = ""
    citation: Text = ""
    license: Text = ""
    license_explanation: Text = ""
    license_url: Text = ""
    url: Text = ""
    domain: Text = ""


class CodeShape(Shape):
    """A code that comes from the file's name."""

    code: Code


class LikertOptionsShape(Shape):
    """C2: the scale's defaults for its likert items."""

    ignored: ClassVar[frozenset[str]] = frozenset({"response_footer"})
    points: Points | None = None
    min: Whole | None = None
    max: Whole | None = None
    labels: Many[str | None] | None = None
    question_head: str | None = None
    likert_reverse: bool = False


class DimensionShape(Shape):
    """C3, C7."""

    id: Id
    name: Text
    abbreviation: Text | None = None
    description: Text | None = None
    selectable: bool = False
    default_enabled: bool = True
    enabled_param: str | None = None
    visible_when: object = None


class ThresholdShape(Shape):
    """S10: one band."""

    min: Number
    max: Number
    label: Text | None = None
    label_key: str | None = None


class NormsShape(Shape):
    """S10."""

    thresholds: Many[ThresholdShape] = []
    source: Text | None = None


class StepShape(Shape):
    """C3: one step of a transform."""

    op: Literal["add", "subtract", "multiply", "divide"]
    value: Number | Literal["mean", "sum", "sd", "min", "max", "range", "n"]


Coding: TypeAlias = dict[str, Literal[-1, 0, 1]]
Accepted: TypeAlias = dict[str, Many[str | int | float]]


class ScoreShape(Shape):
    """C3: one scoring block."""

    ignored: ClassVar[frozenset[str]] = frozenset({"name"})
    method: Literal[
        "mean_coded",
        "sum_coded",
        "sd",
        "weighted_sum",
        "weighted_mean",
        "sum_correct",
        "max",
        "min",
    ]
    items: Many[str] | Coding | None = None
    item_coding: Coding = {}
    scores: Many[str] = []
    value_map: dict[str, Many[Number]] = {}
    weights: dict[str, Weight] = {}
    correct_answers: Accepted = {}
    answer_category: str | None = None
    transform: Many[StepShape] = []
    description: Text | None = None
    norms: NormsShape | None = None


class ComputedShape(Shape):
    """S7."""

    ignored: ClassVar[frozenset[str]] = frozenset({"label", "description"})
    expression: str
    type: Literal["number", "boolean", "string"] = "number"
    norms: NormsShape | None = None


class ParameterShape(Shape):
    """C8."""

    type: Literal["string", "boolean", "integer", "number", "choice"]
    default: Literally | None = None
    options: Many[Literally] = []
    description: Text | None = None


class ArmShape(Shape):
    """A1."""

    ignored: ClassVar[frozenset[str]] = frozenset({"description", "name"})
    id: str
    sections: Many[str] = []


class BranchShape(Shape):
    """A1; `balanced` is planned in the format and would need a memory of visitors."""

    ignored: ClassVar[frozenset[str]] = frozenset({"description", "name"})
    id: str
    method: Literal["random", "parameter"] = "random"
    parameter: str | None = None
    arms: Annotated[Many[ArmShape], Field(min_length=1)]


class IncludeShape(Shape):
    """A4."""

    scale: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]*(@[A-Za-z0-9._\-]+)?$")]
    parameters: dict[str, Literally] = {}
    dimensions: Many[str] | None = None


class DefinitionShape(Shape):
    """The parts of a definition; the larger ones are read one by one where they are used."""

    ignored: ClassVar[frozenset[str]] = frozenset(
        {"implementation", "data_output", "report", "pages"}
    )
    scale_info: InfoShape
    likert_options: LikertOptionsShape | None = None
    default_required: bool | None = None
    items: Many[object] | None = None
    questions: Many[object] | None = None
    dimensions: Many[DimensionShape] | None = None
    scoring: dict[str, object] | None = None
    computed: dict[str, object] | None = None
    parameters: dict[str, object] | None = None
    shuffle_questions: Flag | None = None
    randomize_sections: RandomizeShape | None = None
    branches: Many[BranchShape] | None = None
    includes: Many[IncludeShape] | None = None
    runner_hints: dict[str, object] | None = None
