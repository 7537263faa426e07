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
from wellbeing_app.interpretation import own_questions
from wellbeing_app.interpretation.alarms import SELF_HARM_OPEN, alarms
from wellbeing_app.interpretation.own_questions import OwnQuestion, given
from wellbeing_app.interpretation.report import ScaleReport
from wellbeing_app.interpretation.rules import INTERPRETATION

CONTROL = ("BPS", "PPCS-6", "PPCS-18", "CSBD-7", "CSBD-19", "HBI-19", "SCS", "PATHOS", "S-IAT-SEX")
"""Scales that ask how far it can be steered; more is harder."""

MOOD = ("PHQ-4", "PHQ-9", "GAD-7", "K6", "WHO-5")
"""Scales of low mood, worry and well-being."""

TOPICS: Mapping[str, Pattern] = {
    Topic.FEAR: Pattern.FEAR,
    Topic.COERCION: Pattern.COERCION,
    Topic.IMAGE_THREAT: Pattern.IMAGE_ABUSE,
    Topic.SELF_HARM: Pattern.MOOD,
    SELF_HARM_OPEN: Pattern.MOOD,
    Topic.DISTRESS: Pattern.MOOD,
}

ANSWERS = (
    (Pattern.IMAGE_ABUSE, own_questions.IMAGES, ("yes_now", "yes_before", "afraid")),
    (Pattern.MOOD, own_questions.WORRIES, ("mood",)),
    (Pattern.CONTROL, own_questions.TRIED, ("partly", "could_not")),
    (Pattern.CONTROL, own_questions.TOOK, ("time", "money", "both")),
    (Pattern.VALUES, own_questions.VALUES, ("somewhat", "yes")),
    (Pattern.VALUES, own_questions.WORRIES, ("values",)),
    (Pattern.RELATIONSHIP, own_questions.PARTNER_SAID, ("found_out", "argued", "asked_to_stop")),
    (Pattern.RELATIONSHIP, own_questions.WHOSE_IDEA, ("partner",)),
    (Pattern.RELATIONSHIP, own_questions.AGREED, ("no", "never_talked", "broken")),
    (Pattern.RELATIONSHIP, own_questions.WORRIES, ("partner",)),
    (Pattern.MONEY, own_questions.SPENT, ("much",)),
    (Pattern.MONEY, own_questions.WENT_WITHOUT, ("yes",)),
    (Pattern.MONEY, own_questions.TOOK, ("money", "both")),
    (Pattern.MONEY, own_questions.WORRIES, ("money",)),
    (Pattern.PERFORMING, own_questions.ACTIVITIES, ("performing",)),
    (Pattern.PERFORMING, own_questions.GAINS, ("income",)),
    (Pattern.ADULTS, own_questions.SURE_OF_ADULTS, ("mostly", "cannot_tell")),
    (Pattern.SAFETY, own_questions.WORRIES, ("safety",)),
    (Pattern.LAW, own_questions.WORRIES, ("law",)),
    (Pattern.PRIVACY, own_questions.WORRIES, ("privacy",)),
    (Pattern.SECRECY, own_questions.WORRIES, ("secrecy",)),
    (Pattern.TIME, own_questions.WORRIES, ("time",)),
    (Pattern.TIME, own_questions.TOOK, ("time", "both")),
    (Pattern.EMPTY, own_questions.GAINS, ("none",)),
    (Pattern.PAYING, own_questions.ACTIVITIES, ("paid",)),
    (Pattern.PAYING, own_questions.PEOPLE, ("performers",)),
    (Pattern.PAYING, own_questions.SPENT, ("some",)),
    (Pattern.RECORDED, own_questions.ACTIVITIES, ("video", "devices", "images")),
    (Pattern.VIRTUAL, own_questions.ACTIVITIES, ("virtual", "ai")),
    (Pattern.FORMS, own_questions.ACTIVITIES, ("chat", "role_play", "viewing")),
    (Pattern.VIRTUAL, own_questions.PEOPLE, ("online_only", "characters")),
    (Pattern.EXPLORING, own_questions.GAINS, ("exploring", "talking")),
    (Pattern.GAINS, own_questions.GAINS, ("pleasure", "closeness", "stress", "company", "safer")),
)
"""Answers about a person's situation that a pattern follows from."""


def patterns(taken: Sequence[Taken], scales: Iterable[ScaleReport]) -> frozenset[Pattern]:
    """Gather what the answers speak of. `scales` are the readings of the same answers."""
    from_alerts = {
        TOPICS[alert.topic] for one in taken for alert in alarms(one) if alert.topic in TOPICS
    }
    from_answers = {
        pattern
        for pattern, question, values in ANSWERS
        if not set(values).isdisjoint(_given(taken, question))
    }
    from_scores = {
        pattern
        for scale in scales
        for pattern, codes in ((Pattern.CONTROL, CONTROL), (Pattern.MOOD, MOOD))
        if (code := scale.instrument.key.code) in codes
        and scale.headline.leans_hard(turned=INTERPRETATION.is_turned(code))
    }
    return frozenset(from_alerts | from_answers | from_scores)


def _given(taken: Sequence[Taken], question: OwnQuestion) -> tuple[Answer, ...]:
    """The values given to one question; empty without an answer that counts."""
    answer = given(taken, question)
    if answer is None:
        return ()
    return answer if isinstance(answer, tuple) else (answer,)
