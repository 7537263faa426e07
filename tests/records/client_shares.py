"""One client's shares in a few lines, for tests of what a therapist is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.records.share import (
    AnswerPart,
    LinePart,
    RangePart,
    ScorePart,
    Share,
    Source,
    SourcedPart,
)

RANGES = {
    ("BPS", "total"): (0, 10),
    ("GAD-7", "total"): (0, 21),
    ("K6", "total"): (0, 24),
    ("PHQ-4", "total"): (0, 12),
    ("PHQ-4", "anxiety"): (0, 6),
    ("PHQ-4", "depression"): (0, 6),
    ("PHQ-9", "total"): (0, 27),
    ("PPCS-18", "total"): (18, 126),
    ("WHO-5", "raw"): (0, 25),
    ("WHO-5", "index"): (0, 100),
}
"""As the owners print them."""
SUBSCALES = ("anxiety", "depression")


@dataclass(frozen=True)
class Shown:
    """What a share shows of one questionnaire."""

    key: str
    scores: Mapping[str, float]
    answers: Mapping[str, Answer | None] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.key.rpartition("/")[2].partition("@")[0]

    def parts(self, place: int) -> list[SourcedPart]:
        return [
            *(self._score(place, name, value) for name, value in self.scores.items()),
            *(
                RangePart("range", place, name, *ends, *RANGES[self.code, name])
                for name, ends in self.ranges.items()
            ),
            *(
                AnswerPart("answer", place, name, value, "missing" if value is None else None)
                for name, value in self.answers.items()
            ),
        ]

    def _score(self, place: int, name: str, value: float) -> ScorePart:
        low, high = RANGES.get((self.code, name), (None, None))
        if name in SUBSCALES:
            return ScorePart("subscale", place, name, value, low, high)
        return ScorePart("score", place, name, value, low, high)


def of(
    code: str, score: float | None = None, *, version: str = "1.0", **answers: Answer | None
) -> Shown:
    """A questionnaire with the score that stands for it and some answers; None: left open."""
    name = "index" if code == "WHO-5" else "total"
    scores = {} if score is None else {name: score}
    return Shown(f"evenkeel/{code}@{version}", scores, answers)


def part(code: str, name: str, score: float) -> Shown:
    """A questionnaire with another of its scores."""
    return Shown(f"evenkeel/{code}@1.0", {name: score})


def gone(key: str, score: float) -> Shown:
    """A questionnaire that this site no longer has."""
    return Shown(key, {"total": score})


def share(day: str, *shown: Shown, talk: str = "", avoid: str = "") -> Share:
    """A share of what was answered on one day (ISO)."""
    lines = [LinePart("talk", talk)] if talk else []
    lines += [LinePart("avoid", avoid)] if avoid else []
    parts = [part for place, one in enumerate(shown) for part in one.parts(place)]
    sources = tuple(Source(one.key, "en", date.fromisoformat(day), {}, None, 0, 1) for one in shown)
    return Share(schema=1, engine="1", sources=sources, parts=(*lines, *parts))


def all_answers(code: str, *names: str, value: int = 0, **others: Answer | None) -> Shown:
    """A questionnaire whose answers were all shared, without a score."""
    return Shown(f"evenkeel/{code}@1.0", {}, {**dict.fromkeys(names, value), **others})
