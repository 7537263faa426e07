"""The sentences of a result: the words for each id that the rules of interpretation may speak.

Which sentence stands where is decided by `instruments/interpretation.json`; here it only gets its
words. No sentence judges, and none says more than its facts.
"""

from collections.abc import Mapping

from flask_babel import gettext, lazy_gettext

from wellbeing_app.interpretation.rules import Sentence, Value
from wellbeing_app.web.words.next_steps import STEPS

BARE = frozenset({"control", "banded", "leans", "open"})
MOST_NAMED = 3
"""How many gains or worries a sentence names before it says "and more"."""

WORDS: Mapping[str, str] = {
    "care-self-harm": lazy_gettext(
        "You answered that thoughts of being better off dead, or of hurting yourself, have been "
        "there. They can be talked about, with somebody who has time for you now."
    ),
    "care-self-harm-open": lazy_gettext(
        "You left open the question about being better off dead, or about hurting yourself. If "
        "such thoughts are there, somebody can talk with you about them now."
    ),
    "care-unsafe": lazy_gettext(
        "You answered that you do not feel safe here. Your safety comes before any question."
    ),
    "care-pressure-now": lazy_gettext(
        "You answered that somebody is putting you under pressure. It is not your fault."
    ),
    "care-images": lazy_gettext(
        "You answered that somebody misuses an image or chat of you, or threatens to. You are not "
        "to blame, whatever you sent."
    ),
    "care-unsure-safe": lazy_gettext(
        "You answered that you are not sure whether you are safe here. That feeling is worth "
        "listening to."
    ),
    "care-fear": lazy_gettext(
        "You answered that you may not be safe. Your safety comes before any question."
    ),
    "care-score": lazy_gettext("A score of yours says that things may be very hard just now."),
    "care-pressure": lazy_gettext(
        "You answered that somebody has put you under pressure. It is not your fault."
    ),
    "care-pressure-before": lazy_gettext(
        "You answered that somebody put you under pressure in the past. It was not your fault."
    ),
    "care-pressure-unsure": lazy_gettext(
        "You answered that you are not sure whether somebody put you under pressure. You need not "
        "be sure to talk about it."
    ),
    "safety-now": lazy_gettext("What you answered about your safety comes first."),
    "safety-before": lazy_gettext("One of your answers is about your safety."),
    "gives-some": lazy_gettext("You name what it gives you: %(gains)s."),
    "gives-nothing": lazy_gettext("You say that it gives you nothing much just now."),
    "gives-wellbeing": lazy_gettext(
        "On the good side: your well-being score lies in the part called %(well)s."
    ),
    "costs-some": lazy_gettext("You name what worries you: %(costs)s."),
    "costs-nothing": lazy_gettext("You say that nothing about it worries you."),
    "money-needed": lazy_gettext("Money that was needed elsewhere went into it."),
    "weighs-score-control": lazy_gettext(
        "Two things stand out: many signs of low mood, worry or strain, and signs that control is "
        "hard, at or above the authors' line (%(control)s)."
    ),
    "weighs-score": lazy_gettext("Many signs of low mood, worry or strain stand out."),
    "weighs-control-mood": lazy_gettext(
        "Two things stand out: several signs of low mood, worry or strain, and signs that control "
        "is hard, at or above the authors' line (%(control)s)."
    ),
    "weighs-control": lazy_gettext(
        "Your answers hold signs that control is hard, at or above the authors' line (%(control)s)."
    ),
    "weighs-mood": lazy_gettext("Several signs of low mood, worry or strain stand out."),
    "weighs-mood-some": lazy_gettext("There are some signs of low mood, worry or strain."),
    "weighs-leans": lazy_gettext(
        "Your answers lie in the upper half of the scale (%(leans)s). We found no cut-off for it "
        "that we could check, so this page cannot call it high or low."
    ),
    "weighs-scoreless": lazy_gettext("These questions are not made into a score."),
    "weighs-unscored": lazy_gettext(
        "No questionnaire was answered whole, so there is no score to speak of."
    ),
    "weighs-banded": lazy_gettext(
        "A line is drawn on %(banded)s: the part where your score lies is named below."
    ),
    "weighs-unlined": lazy_gettext(
        "On your score no line is drawn, so nothing can be said to stand out."
    ),
    "weighs-ungraded": lazy_gettext(
        "Your score stands below, with what is known about it. Whether it is high or low is not "
        "for this page to say."
    ),
    "weighs-open": lazy_gettext(
        "No score stands out so far. Some answers are open, and they could change that."
    ),
    "weighs-partly": lazy_gettext("No score stands out where a line is drawn."),
    "weighs-nothing": lazy_gettext("No score stands out."),
    "own-could-not-took": lazy_gettext(
        "You tried to cut down and could not, and it took time or money meant for something else."
    ),
    "own-could-not": lazy_gettext("You tried to cut down and could not."),
    "own-took": lazy_gettext("It took time or money that was meant for something else."),
    "clash-yes": lazy_gettext("You say that it clashes with your values."),
    "clash-somewhat": lazy_gettext("You say that it clashes somewhat with your values."),
    **STEPS,
    "control-line": lazy_gettext(
        "Control of pornography: your answers hold signs that it is hard, at or above the line "
        "its authors drew (%(control)s). These questions ask only about pornography."
    ),
    "control-line-any": lazy_gettext(
        "Control: your answers hold signs that it is hard, at or above the line its authors "
        "drew (%(control)s)."
    ),
    "control-below": lazy_gettext(
        "Control of pornography: your answers hold few signs that it is hard; they lie below the "
        "line its authors drew (%(control)s). These questions ask only about pornography."
    ),
    "control-below-any": lazy_gettext(
        "Control: your answers hold few signs that it is hard; they lie below the line its "
        "authors drew (%(control)s)."
    ),
    "control-unlined": lazy_gettext(
        "Control of pornography: a score is there (%(control)s), but this page draws no line that "
        "says what is high or low on it. These questions ask only about pornography."
    ),
    "control-unlined-any": lazy_gettext(
        "Control: a score is there (%(control)s), but this page draws no line that says what is "
        "high or low on it."
    ),
    "tried-could-not": lazy_gettext(
        "Control of anything else too: you answered that you tried to cut down and could not."
    ),
    "tried-partly": lazy_gettext(
        "Control of anything else too: you answered that you tried to cut down, and it worked in "
        "part."
    ),
    "tried-managed": lazy_gettext(
        "Control of anything else too: you answered that you tried to cut down, and it worked."
    ),
    "took-time": lazy_gettext("You answered that it took time that was meant for something else."),
    "took-money": lazy_gettext(
        "You answered that it took money that was meant for something else."
    ),
    "took-both": lazy_gettext(
        "You answered that it took time and money that were meant for something else."
    ),
    "control-open": lazy_gettext("Control: no score (%(open)s), because an answer is open."),
    "values-most": lazy_gettext(
        "Values: a clash with them, you answered: %(answer)s. Of your distress, you put "
        "%(share)s of 10 down to it. Much of your distress may come from that clash. It is real "
        "and worth talking about; it is not by itself a disorder."
    ),
    "values-share": lazy_gettext(
        "Values: a clash with them, you answered: %(answer)s. Of your distress, you put "
        "%(share)s of 10 down to that clash."
    ),
    "values-clash": lazy_gettext("Values: a clash with them, you answered: %(answer)s."),
    "values-no": lazy_gettext("Values: you see no clash with them."),
    "icd-clash": lazy_gettext(
        "Distress about a clash with one's values also raises answers on questionnaires like "
        "these. By itself it is not a disorder: the World Health Organization's manual (ICD-11)"
        " says that distress which comes only from moral judgement or disapproval is not enough"
        " for one."
    ),
    "icd-control": lazy_gettext(
        "A score is not a diagnosis. The World Health Organization's manual (ICD-11) speaks of "
        "a disorder only where control fails over a long time, such as six months, with marked "
        "distress or harm in daily life; a high sexual interest alone is none."
    ),
    "others-complaint": lazy_gettext(
        "Other people: about a partner you ticked: %(partner)s. Somebody else's worry can be "
        "right or wrong; it is not a sign of lost control by itself."
    ),
    "others-idea": lazy_gettext(
        "Other people: this check was not your own idea. What you want yourself is what counts "
        "here."
    ),
    "fits-both": lazy_gettext(
        "Which help fits: for control, people learn skills to steer what they do; for values, "
        "it helps to talk with somebody who respects them. You may need both, and they are two "
        "different things."
    ),
    "fits-control": lazy_gettext(
        "Which help fits: skills for steering what you do, such as in a talking therapy, a "
        "self-help programme or a group."
    ),
    "fits-values-only": lazy_gettext(
        "Which help fits: talking with somebody who respects your values, such as a counsellor or "
        "a person of your faith whom you trust. Help for lost control is made for something else."
    ),
    "fits-values": lazy_gettext(
        "Which help fits the clash: talking with somebody who respects your values, such as a "
        "counsellor or a person of your faith whom you trust. Whether control is hard as well, "
        "these answers cannot tell."
    ),
    "fits-others": lazy_gettext(
        "Which help fits: time to talk about what you both want, perhaps with a counsellor for "
        "couples."
    ),
    "agree": lazy_gettext("They agree as far as their margins of error can tell."),
    "differ": lazy_gettext("They differ by more than their margins of error."),
    "close": lazy_gettext(
        "They lie near each other on this axis. For at least one of them no margin of error is "
        "published, so nobody can say how surely they agree."
    ),
    "apart": lazy_gettext(
        "They lie well apart on this axis. For at least one of them no margin of error is "
        "published, so nobody can say whether that is more than chance."
    ),
    "reasons-control": lazy_gettext(
        "Likely reasons: they ask different things, one about control alone, another also about"
        " thoughts, mood and habit; their answers are worded differently; and half-way on one "
        "is not half-way on the other."
    ),
    "reasons-mood": lazy_gettext(
        "Likely reasons: one asks what is good, the other what is hard, and a person can have "
        "much of both; and half-way on one is not half-way on the other."
    ),
}


def said(sentence: Sentence) -> str:
    """The words of one sentence in the page's language."""
    values = {name: _in_words(name, value) for name, value in sentence.values.items()}
    words = str(WORDS[sentence.id])
    return words % values


def _in_words(name: str, value: Value) -> str:
    """A person's own words stand in quotation marks; names of questionnaires stand bare."""
    if isinstance(value, int):
        return str(value)
    texts = (value,) if isinstance(value, str) else value
    named = ", ".join(
        text if name in BARE else gettext("“%(words)s”", words=text) for text in texts[:MOST_NAMED]
    )
    if len(texts) > MOST_NAMED:
        return str(gettext("%(named)s and more", named=named))
    return named
