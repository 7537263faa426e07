"""A kept result as it was: the scores of that day, and beside them what today's rules would say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.engine.score_names import is_rescaled, score_name, standing_first
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Alert
from wellbeing_app.interpretation.alarms import alarms
from wellbeing_app.interpretation.occasions import occasions
from wellbeing_app.interpretation.trends import (
    DatedScore,
    Unscored,
    Verdict,
    asked_as,
    basis_of,
    lines,
    verdict,
)
from wellbeing_app.records.record import Record, RecordPart, taken_of


@dataclass(frozen=True)
class PastScore:
    """One score of that day. `now` is today's reading of the same answers, None without one."""

    id: str
    title: str
    value: float
    minimum: float | None = None
    maximum: float | None = None
    now: float | None = None
    meaning: str = ""

    @property
    def differs(self) -> bool:
        """Whether today's rules say something else; the score of that day stands all the same."""
        return self.now != self.value


@dataclass(frozen=True)
class PastScale:
    """One questionnaire of a kept result. `taken` None: this site has it no more."""

    key: str
    name: str
    taken: Taken | None
    """The questionnaire with the answers of that day."""
    scores: tuple[PastScore, ...]
    revised: bool = False
    """What is known about it was revised since that day."""

    @property
    def headline(self) -> PastScore | None:
        """The score that stands for the questionnaire."""
        instrument = self.taken.instrument if self.taken else None
        return standing_first(instrument, self.scores) if self.scores else None


@dataclass(frozen=True)
class PastResult:
    """A kept result, ready to be shown."""

    scales: tuple[PastScale, ...]
    whole: bool
    """Every questionnaire that the check asks is here, answered. False where nobody knows."""
    not_saved: tuple[str, ...]
    """Names of the private questionnaires of the check whose answers were not saved."""

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The questionnaires that are still here, with the answers of that day."""
        return tuple(scale.taken for scale in self.scales if scale.taken is not None)

    @property
    def changed(self) -> tuple[PastScale, ...]:
        """Scales that today's pages would show otherwise than that day's."""
        return tuple(
            scale
            for scale in self.scales
            if scale.taken is None or any(one.differs for one in scale.scores)
        )

    @property
    def revised(self) -> tuple[PastScale, ...]:
        """Scales about which more, or something else, is known by now."""
        return tuple(scale for scale in self.scales if scale.revised and scale.scores)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Everything in it that must be met with help again."""
        return tuple(alert for one in self.taken for alert in alarms(one))


def past_result(library: Library, record: Record) -> PastResult:
    """Read a kept result; what was worked out that day stays as it is."""
    scales = tuple(past_scale(library, part) for part in record.parts)
    here = {scale.taken.code for scale in scales if scale.taken is not None}
    try:
        asked = [member.instrument for member in library.check(record.battery).members]
    except KeyError:
        return PastResult(scales, whole=False, not_saved=())
    missing = [instrument for instrument in asked if instrument.key.code not in here]
    private = tuple(instrument.name for instrument in missing if instrument.hints.private)
    return PastResult(scales, whole=not missing, not_saved=private)


def past_scale(library: Library, part: RecordPart) -> PastScale:
    """Read one questionnaire of a record."""
    try:
        instrument = library.instrument(part.key)
    except KeyError:
        gone = tuple(PastScore(name, name, value) for name, value in part.scores.items())
        return PastScale(part.key, part.key.rpartition("/")[2], None, gone)
    taken = taken_of(instrument, part)
    return PastScale(
        key=part.key,
        name=instrument.name,
        taken=taken,
        scores=tuple(_scores(taken, part.scores)),
        revised=library.evidence(instrument.key.code).revision != part.evidence_revision,
    )


def dated_scores(library: Library, records: Sequence[Record]) -> Iterator[DatedScore]:
    """Yield every score that was kept, for trends."""
    for record, occasion in zip(records, occasions([one.day for one in records]), strict=True):
        for part in record.parts:
            scale = past_scale(library, part)
            for one in scale.scores:
                yield DatedScore(
                    day=record.day,
                    key=part.key,
                    name=scale.name,
                    id=one.id,
                    title=one.title,
                    value=one.value,
                    minimum=one.minimum,
                    maximum=one.maximum,
                    meaning=one.meaning,
                    headline=one == scale.headline,
                    parameters=part.parameters,
                    dimensions=part.dimensions,
                    occasion=occasion,
                )


def unscored(library: Library, records: Sequence[Record]) -> Iterator[Unscored]:
    """Yield every score that was not worked out because answers are open, for trends."""
    for record, occasion in zip(records, occasions([one.day for one in records]), strict=True):
        for part in record.parts:
            taken = past_scale(library, part).taken
            for name, one in taken.scores.values.items() if taken else ():
                if one.missing and name not in part.scores:
                    asked = asked_as(part.dimensions, part.parameters)
                    yield Unscored(part.key, name, asked, occasion)


def _scores(taken: Taken, kept: Mapping[str, float]) -> Iterator[PastScore]:
    """The scores of that day, in the definition's order; one it no longer knows comes last."""
    instrument, found = taken.instrument, taken.scores.values
    meanings = {rule.id: rule.description or "" for rule in instrument.scores}
    for name in sorted(kept, key=[*meanings, *kept].index):
        now = found.get(name)
        yield PastScore(
            id=name,
            title=score_name(instrument, name),
            value=kept[name],
            minimum=now.minimum if now else None,
            maximum=now.maximum if now else None,
            now=now.value if now else None,
            meaning=meanings.get(name, ""),
        )


@dataclass(frozen=True)
class Pair:
    """One score on two dates; None where it was not worked out that day."""

    name: str
    title: str
    first: float | None
    second: float | None
    minimum: float | None
    maximum: float | None
    verdict: Verdict | None
    """None where there are no two scores to compare."""


def side_by_side(library: Library, first: Record, second: Record) -> tuple[Pair, ...]:
    """Pair the scores of two results; versions that may not be compared stand apart."""
    joined = lines(library)
    left = {joined.get(part.key, part.key): past_scale(library, part) for part in first.parts}
    right = {joined.get(part.key, part.key): past_scale(library, part) for part in second.parts}
    return tuple(
        pair
        for key in dict.fromkeys([*left, *right])
        for pair in _pairs(library, left.get(key), right.get(key))
    )


def _pairs(library: Library, left: PastScale | None, right: PastScale | None) -> Iterator[Pair]:
    before = {one.id: one for one in left.scores} if left else {}
    after = {one.id: one for one in right.scores} if right else {}
    scale = right or left
    taken = scale.taken if scale else None
    for name in dict.fromkeys([*before, *after]):
        if taken and is_rescaled(taken.instrument, name):
            continue
        shown = after.get(name) or before.get(name)
        if scale is None or shown is None:
            continue
        both = name in before and name in after
        basis = basis_of(library, scale.key, name)
        yield Pair(
            name=scale.name,
            title=shown.title,
            first=before[name].value if name in before else None,
            second=after[name].value if name in after else None,
            minimum=shown.minimum,
            maximum=shown.maximum,
            verdict=verdict(before[name].value, after[name].value, basis) if both else None,
        )
