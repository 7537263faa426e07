"""How a questionnaire's scores, bands and computed values are defined (OSD C3, S7, S10)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Threshold:
    """A band of a score, both ends included."""

    minimum: float
    maximum: float
    label: str | None
    label_key: str | None


@dataclass(frozen=True, slots=True)
class Norms:
    """S10: bands and the source the file names for them."""

    thresholds: tuple[Threshold, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a score: an item's (or grid row's) answer, or another score."""

    id: str
    is_score: bool = False
    coding: int = 1
    weight: float | None = None
    value_map: tuple[float, ...] | None = None
    accepted: tuple[str, ...] | None = None
    """`sum_correct`: the answers counted as right, compared without case."""


@dataclass(frozen=True, slots=True)
class Step:
    """One affine step of a transform: `operand` is a number or a named statistic."""

    operation: str
    operand: float | str


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How one score is computed (C3)."""

    id: str
    method: str
    inputs: tuple[Input, ...]
    transform: tuple[Step, ...] = ()
    description: str | None = None
    norms: Norms | None = None
    missing_allowed: int | None = 0
    """How many item inputs may be missing and be pro-rated (`runner_hints.evenkeel.missing`). None:
    the file has no such rule, so what it lets be left blank is passed over, as the format says."""

    @property
    def allowed(self) -> int:
        """How many item inputs may be missing: none where the file does not say."""
        return self.missing_allowed or 0

    @property
    def passes_over_blanks(self) -> bool:
        """Whether an optional item without an answer is left out, and not missing."""
        return self.missing_allowed is None


@dataclass(frozen=True, slots=True)
class Computed:
    """S7: a named expression over answers, parameters, scores and other computed values."""

    name: str
    expression: str
    type: str
    norms: Norms | None = None
