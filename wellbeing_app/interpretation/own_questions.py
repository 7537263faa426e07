"""Our own questions, the one place that knows their ids: beside the scores, never in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer


class OwnQuestion(NamedTuple):
    """One of our own questions: the questionnaire it stands in, and its id there."""

    code: str
    id: str


ACTIVITIES = OwnQuestion("ACTIVITY", "c1")
PEOPLE = OwnQuestion("ACTIVITY", "c2")
GAINS = OwnQuestion("BALANCE", "c3")
WORRIES = OwnQuestion("BALANCE", "c4")
AGREED = OwnQuestion("AGREEMENT", "c5b")
PARTNER_SAID = OwnQuestion("PARTNER", "c6a")
WHOSE_IDEA = OwnQuestion("PARTNER", "c6b")
SURE_OF_ADULTS = OwnQuestion("CERTAINTY", "c7")
IMAGES = OwnQuestion("IMAGES", "c8")
PRESSURE = OwnQuestion("COERCION", "c9")
SPENT = OwnQuestion("MONEY", "c10a")
WENT_WITHOUT = OwnQuestion("MONEY", "c10b")
VALUES = OwnQuestion("VALUES", "c11a")
VALUES_SHARE = OwnQuestion("VALUES", "c11b")
SAFE_MOMENT = OwnQuestion("SAFE", "c14")
TRIED = OwnQuestion("CONTROL", "c15")
TOOK = OwnQuestion("CONTROL", "c16")

SILENT = ("none", "no", "no_partner", "prefer_not")
"""Values that name nothing: "none of these", "prefer not to say" and their like."""


@dataclass(frozen=True)
class Sides:
    """What the person named on both sides; neither is counted or taken from the other."""

    gains: tuple[str, ...]
    costs: tuple[str, ...]


@dataclass(frozen=True)
class ValuesClash:
    """What the person said of a clash with their values. `share` is 0 to 10, None if not said."""

    answer: str
    share: int | None


def balance(taken: Sequence[Taken]) -> Sides | None:
    """What it gives beside what worries; None when neither was answered."""
    gains, costs = _ticked(taken, GAINS), _ticked(taken, WORRIES)
    if gains is None and costs is None:
        return None
    return Sides(gains or (), costs or ())


def partner_words(taken: Sequence[Taken]) -> tuple[str, ...]:
    """What a partner did or said, in the words of the options."""
    return _ticked(taken, PARTNER_SAID) or ()


def values_words(taken: Sequence[Taken]) -> ValuesClash | None:
    """The answer about one's own values; None when it was not given or is not to be said."""
    values, value = _member(taken, VALUES), given(taken, VALUES)
    if values is None or value is None or value == "prefer_not":
        return None
    share = given(taken, VALUES_SHARE)
    return ValuesClash(
        answer="".join(_words(values, VALUES, value)),
        share=int(share) if isinstance(share, int | float) else None,
    )


def safe_together(taken: Sequence[Taken]) -> bool:
    """Whether both safety questions were asked and answered without a doubt.

    Only then may help for couples be named: this is a safe moment (C14), and nobody ever pressured
    or forced the person (C9).
    """
    return given(taken, SAFE_MOMENT) == "yes" and given(taken, PRESSURE) == "no"


def given(taken: Sequence[Taken], question: OwnQuestion) -> Answer | None:
    """The answer to a question; None without one that counts."""
    member = _member(taken, question)
    return member.answers.get(question.id) if member else None


def _ticked(taken: Sequence[Taken], question: OwnQuestion) -> tuple[str, ...] | None:
    """The ticked options' words; empty for "none", None when nothing was answered."""
    member, answer = _member(taken, question), given(taken, question)
    if member is None or answer is None:
        return None
    ticked = answer if isinstance(answer, tuple) else (answer,)
    return _words(member, question, tuple(value for value in ticked if value not in SILENT))


def _member(taken: Sequence[Taken], question: OwnQuestion) -> Taken | None:
    return next((member for member in taken if member.code == question.code), None)


def _words(member: Taken, question: OwnQuestion, answer: Answer) -> tuple[str, ...]:
    return member.in_words(member.instrument.item_by_id[question.id], answer)
