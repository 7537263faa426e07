"""The table of what a result may say: what was taken, and every sentence that must be there.

It was written from the published lines and the rules of the house, not from the file of rules: a
case names all sentences of the places it covers, so that none too many is said either.
"""

from typing import NamedTuple

from tests.records.results import context, part_of, scale
from wellbeing_app.instruments.engine.taken import Taken

GAINS = context("BALANCE", c3=("pleasure", "stress"), c4=("time",))
NO_GAINS = context("BALANCE", c3=("none",), c4=("none",))
CLASH_7 = context("VALUES", c11a="yes", c11b=7)
CLASH_10 = context("VALUES", c11a="yes", c11b=10)
CLASH_2 = context("VALUES", c11a="somewhat", c11b=2)
NO_CLASH = context("VALUES", c11a="no")
COMPLAINT = context("PARTNER", c6a=("argued",), c6b="partner")
SAFE = (context("SAFE", c14="yes"), context("COERCION", c9="no"))
PRESSURED = (context("SAFE", c14="yes"), context("COERCION", c9="yes_before"))
HURT = scale("PHQ-9", 0, 0, 0, 0, 0, 0, 0, 0, 1)
BEST = (scale("BPS", 0), scale("PHQ-4", 0), scale("WHO-5", 5))
HARD = "care-score weighs-score step-care"
UNSCORED = "weighs-scoreless step-help"
NEEDED = context("MONEY", c10a="much", c10b="yes")


class Case(NamedTuple):
    """One result: what was taken, all that is said, and no more."""

    name: str
    taken: tuple[Taken, ...]
    said: str


CASES = [
    Case(
        "nothing stands out",
        (scale("BPS", 0), scale("PHQ-4", 0), scale("WHO-5", 4), GAINS, NO_CLASH),
        "gives-some costs-some weighs-nothing step-worries control-below values-no agree",
    ),
    Case(
        "BPS 3 of 10 lies below the authors' line of 4",
        (scale("BPS", 1, 1, 1, 0), GAINS, NO_CLASH),
        "gives-some costs-some weighs-nothing step-worries control-below values-no",
    ),
    Case(
        "BPS 4 lies at the line, without a clash",
        (scale("BPS", 1, 1, 1, 1, 0), GAINS, NO_CLASH),
        "gives-some costs-some weighs-control step-control control-line values-no icd-control "
        "fits-control",
    ),
    Case(
        "control and a clash of values",
        (scale("BPS", 2), NO_GAINS, CLASH_7),
        "gives-nothing costs-nothing weighs-control clash-yes step-values-control control-line "
        "values-share icd-clash fits-both",
    ),
    Case(
        "a clash of values without signs of lost control",
        (scale("BPS", 0), GAINS, CLASH_7),
        "gives-some costs-some weighs-nothing clash-yes step-values control-below values-most "
        "icd-clash fits-values-only",
    ),
    Case(
        "a clash of values beside a scale of control with an open answer",
        (part_of(scale("BPS", 2), 1), CLASH_7),
        "weighs-unscored clash-yes step-values control-open values-share icd-clash fits-values",
    ),
    Case(
        "a scale of control at its line whatever the open answer is",
        (part_of(scale("BPS", 2), 4), CLASH_7),
        "weighs-control clash-yes step-values-control control-line values-share icd-clash "
        "fits-both",
    ),
    Case(
        "a scale of control below its line whatever the open answer is",
        (part_of(scale("BPS", 0), 4), NO_CLASH),
        "weighs-nothing step-answer control-below values-no",
    ),
    Case(
        "signs of low mood in any case, and with the open answers perhaps more",
        (part_of(scale("PHQ-9", 1), 7),),
        "weighs-mood-some step-worse",
    ),
    Case(
        "the question about self-harm left open beside signs that are marked in any case",
        (part_of(scale("PHQ-9", 2, 2, 2, 2, 2, 0), 8),),
        "weighs-mood step-care care-self-harm-open",
    ),
    Case(
        "marked signs of low mood whatever the open answer is",
        (part_of(scale("PHQ-4", 2), 3),),
        "weighs-mood step-mood",
    ),
    Case(
        "one scale of control answered whole, another with an open answer",
        (scale("BPS", 0), part_of(scale("PPCS-18", 1), 17), NO_CLASH),
        "weighs-open step-answer control-below control-open values-no",
    ),
    Case(
        "a small share of the distress",
        (scale("BPS", 0), CLASH_2),
        "weighs-nothing clash-somewhat step-values control-below values-share icd-clash "
        "fits-values-only",
    ),
    Case(
        "a clash beside a scale without a line",
        (scale("PPCS-18", 7), CLASH_7),
        "weighs-leans clash-yes step-values control-unlined values-share icd-clash fits-values",
    ),
    Case(
        "a scale without a line alone, at its highest",
        (scale("PPCS-18", 7), NO_CLASH),
        "weighs-leans step-leans control-unlined values-no",
    ),
    Case(
        "the same with one answer open: all it can come to lies in the upper half",
        (part_of(scale("PPCS-18", 7), 17), NO_CLASH),
        "weighs-leans step-leans control-open values-no",
    ),
    Case(
        "a scale without a line alone, in its lower half",
        (scale("PPCS-18", 2), NO_CLASH),
        "weighs-unlined step-unlined control-unlined values-no",
    ),
    Case(
        "two scales of control, of which one has a line, and nothing stands out",
        (scale("BPS", 0), scale("PPCS-18", 2)),
        "weighs-partly step-low control-below close",
    ),
    Case(
        "well-being high whatever the open answer is",
        (part_of(scale("WHO-5", 5), 4), NO_CLASH),
        "weighs-nothing step-answer values-no",
    ),
    Case("GAD-7 at 10 is marked", (scale("GAD-7", 2, 2, 2, 2, 2, 0),), "weighs-mood step-mood"),
    Case("GAD-7 at 9 is some", (scale("GAD-7", 2, 2, 2, 2, 1, 0),), "weighs-mood-some step-watch"),
    Case("GAD-7 at 4 is few", (scale("GAD-7", 1, 1, 1, 1, 0),), "weighs-nothing step-low"),
    Case("K6 at 4", (scale("K6", 1, 1, 1, 1, 0),), "weighs-nothing step-low"),
    Case("K6 at 5", (scale("K6", 1, 1, 1, 1, 1, 0),), "weighs-mood-some step-watch"),
    Case(
        "PHQ-9 at its highest calls for care, by an answer and by its score",
        (scale("PHQ-9", 3),),
        "care-self-harm care-score safety-now weighs-score step-care",
    ),
    Case(
        "PHQ-9 with one answer on self-harm, the rest few: no score is blamed, none called quiet",
        (HURT,),
        "care-self-harm safety-now step-care",
    ),
    Case("GAD-7 at 15 calls for care by its score alone", (scale("GAD-7", 3, 2),), HARD),
    Case(
        "pressure in the past, everything else at its best",
        (*BEST, context("COERCION", c9="yes_before")),
        "care-pressure-before safety-before gives-wellbeing weighs-nothing step-pressure "
        "control-below agree",
    ),
    Case(
        "pressure now, everything else at its best",
        (*BEST, context("COERCION", c9="yes_now")),
        "care-pressure-now safety-now gives-wellbeing step-help control-below agree",
    ),
    Case(
        "perhaps pressure: help is called for, and no score is said to be hard",
        (*BEST, context("COERCION", c9="not_sure")),
        "care-pressure-unsure safety-before gives-wellbeing weighs-nothing step-pressure "
        "control-below agree",
    ),
    Case(
        "images misused now",
        (scale("BPS", 0), context("IMAGES", c8="yes_now")),
        "care-images safety-now step-help control-below",
    ),
    Case(
        "images misused in the past",
        (scale("BPS", 0), context("IMAGES", c8="yes_before")),
        "safety-before weighs-nothing step-images control-below",
    ),
    Case("not safe here", (context("SAFE", c14="no"),), "care-unsafe safety-now " + UNSCORED),
    Case(
        "not sure whether safe here",
        (context("SAFE", c14="not_sure"),),
        "care-unsure-safe safety-now " + UNSCORED,
    ),
    Case(
        "self-harm, pressure now and images now: each by itself, no score",
        (HURT, context("COERCION", c9="yes_now"), context("IMAGES", c8="yes_now")),
        "care-self-harm care-pressure-now care-images safety-now step-care",
    ),
    Case(
        "of five things the three most urgent are said",
        (
            scale("PHQ-9", 3),
            context("SAFE", c14="no"),
            context("COERCION", c9="yes_now"),
            context("IMAGES", c8="yes_now"),
        ),
        "care-self-harm care-unsafe care-pressure-now safety-now weighs-score step-care",
    ),
    Case("well-being high", (scale("WHO-5", 5),), "gives-wellbeing weighs-nothing step-nothing"),
    Case(
        "well-being at 96: its margin ends above the line of 80",
        (scale("WHO-5", 4, 5),),
        "gives-wellbeing weighs-nothing step-low",
    ),
    Case(
        "well-being at 92: its margin reaches below the line of 80",
        (scale("WHO-5", 4, 4, 5),),
        "weighs-nothing step-low",
    ),
    Case(
        "well-being at 60, in the middle range: no good news and no bad",
        (scale("WHO-5", 3),),
        "weighs-nothing step-low",
    ),
    Case("well-being at 48", (scale("WHO-5", 3, 3, 2, 2, 2),), "weighs-mood-some step-watch"),
    Case(
        "care beside lost control",
        (scale("BPS", 2), scale("PHQ-4", 3)),
        "care-score weighs-score-control step-care control-line icd-control fits-control",
    ),
    Case(
        "somebody else's complaint, safe to talk",
        (scale("BPS", 0), *SAFE, GAINS, COMPLAINT),
        "gives-some costs-some weighs-nothing step-partner control-below others-complaint "
        "fits-others",
    ),
    Case(
        "somebody else's complaint, never sent to talk where there was pressure",
        (scale("BPS", 0), *PRESSURED, GAINS, COMPLAINT),
        "care-pressure-before safety-before gives-some costs-some weighs-nothing "
        "step-pressure control-below "
        "others-complaint",
    ),
    Case(
        "somebody else's complaint, safety not asked",
        (scale("BPS", 0), COMPLAINT),
        "weighs-nothing step-partner control-below others-complaint",
    ),
    Case(
        "somebody else's idea",
        (scale("BPS", 0), context("PARTNER", c6a=("none",), c6b="other")),
        "weighs-nothing step-low control-below others-idea",
    ),
    Case(
        "money needed elsewhere",
        (scale("BPS", 0), NEEDED),
        "money-needed weighs-nothing step-money control-below",
    ),
    Case(
        "everything high: gains, worries, money, control, mood and a clash, each by itself",
        (scale("BPS", 2), scale("GAD-7", 2), GAINS, NEEDED, CLASH_10),
        "gives-some costs-some money-needed weighs-control-mood clash-yes step-values-control "
        "control-line values-share icd-clash fits-both",
    ),
    Case("nothing answered whole", (part_of(scale("PHQ-9", 0), 4),), "weighs-unscored step-answer"),
    Case(
        "questions that make no score",
        (context("PARTNER", c6a=("none",)), NO_CLASH),
        "weighs-scoreless step-ungraded values-no",
    ),
    Case(
        "a scale that no rule knows, at its highest, is not called quiet",
        (scale("HBI-19", 5),),
        "weighs-ungraded step-ungraded",
    ),
    Case(
        "one scale of two answered whole",
        (scale("BPS", 0), part_of(scale("GAD-7", 0), 3)),
        "weighs-open step-answer control-below",
    ),
    Case(
        "prefer not to say is nobody's answer",
        (
            scale("BPS", 0),
            context("VALUES", c11a="prefer_not"),
            context("PARTNER", c6b="prefer_not"),
        ),
        "weighs-nothing step-low control-below",
    ),
    Case(
        "BPS low and PPCS high stand apart, without margins; of PPCS nothing is called quiet",
        (scale("BPS", 0), scale("PPCS-18", 7)),
        "weighs-leans step-leans control-below apart reasons-control",
    ),
    Case(
        "BPS and PPCS both at the end lie near each other",
        (scale("BPS", 2), scale("PPCS-18", 7)),
        "weighs-control step-control control-line icd-control fits-control close",
    ),
    Case(
        "PHQ-9 low and well-being low differ beyond their margins",
        (scale("PHQ-9", 0), scale("WHO-5", 1)),
        "care-score weighs-score step-care differ reasons-mood",
    ),
]
