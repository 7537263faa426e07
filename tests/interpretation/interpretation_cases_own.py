"""What a result may say of our own questions, beside scores at their best or at a line."""

from tests.interpretation.interpretation_cases import (
    BEST,
    CASES,
    CLASH_2,
    CLASH_7,
    CLASH_10,
    NO_CLASH,
    SAFE,
    Case,
)
from tests.records.results import context, scale

STEERED = context("CONTROL", c15="managed", c16="no")

OWN = [
    Case(
        "safety named as a worry, beside a scale at its best",
        (scale("BPS", 0), context("BALANCE", c3=("none",), c4=("safety",)), NO_CLASH),
        "gives-nothing costs-some weighs-nothing step-safety control-below values-no",
    ),
    Case(
        "afraid that images are misused",
        (*BEST, context("IMAGES", c8="afraid")),
        "safety-before gives-wellbeing weighs-nothing step-images-afraid control-below agree",
    ),
    Case(
        "nobody can tell whether the others are adults",
        (*BEST, context("CERTAINTY", c7="cannot_tell")),
        "gives-wellbeing weighs-nothing step-adults control-below agree",
    ),
    Case(
        "the law is a worry, everything else at its best",
        (*BEST, context("BALANCE", c3=("pleasure",), c4=("law",))),
        "gives-some costs-some weighs-nothing step-law control-below agree",
    ),
    Case(
        "everything answered, at its best: the one case in which nothing needs to be done",
        (*BEST, *SAFE, context("BALANCE", c3=("pleasure",), c4=("none",)), NO_CLASH, STEERED),
        "gives-some costs-nothing weighs-nothing step-nothing control-below tried-managed "
        "values-no agree",
    ),
    Case(
        "pornography is no trouble, something else cannot be cut down and takes money",
        (*BEST, NO_CLASH, context("CONTROL", c15="could_not", c16="money")),
        "gives-wellbeing weighs-nothing own-could-not-took step-control control-below "
        "tried-could-not took-money values-no fits-control agree",
    ),
    Case(
        "a clash named as most of it where something cannot be cut down",
        (scale("BPS", 0), CLASH_7, context("CONTROL", c15="could_not", c16="no")),
        "weighs-nothing own-could-not clash-yes step-values-control control-below "
        "tried-could-not values-share icd-clash fits-both",
    ),
    Case(
        "cut down in part, and it took both",
        (scale("BPS", 0), context("CONTROL", c15="partly", c16="both")),
        "weighs-nothing own-took step-took control-below tried-partly took-both",
    ),
    Case(
        "cut down in part",
        (scale("BPS", 0), context("CONTROL", c15="partly", c16="no")),
        "weighs-nothing step-tried control-below tried-partly",
    ),
    Case(
        "all distress put down to a clash beside a score at the line: the clash comes first",
        (scale("BPS", 1, 1, 1, 1, 0), CLASH_10),
        "weighs-control clash-yes step-values-control control-line values-share icd-clash "
        "fits-both",
    ),
    Case(
        "control and a clash to which little is put down",
        (scale("BPS", 2), CLASH_2),
        "weighs-control clash-somewhat step-control-values control-line values-share icd-clash "
        "fits-both",
    ),
]

EVERY_CASE = [*CASES, *OWN]
