"""Do the questionnaires agree? Scales that speak of one thing, brought to one axis of 0 to 100."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wellbeing_app.interpretation.reading import Reading
from wellbeing_app.interpretation.rules import AGREEMENT, Interpretation, Sentence


@dataclass(frozen=True)
class Placed:
    """One scale on the common axis: 0 the fewest signs it can give, 100 the most."""

    title: str
    value: float
    margin: tuple[float, float] | None
    turned: bool
    """A scale of well-being, turned round."""


@dataclass(frozen=True)
class Agreement:
    """Scales of one construct beside each other, and what may be said of their distance."""

    construct: str
    placed: tuple[Placed, ...]
    verdict: str
    """agree or differ by their margins; close or apart where one has no margin."""
    sentences: tuple[Sentence, ...]


def agreements(
    readings: Iterable[tuple[str, Reading]], rules: Interpretation
) -> tuple[Agreement, ...]:
    """Return each construct of which at least two scales have a score. `readings`: code, headline.

    Only constructs for which there are rules of agreement: low mood and worry are two things.
    """
    placed: dict[str, list[Placed]] = {}
    for code, reading in readings:
        meaning = rules.scales.get(code)
        if meaning and meaning.about in rules.facts["construct"]:
            one = _placed(reading, turned=meaning.turned)
            placed.setdefault(meaning.about, []).extend([one] if one else [])
    return tuple(
        _agreement(construct, scales, rules)
        for construct, scales in placed.items()
        if len(scales) > 1
    )


def _placed(reading: Reading, *, turned: bool) -> Placed | None:
    low, high = reading.minimum, reading.maximum
    if reading.value is None or low is None or high is None or low >= high:
        return None

    def place(value: float) -> float:
        share = 100 * (value - low) / (high - low)
        return round(100 - share if turned else share, 1)

    margin = reading.margin
    ends = sorted((place(margin.low), place(margin.high))) if margin else None
    return Placed(reading.title, place(reading.value), (ends[0], ends[1]) if ends else None, turned)


def _agreement(construct: str, placed: Sequence[Placed], rules: Interpretation) -> Agreement:
    verdict = _verdict(placed, rules.apart_from)
    facts = {"construct": construct, "agreement": verdict}
    return Agreement(construct, tuple(placed), verdict, rules.sentences(AGREEMENT, facts, {}))


def _verdict(placed: Sequence[Placed], apart_from: float) -> str:
    margins = [one.margin for one in placed if one.margin]
    if len(margins) == len(placed):
        overlap = max(low for low, _ in margins) <= min(high for _, high in margins)
        return "agree" if overlap else "differ"
    values = [one.value for one in placed]
    return "apart" if max(values) - min(values) >= apart_from else "close"
