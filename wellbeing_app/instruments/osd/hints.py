"""What a definition says to this engine alone: `runner_hints.evenkeel` (docs/osd-support.md)."""

# ruff: noqa: RUF012 (pydantic copies such a default for each object)

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from wellbeing_app.instruments.model.instrument import Alert, Hints, Level
from wellbeing_app.instruments.osd.conditions import read_condition
from wellbeing_app.instruments.osd.names import Names, known_name, unique
from wellbeing_app.instruments.osd.raw import Many, Shape, shape
from wellbeing_app.instruments.osd.raw_items import Id, Text
from wellbeing_app.untrusted.refusal import Refused, inside

NAMESPACE = "evenkeel"


class AlertShape(Shape):
    """An answer or score to be met with help; `source` says for staff why it alarms."""

    ignored: ClassVar[frozenset[str]] = frozenset({"source"})
    id: Id
    level: Literal["urgent", "care"]
    topic: Literal["self_harm", "image_threat", "coercion", "fear", "distress"]
    when: object


class MissingShape(Shape):
    """How many answers a score may lack."""

    ignored: ClassVar[frozenset[str]] = frozenset({"source"})
    allowed: Annotated[int, Field(ge=0, le=1000)]


class HintsShape(Shape):
    """All of `model.instrument.Hints` and more; a misspelt name must not switch an alert off."""

    alerts: Many[AlertShape] = []
    missing: dict[str, MissingShape] = {}
    recall_period: Text = ""
    minutes: Annotated[float, Field(gt=0, le=240)] | None = None
    measures: Text = ""
    comparable_with: Many[str] = []
    awaiting_wording: bool = False
    items_digest_id: str | None = None
    headline: str | None = None
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")] | None = None
    exclusive: Many[str | int | float] = []
    private: bool = False
    unknown: Many[str] = []


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What `runner_hints.evenkeel` says; `missing` by score id."""

    alerts: tuple[Alert, ...]
    missing: Mapping[str, int]
    hints: Hints


def read_hints(raw: Mapping[str, object] | None, names: Names, path: str) -> OwnPart:
    """Read our part of `runner_hints`; other runners' parts are theirs. Raises `Refused`."""
    here = inside(path, NAMESPACE)
    written = (raw or {}).get(NAMESPACE, {})
    hints = shape(HintsShape, written, here)
    for name in hints.missing:
        known_name(name, names.scores, "score", inside(inside(here, "missing"), name))
    if hints.headline is not None:
        known_name(hints.headline, names.scores, "score", inside(here, "headline"))
    missing = {name: rule.allowed for name, rule in hints.missing.items()}
    return OwnPart(_alerts(hints.alerts, names, inside(here, "alerts")), missing, _typed(hints))


def _typed(written: HintsShape) -> Hints:
    return Hints(
        recall_period=written.recall_period,
        minutes=written.minutes,
        measures=written.measures,
        comparable_with=tuple(written.comparable_with),
        awaiting_wording=written.awaiting_wording,
        items_digest_id=written.items_digest_id,
        headline=written.headline,
        slug=written.slug,
        exclusive=tuple(written.exclusive),
        private=written.private,
        unknown=tuple(written.unknown),
    )


def _alerts(written: list[AlertShape], names: Names, path: str) -> tuple[Alert, ...]:
    unique(((inside(path, place), one.id) for place, one in enumerate(written)), "alert")
    return tuple(_alert(one, names, inside(path, place)) for place, one in enumerate(written))


def _alert(written: AlertShape, names: Names, path: str) -> Alert:
    when = read_condition(written.when, inside(path, "when"), names)
    if when is None:
        raise Refused(inside(path, "when"), "is missing")
    return Alert(written.id, Level(written.level), written.topic, when)
