"""Answers beside scores: what does not fit together, and what is to be kept apart.

Each rule where it speaks, and silent where something it needs is not shared.
"""

from tests.brief.brief_case import Case, on
from tests.brief.brief_cases_apart import ITEM9
from tests.records.client_shares import of

BOTH = (
    "Two things, not a contradiction, on 1 March 2027: signs that control is hard at or above the "
    "authors' line (BPS 6), and 7 of 10 of the distress put down to a clash with values. Neither "
    "explains the other away."
)
CLASH = of("VALUES", c11a="yes", c11b=7)
WORRIES = of("BALANCE", c4=("time", "money", "values"))
NEEDED = of("MONEY", c10a="some", c10b="yes")


CONTEXT = [
    Case("control and a clash of values", on(of("BPS", 6), CLASH), apart=(BOTH,)),
    Case("a clash, control not shared", on(CLASH), apart=()),
    Case(
        "control, share of the clash not told", on(of("BPS", 6), of("VALUES", c11a="yes")), apart=()
    ),
    Case("a small share", on(of("BPS", 6), of("VALUES", c11a="yes", c11b=4)), apart=()),
    Case("a clash, control below the line", on(of("BPS", 3), CLASH), apart=()),
    Case("a clash beside a scale without a line", on(of("PPCS-18", 126), CLASH), apart=()),
    Case(
        "no clash, values a worry",
        on(of("VALUES", c11a="no"), WORRIES),
        apart=(
            "No clash with values is stated, yet values are ticked among the worries (1 March "
            "2027).",
        ),
    ),
    Case("no clash, worries not shared", on(of("VALUES", c11a="no")), apart=()),
    Case("would rather not say", on(of("VALUES", c11a="prefer_not"), WORRIES), apart=()),
    Case(
        "below the line, time a worry and money needed",
        on(of("BPS", 3), WORRIES, NEEDED),
        apart=(
            "Signs that control is hard lie below the authors' line (BPS 3), yet the time it takes "
            "is a worry and money needed elsewhere went into it (1 March 2027).",
        ),
    ),
    Case(
        "below the line, money needed",
        on(of("BPS", 3), of("BALANCE", c4=("money",)), NEEDED),
        apart=(
            "Signs that control is hard lie below the authors' line (BPS 3), yet money needed "
            "elsewhere went into it (1 March 2027).",
        ),
    ),
    Case(
        "below the line, time a worry",
        on(of("BPS", 3), WORRIES),
        apart=(
            "Signs that control is hard lie below the authors' line (BPS 3), yet the time it takes "
            "is a worry (1 March 2027). Both may be true.",
        ),
    ),
    Case(
        "two answers of one day differ, so nothing is concluded",
        (*on(of("BPS", 4), WORRIES), *on(of("BALANCE", c4=("none",)))),
        apart=(),
    ),
    Case("time a worry, control not shared", on(WORRIES), apart=()),
    Case("below the line, worries not shared", on(of("BPS", 3)), apart=()),
    Case(
        "at the line, nothing a worry",
        on(of("BPS", 4), of("BALANCE", c4=("none",))),
        apart=(
            "Signs that control is hard lie at or above the authors' line (BPS 4), yet nothing is "
            "named as a worry (1 March 2027).",
        ),
    ),
    Case("at the line, worries left open", on(of("BPS", 4), of("BALANCE", c4=None)), apart=()),
    Case(
        "a partner, and somebody else's idea",
        on(of("PARTNER", c6a=("found_out", "argued"), c6b="partner")),
        apart=(
            "A partner is involved (“Found out”, “Argued with me about it”), and the check was not "
            "the client's own idea (“My partner's”, 1 March 2027): ask what the client wants.",
        ),
    ),
    Case(
        "a partner, and the own idea",
        on(of("PARTNER", c6a=("asked_to_stop",), c6b="mine")),
        apart=(
            "A partner is involved (“Asked me to stop”), and the check was the client's own idea "
            "as well (“Mine”, 1 March 2027): two people's wishes, to be kept apart.",
        ),
    ),
    Case("a partner, the idea not shared", on(of("PARTNER", c6a=("argued",))), apart=()),
    Case(
        "no partner, yet a relationship",
        on(of("PARTNER", c6a=("no_partner",)), of("AGREEMENT", c5a="one")),
        apart=(
            "“I have no partner” is ticked, yet a relationship is stated: “Yes, with one partner” "
            "(1 March 2027).",
        ),
    ),
    Case("no partner, relationship not shared", on(of("PARTNER", c6a=("no_partner",))), apart=()),
    Case(
        "no money goes into it, yet it is a worry",
        on(of("MONEY", c10a="nothing"), WORRIES),
        apart=(
            "No money is said to go into it, yet money is ticked among the worries (1 March 2027).",
        ),
    ),
    Case(
        "would rather not say what it costs",
        on(of("MONEY", c10a="prefer_not"), WORRIES),
        apart=(),
    ),
    Case("money a worry, how much not shared", on(WORRIES), apart=()),
    Case(
        "no gains, yet well",
        on(of("BALANCE", c3=("none",)), of("WHO-5", 84)),
        apart=(
            "It is said to give nothing much, while well-being is not low on 1 March 2027: WHO-5 "
            "84 (High wellbeing). Well-being may rest on other things.",
        ),
    ),
    Case("no gains, well-being not shared", on(of("BALANCE", c3=("none",))), apart=()),
    Case(
        "four at once: the least important below the brief",
        on(
            of("PHQ-9", 3, phq9_9=1),
            of("BPS", 6),
            CLASH,
            of("PARTNER", c6a=("no_partner",)),
            of("AGREEMENT", c5a="several"),
            of("MONEY", c10a="nothing"),
            of("BALANCE", c4=("money",)),
        ),
        apart=(
            ITEM9,
            BOTH,
            "“I have no partner” is ticked, yet a relationship is stated: “Yes, with more than one "
            "partner” (1 March 2027).",
        ),
        further=(
            "No money is said to go into it, yet money is ticked among the worries (1 March 2027).",
        ),
    ),
]
