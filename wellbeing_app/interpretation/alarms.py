"""All that must be met with help in a questionnaire: the alerts it raises, and one silence.

Who leaves open the one question about self-harm may not dare to answer it. Where the score is
marked whatever that answer is, help is shown.
"""

from collections.abc import Collection, Mapping

from wellbeing_app.instruments.engine.conditions import comparisons
from wellbeing_app.instruments.engine.score_names import headline
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Alert, Instrument, Level
from wellbeing_app.interpretation.rules import INTERPRETATION

SELF_HARM = "self_harm"
SELF_HARM_OPEN = "self_harm_open"
"""The topic of a question about self-harm left open beside a marked score."""


def alarms(taken: Taken) -> tuple[Alert, ...]:
    """Return the alerts that the answers raise, and the one that a question left open raises."""
    scores = taken.scores
    least = {
        name: one.possible.low if one.possible else one.value
        for name, one in scores.values.items()
        if one.possible or one.value is not None
    }
    silence = alarming_silence(taken.instrument, scores.missing, least)
    return (*taken.alerts, silence) if silence else taken.alerts


def alarming_silence(
    instrument: Instrument, unanswered: Collection[str], least: Mapping[str, float | None]
) -> Alert | None:
    """Return the alert that a question about self-harm raises by being left open, if it does.

    `least` has the lowest value that each score can come to.
    """
    meaning = INTERPRETATION.scales.get(instrument.key.code)
    score = least.get(headline(instrument) or "")
    if meaning is None or score is None or meaning.grade(score) != "marked":
        return None
    silent = (
        alert
        for alert in instrument.alerts
        if alert.level is Level.URGENT and alert.topic == SELF_HARM
        if any(one.name in unanswered for one in comparisons(alert.when))
    )
    found = next(silent, None)
    if found is None:
        return None
    return Alert(f"{found.id}-open", Level.CARE, SELF_HARM_OPEN, found.when)
