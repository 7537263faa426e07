"""A kept result as it was: the scores of that day, and beside them what today's rules would say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.alerts import raised
from wellbeing_app.instruments.engine.score_names import score_name
from wellbeing_app.instruments.engine.scoring import score
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.model.instrument import Alert
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.interpretation.own_questions import Taken
from wellbeing_app.interpretation.trends import DatedScore
from wellbeing_app.records.record import Record, RecordPart


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
    """One questionnaire of a kept result. `administration` None: this site has it no more."""

    key: str
    name: str
    administration: Administration | None
    scores: tuple[PastScore, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    revised: bool = False
    """What is known about it was revised since that day."""

    @property
    def headline(self) -> PastScore | None:
        """The score that stands for the questionnaire."""
        hints = self.administration.instrument.hints if self.administration else {}
        wanted = hints.get("headline")
        return next((one for one in self.scores if one.id == wanted), next(iter(self.scores), None))


@dataclass(frozen=True)
class PastResult:
    """A kept result, ready to be shown."""

    scales: tuple[PastScale, ...]

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The questionnaires that are still here, with the answers of that day."""
        return tuple(
            (scale.administration, scale.answers)
            for scale in self.scales
            if scale.administration is not None
        )

    @property
    def changed(self) -> tuple[PastScale, ...]:
        """Scales that today's pages would show otherwise than that day's."""
        return tuple(
            scale
            for scale in self.scales
            if scale.administration is None or any(one.differs for one in scale.scores)
        )

    @property
    def revised(self) -> tuple[PastScale, ...]:
        """Scales about which more, or something else, is known by now."""
        return tuple(scale for scale in self.scales if scale.revised and scale.scores)

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Everything in it that must be met with help again."""
        return tuple(alert for scale in self.scales for alert in scale.alerts)


def past_result(library: Library, record: Record) -> PastResult:
    """Read a kept result; what was worked out that day stays as it is."""
    return PastResult(tuple(past_scale(library, part) for part in record.parts))


def past_scale(library: Library, part: RecordPart) -> PastScale:
    """Read one questionnaire of a record."""
    try:
        instrument = library.instrument(part.key)
    except KeyError:
        gone = tuple(PastScore(name, name, value) for name, value in part.scores.items())
        return PastScale(part.key, part.key.rpartition("/")[2], None, gone)
    administration = Administration(
        instrument, part.language, part.parameters, part.seed, part.dimensions
    )
    return PastScale(
        key=part.key,
        name=instrument.name,
        administration=administration,
        scores=tuple(_scores(administration, part)),
        answers=part.answers,
        alerts=raised(administration, part.answers, score(administration, part.answers)),
        revised=library.evidence(instrument.key.code).revision != part.evidence_revision,
    )


def dated_scores(library: Library, records: Iterable[Record]) -> Iterator[DatedScore]:
    """Yield every score that was kept, for trends."""
    for record in records:
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
                )


def _scores(administration: Administration, part: RecordPart) -> Iterator[PastScore]:
    """The scores of that day, in the definition's order; one it no longer knows comes last."""
    instrument = administration.instrument
    found = score(administration, part.answers).values
    meanings = {rule.id: rule.description or "" for rule in instrument.scores}
    for name in sorted(part.scores, key=[*meanings, *part.scores].index):
        now = found.get(name)
        yield PastScore(
            id=name,
            title=score_name(instrument, name),
            value=part.scores[name],
            minimum=now.minimum if now else None,
            maximum=now.maximum if now else None,
            now=now.value if now else None,
            meaning=meanings.get(name, ""),
        )
