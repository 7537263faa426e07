"""What is known about an instrument: licence, figures with their sources, criticism.

The shape of `questionnaires/CODE/evidence.json`. It has its own revision, apart from the frozen
versions of the instrument. What is only remembered (`seen: memory`, `staff_note`) or not to be
quoted (`staff_only`) is kept for staff and gives a visitor nothing: no band, no margin, no
comparison, no word. What the collectors say themselves is a remark and credited to no source.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from wellbeing_app.untrusted.refusal import ROOT, Refused, inside
from wellbeing_app.untrusted.strict_json import read_json

Text: TypeAlias = Annotated[str, Field(max_length=4000)]
Address: TypeAlias = Annotated[str, Field(pattern=r"^(https?://\S+)?$", max_length=500)]
Year: TypeAlias = Annotated[int, Field(ge=1900, le=2100)]
FigureValue: TypeAlias = float | list[float] | dict[str, float | list[float] | str]


class Seen(StrEnum):
    """How a statement was come by."""

    SEEN = "seen"
    SECONDARY = "secondary"
    COMPUTED = "computed"
    MEMORY = "memory"


class Verdict(StrEnum):
    """Who may use an instrument."""

    OPEN = "open"
    NON_COMMERCIAL = "non-commercial"
    ASK_OWNER = "ask-owner"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Source(_Record):
    """Where a statement can be read."""

    reference: Text
    url: Address


class _Statement(_Record):
    source: str
    seen: Seen
    staff_note: Text | None = None
    """What is only remembered about it."""
    staff_only: bool = False
    """A source has it, but it is not to be quoted."""

    @property
    def shows(self) -> bool:
        """Whether a visitor may be shown it, or anything that rests on it."""
        return not self.staff_only and self.seen is not Seen.MEMORY


class Licence(_Statement):
    """The licence passport. `permission`, if this site was given one: who allowed what, when."""

    verdict: Verdict
    owner: Text
    terms: Text
    url: Address
    permission: Text | None = None


class Figure(_Statement):
    """One published or computed number, with the people it was found in.

    A `cut-off` names the condition and the standard it was found against; it is `circular` where
    that standard is the scale itself or another questionnaire.
    """

    id: str
    kind: Literal[
        "cut-off",
        "bands",
        "reliability",
        "test-retest",
        "mean",
        "sem",
        "reliable-change",
        "base-rate",
        "sensitivity",
        "specificity",
        "norm",
    ]
    score: str
    value: FigureValue
    population: Text
    sample: Annotated[int, Field(ge=1)] | None = None
    country: Text = ""
    year: Year | None = None
    since: Year | None = None
    """The first year where the figure covers several; `year` is the last one then."""
    language: str | None = None
    circular: bool = False
    condition: Text | None = None
    reference_standard: Text | None = None
    note: Text | None = None
    target: Text | None = None
    """The condition in one fixed word or two: figures of one target may be put together."""
    window: Literal["current", "12 months"] | None = None
    """Over which time somebody had the condition; None where the source does not say."""
    standard: Literal["interview", "questionnaire", "own-scale"] | None = None
    """What it was compared with; None where it was not seen or is none of these."""
    general: bool = False
    """The sample was drawn to stand for the adults of its place."""
    region: Text = ""
    """The part of the country it was drawn in, and stands for alone; empty: all of it."""
    uses: tuple[str, ...] = ()
    """Ids of the figures a computed one was made of."""

    @property
    def years(self) -> str:
        """The year or years it is of, such as 2009-2012; empty where none is known."""
        return "-".join(str(year) for year in (self.since, self.year) if year)

    @model_validator(mode="after")
    def _years_are_in_order(self) -> Self:
        if self.since and (self.year is None or self.since >= self.year):
            raise ValueError("its first year is not before its last one")
        return self


class Validated(_Statement):
    """People in whom the instrument was examined."""

    population: Text
    language: str
    sample: Annotated[int, Field(ge=1)] | None = None


class Criticism(_Statement):
    """What a source says against it, or of its limits."""

    text: Text

    @model_validator(mode="after")
    def _stands_in_its_source(self) -> Self:
        if self.seen in (Seen.MEMORY, Seen.COMPUTED):
            raise ValueError("what stands in no source is a remark")
        return self


class Remark(_Record):
    """What the collectors say themselves: what they looked for and did not find, or a caution."""

    kind: Literal["not-found", "own"]
    text: Text
    remembered: bool = False
    """It tells of something remembered, so it is for staff."""


class Structure(_Statement):
    """Whether the parts of a scale say more than its total, and how closely they go together.

    `low` and `high` are the correlations between its factors; None where none was seen.
    """

    profile: Literal["supported", "says-little"]
    factors: Annotated[int, Field(ge=2)]
    low: Annotated[float, Field(ge=-1, le=1)] | None = None
    high: Annotated[float, Field(ge=-1, le=1)] | None = None


class Evidence(_Record):
    """All that is known about one instrument."""

    code: str
    revision: Annotated[int, Field(ge=1)]
    reviewed: date
    measures: Text | None = None
    """What it asks about, in place of the frozen file's own line, which promises more."""
    licence: Licence
    sources: dict[str, Source]
    figures: list[Figure]
    validated: list[Validated]
    criticism: list[Criticism]
    remarks: tuple[Remark, ...] = ()
    structure: Structure | None = None

    def figure(self, name: str) -> Figure:
        """Return a figure by its id. Raises KeyError."""
        return self._figures[name]

    @cached_property
    def _figures(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.figures}

    @model_validator(mode="after")
    def _references_resolve(self) -> Self:
        for statement in self._statements():
            if statement.source not in self.sources:
                raise ValueError(f"the source {statement.source!r} is not listed")
        if len({figure.id for figure in self.figures}) < len(self.figures):
            raise ValueError("two figures have one id")
        for figure in self.figures:
            self._check_uses(figure)
        return self

    def _check_uses(self, figure: Figure) -> None:
        """A computed figure is made of figures of its own score that a visitor may see."""
        for name in figure.uses:
            used = self._figures.get(name)
            if used is None or used.score != figure.score or not used.shows:
                raise ValueError(f"{figure.id!r} cannot use {name!r}")

    def _statements(self) -> Iterator[_Statement]:
        yield self.licence
        yield from self.figures
        yield from self.validated
        yield from self.criticism
        if self.structure:
            yield self.structure


def read_evidence(data: bytes, *, origin: str) -> Evidence:
    """Read an evidence file. Raises `Refused` with the place of the first misfit."""
    try:
        return Evidence.model_validate(read_json(data))
    except Refused as refusal:
        raise Refused(refusal.path, refusal.reason, origin) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ROOT
        for part in first["loc"]:
            path = inside(path, part)
        raise Refused(path, first["msg"], origin) from None
