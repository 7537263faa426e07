"""Alerts that the client chose to include, and what is open."""

from tests.brief.brief_case import JUNE, MARCH, MAY, Case, on, reworded
from tests.records.client_shares import Shown, all_answers, gone, of, part, share

SELF_HARM = "Thoughts of death or of self-harm: “Several days” (PHQ-9, 1 March 2027)."
GAD7 = tuple(f"gad7_{n}" for n in range(1, 8))

ALERTS = [
    Case("question 9", on(of("PHQ-9", phq9_9=1)), alerts=(SELF_HARM,)),
    Case("question 9 not shared", on(of("PHQ-9", phq9_8=3)), alerts=()),
    Case("question 9 at zero", on(of("PHQ-9", 2, phq9_9=0)), alerts=()),
    Case("question 9 left open", on(of("PHQ-9", phq9_9=None)), alerts=()),
    Case(
        "question 9 left open beside a total that is moderate whatever it is",
        on(Shown("evenkeel/PHQ-9@1.0", {}, {"phq9_9": None}, {"total": (10, 13)})),
        alerts=(
            "The question about death or self-harm was left open, beside a marked score: "
            "10\N{EN DASH}13 (PHQ-9, 1 March 2027).",
        ),
    ),
    Case(
        "question 9 in two shares of one result",
        (*on(of("PHQ-9", phq9_9=1)), *on(of("PHQ-9", 3, phq9_9=1))),
        alerts=(SELF_HARM,),
    ),
    Case(
        "question 9 on three days, the newest first",
        tuple(share(day, of("PHQ-9", phq9_9=1)) for day in (JUNE, MARCH, MAY)),
        alerts=(
            "Thoughts of death or of self-harm: “Several days” (PHQ-9, 7 June 2027). Also on "
            "3 May 2027, 1 March 2027.",
        ),
    ),
    Case(
        "question 9 asked again and at zero",
        (*on(of("PHQ-9", phq9_9=1)), share(JUNE, of("PHQ-9", phq9_9=0))),
        alerts=(f"{SELF_HARM} Not on 7 June 2027, when it was asked again.",),
    ),
    Case(
        "a newer share without question 9 clears nothing",
        (*on(of("PHQ-9", phq9_9=1)), share(JUNE, of("PHQ-9", phq9_1=0))),
        alerts=(SELF_HARM,),
    ),
    Case(
        "two answers of one day: the one that alarms is told",
        (*on(of("PHQ-9", phq9_9=0)), *on(of("PHQ-9", phq9_9=1))),
        alerts=(SELF_HARM,),
    ),
    Case(
        "urgent before care, the newest day first",
        (
            *on(of("PHQ-9", 21), of("COERCION", c9="yes_before"), of("IMAGES", c8="yes_now")),
            share(MAY, of("SAFE", c14="not_sure"), of("COERCION", c9="no")),
        ),
        alerts=(
            "Safety where the questions were answered: “I am not sure” (Feeling safe here, 3 May "
            "2027).",
            "Pressure or force into something sexual: “Yes, in the past” (Pressure from others, 1 "
            "March 2027). Not on 3 May 2027, when it was asked again.",
            "Misuse of images or chats, or a threat of it: “Yes, it is happening now” (Your images "
            "and chats, 1 March 2027).",
            "A score at which this site puts help first: 21 (PHQ-9, 1 March 2027).",
        ),
    ),
    Case(
        "not sure about pressure",
        on(of("COERCION", c9="not_sure")),
        alerts=(
            "Pressure or force into something sexual: “I am not sure” (Pressure from others, 1 "
            "March 2027).",
        ),
    ),
    Case(
        "scores at the level of care",
        on(of("GAD-7", 15), of("K6", 13), of("PHQ-4", 9), part("WHO-5", "raw", 7)),
        alerts=(
            "A score at which this site puts help first: 15 (GAD-7, 1 March 2027).",
            "A score at which this site puts help first: 13 (K6, 1 March 2027).",
            "A score at which this site puts help first: 9 (PHQ-4, 1 March 2027).",
            "A score at which this site puts help first: 28 (WHO-5, 1 March 2027).",
        ),
    ),
    Case(
        "scores below it",
        on(of("GAD-7", 14), of("K6", 12), of("PHQ-4", 8), part("WHO-5", "raw", 8)),
        alerts=(),
    ),
    Case(
        "all answers without the score",
        on(all_answers("GAD-7", *GAD7, value=3)),
        alerts=(),
    ),
    Case("a questionnaire that is gone", on(gone("clinic/PHQ-9@0.1", 27)), alerts=()),
]
OPEN = [
    Case(
        "answers left open, so no score",
        on(of("PHQ-9", phq9_1=1, phq9_2=None, phq9_3=None), of("BPS", 2, bps_1=1)),
        open=(
            "Without a score, because answers are open: PHQ-9.",
            "Questions left open: PHQ-9 (2).",
        ),
    ),
    Case("no score shared, and no answer open", on(of("PHQ-9", phq9_1=1)), open=()),
    Case(
        "an open question about context",
        on(of("BALANCE", c3=None, c4=("time",))),
        open=("Questions left open: Your balance sheet (1).",),
    ),
    Case(
        "only the newest day of a questionnaire",
        (*on(of("PHQ-9", phq9_2=None)), share(JUNE, of("PHQ-9", 3, phq9_2=1))),
        open=(),
    ),
    Case(
        "scores without their answers",
        on(of("PHQ-9", 3), of("GAD-7", 4), of("BPS", 1, bps_1=0)),
        open=("Shared as scores, without the answers: GAD-7, PHQ-9.",),
    ),
    Case(
        "score in one share, answers of that day in another",
        (*on(of("BPS", 1)), *on(of("BPS", bps_1=0))),
        open=(),
    ),
    Case(
        "altered wording",
        on(of("PHQ-9", 3, phq9_1=1)),
        open=("Altered or missing wording, so no published line, margin or change holds: PHQ-9.",),
        library=reworded("PHQ-9"),
    ),
    Case(
        "wording that is not here",
        on(of("PATHOS", 3, pathos_1=1)),
        open=("Altered or missing wording, so no published line, margin or change holds: PATHOS.",),
    ),
    Case(
        "five things open: the last one below the brief",
        (
            *on(of("GAD-7", 3), of("PHQ-9", phq9_2=None), gone("clinic/OLD@0.9", 1), of("K6", 3)),
            *on(of("GAD-7", 9)),
        ),
        open=(
            "Without a score, because answers are open: PHQ-9.",
            "Questions left open: PHQ-9 (1).",
            "Two different scores on one day, left out of every comparison: GAD-7.",
            "Shared as scores, without the answers: GAD-7, K6.",
        ),
        further=(
            "No longer on this site, so neither its words nor its alerts are known: OLD@0.9.",
        ),
    ),
]
