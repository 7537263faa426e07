"""What a person's own answers speak of, so that help and reading can fit. Never a diagnosis.

An alert, an answer about the person's situation, or a score that reaches a sourced line. Where a
scale has no sourced line, answers that lean to its upper half count: no line is drawn for that, and
nothing is shown of it but the help.
"""

from collections.abc import Iterable, Mapping, Sequence

from wellbeing_app.directory.directory import Topic
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.interpretation.alarms import SELF_HARM_OPEN, alarms
from wellbeing_app.interpretation.own_questions import given
from wellbeing_app.interpretation.report import ScaleReport

CONTROL = ("BPS", "PPCS-6", "PPCS-18", "CSBD-7", "CSBD-19", "HBI-19", "SCS", "PATHOS", "S-IAT-SEX")
"""Scales that ask how far it can be steered; more is harder."""

MOOD = ("PHQ-4", "PHQ-9", "GAD-7", "K6")
"""Scales of low mood and worry; more is harder."""

TOPICS: Mapping[str, Pattern] = {
    Topic.FEAR: Pattern.FEAR,
    Topic.COERCION: Pattern.COERCION,
    Topic.IMAGE_THREAT: Pattern.IMAGE_ABUSE,
    Topic.SELF_HARM: Pattern.MOOD,
    SELF_HARM_OPEN: Pattern.MOOD,
    Topic.DISTRESS: Pattern.MOOD,
}

ANSWERS = (
    (Pattern.IMAGE_ABUSE, "IMAGES", "c8", ("yes_now", "yes_before", "afraid")),
    (Pattern.MOOD, "BALANCE", "c4", ("mood",)),
    (Pattern.CONTROL, "CONTROL", "c15", ("partly", "could_not")),
    (Pattern.CONTROL, "CONTROL", "c16", ("time", "money", "both")),
    (Pattern.VALUES, "VALUES", "c11a", ("somewhat", "yes")),
    (Pattern.VALUES, "BALANCE", "c4", ("values",)),
    (Pattern.RELATIONSHIP, "PARTNER", "c6a", ("found_out", "argued", "asked_to_stop")),
    (Pattern.RELATIONSHIP, "PARTNER", "c6b", ("partner",)),
    (Pattern.RELATIONSHIP, "AGREEMENT", "c5b", ("no", "never_talked", "broken")),
    (Pattern.RELATIONSHIP, "BALANCE", "c4", ("partner",)),
    (Pattern.MONEY, "MONEY", "c10a", ("much",)),
    (Pattern.MONEY, "MONEY", "c10b", ("yes",)),
    (Pattern.MONEY, "CONTROL", "c16", ("money", "both")),
    (Pattern.MONEY, "BALANCE", "c4", ("money",)),
    (Pattern.PERFORMING, "ACTIVITY", "c1", ("performing",)),
    (Pattern.PERFORMING, "BALANCE", "c3", ("income",)),
    (Pattern.ADULTS, "CERTAINTY", "c7", ("mostly", "cannot_tell")),
    (Pattern.SAFETY, "BALANCE", "c4", ("safety",)),
    (Pattern.LAW, "BALANCE", "c4", ("law",)),
    (Pattern.PRIVACY, "BALANCE", "c4", ("privacy",)),
    (Pattern.SECRECY, "BALANCE", "c4", ("secrecy",)),
    (Pattern.TIME, "BALANCE", "c4", ("time",)),
    (Pattern.TIME, "CONTROL", "c16", ("time", "both")),
    (Pattern.EMPTY, "BALANCE", "c3", ("none",)),
    (Pattern.PAYING, "ACTIVITY", "c1", ("paid",)),
    (Pattern.PAYING, "ACTIVITY", "c2", ("performers",)),
    (Pattern.PAYING, "MONEY", "c10a", ("some",)),
    (Pattern.RECORDED, "ACTIVITY", "c1", ("video", "devices", "images")),
    (Pattern.VIRTUAL, "ACTIVITY", "c1", ("virtual", "ai")),
    (Pattern.FORMS, "ACTIVITY", "c1", ("chat", "role_play", "viewing")),
    (Pattern.VIRTUAL, "ACTIVITY", "c2", ("online_only", "characters")),
    (Pattern.EXPLORING, "BALANCE", "c3", ("exploring", "talking")),
    (Pattern.GAINS, "BALANCE", "c3", ("pleasure", "closeness", "stress", "company", "safer")),
)
"""Answers about a person's situation that a pattern follows from."""


def patterns(taken: Sequence[Taken], scales: Iterable[ScaleReport]) -> frozenset[Pattern]:
    """Gather what the answers speak of. `scales` are the readings of the same answers."""
    from_alerts = {
        TOPICS[alert.topic] for one in taken for alert in alarms(one) if alert.topic in TOPICS
    }
    from_answers = {
        pattern
        for pattern, code, item, values in ANSWERS
        if not set(values).isdisjoint(_given(taken, code, item))
    }
    from_scores = {
        pattern
        for scale in scales
        for pattern, codes in ((Pattern.CONTROL, CONTROL), (Pattern.MOOD, MOOD))
        if scale.instrument.key.code in codes and _is_high(scale)
    }
    return frozenset(from_alerts | from_answers | from_scores)


def safe_together(taken: Sequence[Taken]) -> bool:
    """Whether both safety questions were asked and answered without a doubt.

    Only then may help for couples be named: this is a safe moment (C14), and nobody ever pressured
    or forced the person (C9).
    """
    return _given(taken, "SAFE", "c14") == ("yes",) and _given(taken, "COERCION", "c9") == ("no",)


def _given(taken: Sequence[Taken], code: str, item: str) -> tuple[Answer, ...]:
    """The values given to one question; empty without an answer that counts."""
    answer = given(taken, code, item)
    if answer is None:
        return ()
    return answer if isinstance(answer, tuple) else (answer,)


def _is_high(scale: ScaleReport) -> bool:
    """Whether a score is high; where answers are open, whether all it can come to is."""
    reading = scale.headline
    possible = reading.possible if reading.value is None else None
    least = possible.low if possible else reading.value
    if least is None or reading.minimum is None or reading.maximum is None:
        return False
    if reading.bands:
        band = next(iter(possible.bands), None) if possible else reading.band
        return band is not None and band != reading.bands[0]
    return least > (reading.minimum + reading.maximum) / 2
