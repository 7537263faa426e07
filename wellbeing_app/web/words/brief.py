"""The sentences of a brief: the words for each id that its rules may speak, for a therapist.

Which sentence stands where is decided in `brief/brief.py` and `brief/rules.json`; here it only gets
its words: short, neutral, and none says more than its facts.
"""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext, lazy_gettext

from wellbeing_app.brief.alerts import SharedAlert
from wellbeing_app.brief.rules import Finding, Told
from wellbeing_app.instruments.model.values import in_figures
from wellbeing_app.web.words.days import day_words

QUOTED = frozenset(
    {"item9", "question", "first", "second", "partner", "idea", "relation", "no_partner", "answer"}
)
"""What is somebody's own word or a question's; names of questionnaires stand bare."""

TOPICS: Mapping[str, str] = {
    "self_harm": lazy_gettext("Thoughts of death or of self-harm"),
    "image_threat": lazy_gettext("Misuse of images or chats, or a threat of it"),
    "coercion": lazy_gettext("Pressure or force into something sexual"),
    "fear": lazy_gettext("Safety where the questions were answered"),
    "self_harm_open": lazy_gettext(
        "The question about death or self-harm was left open, beside a marked score"
    ),
    "distress": lazy_gettext("A score at which this site puts help first"),
}

WORDS: Mapping[str, str] = {
    "named-images": lazy_gettext(
        "Images or chats of the client recorded, shared or faked, or a threat of it: %(answer)s "
        "(%(day)s)."
    ),
    "named-adults": lazy_gettext(
        "Whether the people they meet are who they say, and adults: %(answer)s (%(day)s)."
    ),
    "named-worry": lazy_gettext("Named as a worry: %(answer)s (%(day)s)."),
    "named-money": lazy_gettext(
        "Money that was needed for something else, such as rent, food or debts, went into it "
        "(%(day)s)."
    ),
    "named-spending": lazy_gettext(
        "Money that goes into it in a usual month: %(answer)s (%(day)s)."
    ),
    "named-tried": lazy_gettext(
        "Tried to cut down on any form of it, not only pornography: %(answer)s (%(day)s)."
    ),
    "named-took": lazy_gettext(
        "It took time or money meant for something else: %(answer)s (%(day)s)."
    ),
    "stands": lazy_gettext("On %(day)s: %(scales)s."),
    "stands-open": lazy_gettext("On %(day)s, whatever the open answers are: %(scales)s."),
    "moved-up-signs": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. Up by %(change)s, beyond "
        "its error of %(error)s points (%(people)s): more signs of difficulty."
    ),
    "moved-down-signs": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. Down by %(change)s, "
        "beyond its error of %(error)s points (%(people)s): fewer signs of difficulty."
    ),
    "moved-up-wellbeing": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. Up by %(change)s, beyond "
        "its error of %(error)s points (%(people)s): better well-being."
    ),
    "moved-down-wellbeing": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. Down by %(change)s, "
        "beyond its error of %(error)s points (%(people)s): lower well-being."
    ),
    "moved-up": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. Up by %(change)s, beyond "
        "its error of %(error)s points (%(people)s)."
    ),
    "moved-down": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. Down by %(change)s, "
        "beyond its error of %(error)s points (%(people)s)."
    ),
    "moved-back": lazy_gettext(
        "%(scale)s: %(first)s on %(first_day)s, %(last)s on %(last_day)s. From the first to the "
        "last day within its error of %(error)s points (%(people)s), the last step beyond it."
    ),
    "since-up": lazy_gettext("Since %(before_day)s (%(before)s): up, beyond error."),
    "since-down": lazy_gettext("Since %(before_day)s (%(before)s): down, beyond error."),
    "since-within": lazy_gettext("Since %(before_day)s (%(before)s): within error."),
    "within": lazy_gettext("Changed by no more than their own error: %(scales)s."),
    "cannot-tell": lazy_gettext(
        "No source says how far these move by themselves, so nobody can tell whether a change is "
        "more than chance: %(scales)s."
    ),
    "one-day": lazy_gettext(
        "No score is there on two days that can be compared, so nothing can be said of change."
    ),
    "item9-low-total": lazy_gettext(
        "Question 9 of the PHQ-9 was answered %(item9)s on %(day)s, although the total lies in the "
        "lowest band: %(total)s. Ask about it directly, whatever the total."
    ),
    "swift": lazy_gettext(
        "Changed beyond error within %(days)s days, up to %(day)s: %(scales)s. Ask what happened, "
        "or how the questions were read."
    ),
    "swift-far": lazy_gettext(
        "Changed far within %(days)s days, up to %(day)s, on a scale without a known error: "
        "%(scales)s. Ask what happened, or how the questions were read."
    ),
    "same-low-mood": lazy_gettext(
        "One question, %(question)s, was answered %(first)s in the %(first_in)s and %(second)s in "
        "the %(second_in)s on %(day)s."
    ),
    "same-worry": lazy_gettext(
        "One question, %(question)s, was answered %(first)s in the %(first_in)s and %(second)s in "
        "the %(second_in)s on %(day)s."
    ),
    "low-mood-forms": lazy_gettext(
        "The short and the long form on low mood lie apart on %(day)s, on one axis of 0 to 100: "
        "%(scales)s. They share two questions; the others may carry the difference."
    ),
    "worry-forms": lazy_gettext(
        "The short and the long form on worry lie apart on %(day)s, on one axis of 0 to 100: "
        "%(scales)s. They share two questions; the others may carry the difference."
    ),
    "well-but-marked": lazy_gettext(
        "Well-being is not low, yet signs of low mood or worry are marked, on %(day)s: %(well)s; "
        "%(marked)s."
    ),
    "mood-differ": lazy_gettext(
        "Scales of mood say different things on %(day)s: %(banded)s. Side by side on one axis they "
        "lie further apart than their margins reach."
    ),
    "mood-apart": lazy_gettext(
        "Scales of mood say different things on %(day)s: %(banded)s. Side by side on one axis they "
        "lie far apart; for at least one of them no margin is published."
    ),
    "control-differ": lazy_gettext(
        "Scales of control differ by more than their margins on %(day)s, on one axis of 0 to 100: "
        "%(scales)s."
    ),
    "control-apart": lazy_gettext(
        "Scales of control lie apart on %(day)s, on one axis of 0 to 100: %(scales)s. For at least "
        "one of them no margin is published."
    ),
    "values-and-control": lazy_gettext(
        "Two things, not a contradiction, on %(day)s: signs that control is hard at or above the "
        "authors' line (%(control)s), and %(share)s of 10 of the distress put down to a clash with "
        "values. Neither explains the other away."
    ),
    "no-clash-but-worry": lazy_gettext(
        "No clash with values is stated, yet values are ticked among the worries (%(day)s)."
    ),
    "below-but-time-and-money": lazy_gettext(
        "Signs that control is hard lie below the authors' line (%(control)s), yet the time it "
        "takes is a worry and money needed elsewhere went into it (%(day)s)."
    ),
    "below-but-money": lazy_gettext(
        "Signs that control is hard lie below the authors' line (%(control)s), yet money needed "
        "elsewhere went into it (%(day)s)."
    ),
    "below-but-time": lazy_gettext(
        "Signs that control is hard lie below the authors' line (%(control)s), yet the time it "
        "takes is a worry (%(day)s). Both may be true."
    ),
    "line-but-no-costs": lazy_gettext(
        "Signs that control is hard lie at or above the authors' line (%(control)s), yet nothing "
        "is named as a worry (%(day)s)."
    ),
    "complaint-others-idea": lazy_gettext(
        "A partner is involved (%(partner)s), and the check was not the client's own idea "
        "(%(idea)s, %(day)s): ask what the client wants."
    ),
    "complaint-own-idea": lazy_gettext(
        "A partner is involved (%(partner)s), and the check was the client's own idea as well "
        "(%(idea)s, %(day)s): two people's wishes, to be kept apart."
    ),
    "no-partner-but-relation": lazy_gettext(
        "%(no_partner)s is ticked, yet a relationship is stated: %(relation)s (%(day)s)."
    ),
    "no-money-but-worry": lazy_gettext(
        "No money is said to go into it, yet money is ticked among the worries (%(day)s)."
    ),
    "no-gains-but-well": lazy_gettext(
        "It is said to give nothing much, while well-being is not low on %(day)s: %(well)s. "
        "Well-being may rest on other things."
    ),
    "unscored": lazy_gettext("Without a score, because answers are open: %(scales)s."),
    "unanswered": lazy_gettext("Questions left open: %(scales)s."),
    "two-on-a-day": lazy_gettext(
        "Two different scores on one day, left out of every comparison: %(scales)s."
    ),
    "reworded": lazy_gettext(
        "Altered or missing wording, so no published line, margin or change holds: %(scales)s."
    ),
    "without-answers": lazy_gettext("Shared as scores, without the answers: %(scales)s."),
    "gone": lazy_gettext(
        "No longer on this site, so neither its words nor its alerts are known: %(scales)s."
    ),
}


def told(finding: Finding) -> str:
    """Return the words of one finding in the page's language."""
    values = {name: _in_words(name, value) for name, value in finding.values.items()}
    words = str(WORDS[finding.id]) % values
    return f"{words} {told(finding.then)}" if finding.then else words


def alert_words(alert: SharedAlert) -> str:
    """Return the words of one alert, with every day it stands on."""
    evidence = [gettext("“%(words)s”", words=answer) for answer in alert.answers]
    evidence += [in_figures(value) for value in alert.scores]
    evidence += [f"{in_figures(low)}\N{EN DASH}{in_figures(high)}" for low, high in alert.ranges]
    words = gettext(
        "%(topic)s: %(evidence)s (%(scale)s, %(day)s).",
        topic=TOPICS[alert.topic],
        evidence=", ".join(evidence),
        scale=alert.label,
        day=day_words(alert.day),
    )
    if alert.earlier:
        days = ", ".join(map(day_words, alert.earlier))
        words = f"{words} {gettext('Also on %(days)s.', days=days)}"
    if alert.cleared:
        since = gettext("Not on %(day)s, when it was asked again.", day=day_words(alert.cleared))
        words = f"{words} {since}"
    return str(words)


def _in_words(name: str, value: Told) -> str:
    if isinstance(value, tuple):
        return ", ".join(_in_words(name, one) for one in value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, str):
        return str(gettext("“%(words)s”", words=value)) if name in QUOTED else value
    return in_figures(value)
