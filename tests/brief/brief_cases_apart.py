"""What does not fit together: each rule where it speaks, and silent where something is not shared.

Lines and bands are the owners': BPS 4 and above; PHQ-9 below 5, from 10; WHO-5 above 50. Our own
rules of thumb: 7 days, a quarter of a scale, two steps of an answer, 5 of 10 of the distress.
"""

from tests.brief.brief_case import (
    JUNE,
    MARCH,
    Case,
    changed,
    on,
    reworded,
    second_version,
    with_errors,
)
from tests.records.client_shares import of, part, share

LATER = "2027-03-05"
A_WEEK_AND_A_DAY = "2027-03-09"


ITEM9 = (
    "Question 9 of the PHQ-9 was answered “Several days” on 1 March 2027, although the total lies "
    "in the lowest band: PHQ-9 3 (Few or no signs). Ask about it directly, whatever the total."
)
WELL_BUT_MARKED = (
    "Well-being is not low, yet signs of low mood or worry are marked, on 1 March 2027: WHO-5 64 "
    "(In the middle range); PHQ-9 14 (Moderate signs)."
)
SINGLE = [
    Case("question 9 above zero, total low", on(of("PHQ-9", 3, phq9_9=1)), apart=(ITEM9,)),
    Case("question 9 at zero", on(of("PHQ-9", 3, phq9_9=0)), apart=()),
    Case("question 9, total in the next band", on(of("PHQ-9", 5, phq9_9=1)), apart=()),
    Case("question 9 without the total", on(of("PHQ-9", phq9_9=1)), apart=()),
    Case("a low total without question 9", on(of("PHQ-9", 3)), apart=()),
    Case(
        "question 9 in an altered wording has no band",
        on(of("PHQ-9", 3, phq9_9=1)),
        apart=(),
        library=reworded("PHQ-9"),
    ),
    Case(
        "question 9 beside two totals of one day",
        (*on(of("PHQ-9", 3, phq9_9=1)), *on(of("PHQ-9", 7))),
        apart=(),
    ),
]
SWIFT = [
    Case(
        "beyond error in four days",
        (share(MARCH, of("PHQ-9", 4)), share(LATER, of("PHQ-9", 14))),
        apart=(
            "Changed beyond error within 7 days, up to 5 March 2027: PHQ-9 4 → 14. Ask what "
            "happened, or how the questions were read.",
        ),
    ),
    Case(
        "beyond error in eight days",
        (share(MARCH, of("PHQ-9", 4)), share(A_WEEK_AND_A_DAY, of("PHQ-9", 14))),
        apart=(),
    ),
    Case(
        "within error in four days",
        (share(MARCH, of("PHQ-9", 4)), share(LATER, of("PHQ-9", 7))),
        apart=(),
    ),
    Case(
        "far in four days, no error known",
        (share(MARCH, of("BPS", 2)), share(LATER, of("BPS", 5))),
        apart=(
            "Changed far within 7 days, up to 5 March 2027, on a scale without a known error: "
            "BPS 2 → 5. Ask what happened, or how the questions were read.",
        ),
    ),
    Case(
        "less than a quarter of the scale in four days",
        (share(MARCH, of("BPS", 2)), share(LATER, of("BPS", 4))),
        apart=(),
    ),
    Case("one of the two days not shared", (share(LATER, of("PHQ-9", 14)),), apart=()),
]
FORMS = [
    Case(
        "one question, answered two ways",
        on(of("PHQ-4", phq4_3=0), of("PHQ-9", phq9_1=3)),
        apart=(
            "One question, “Little interest or pleasure in doing things”, was answered “Not at "
            "all” in the PHQ-4 and “Nearly every day” in the PHQ-9 on 1 March 2027.",
        ),
    ),
    Case(
        "one question on worry, answered two ways",
        on(of("PHQ-4", phq4_1=2, phq4_2=3), of("GAD-7", gad7_1=2, gad7_2=1)),
        apart=(
            "One question, “Not being able to stop or control worrying”, was answered “Nearly "
            "every day” in the PHQ-4 and “Several days” in the GAD-7 on 1 March 2027.",
        ),
    ),
    Case(
        "one step apart is no contradiction",
        on(of("PHQ-4", phq4_3=0, phq4_1=1), of("PHQ-9", phq9_1=1), of("GAD-7", gad7_1=2)),
        apart=(),
    ),
    Case(
        "the other form's answers not shared", on(of("PHQ-4", phq4_3=0), of("PHQ-9", 3)), apart=()
    ),
    Case(
        "one question, altered in one of the two",
        on(of("PHQ-4", phq4_3=0), of("PHQ-9", phq9_1=3)),
        apart=(),
        library=reworded("PHQ-9"),
    ),
    Case(
        "short and long form on low mood apart",
        on(part("PHQ-4", "depression", 6), of("PHQ-9", 9)),
        apart=(
            "The short and the long form on low mood lie apart on 1 March 2027, on one axis of 0 "
            "to 100: PHQ-4: Low mood 100, PHQ-9 33. They share two questions; the others may "
            "carry the difference.",
        ),
    ),
    Case(
        "short and long form on worry apart",
        on(part("PHQ-4", "anxiety", 0), of("GAD-7", 12)),
        apart=(
            "The short and the long form on worry lie apart on 1 March 2027, on one axis of 0 to "
            "100: PHQ-4: Worry 0, GAD-7 57. They share two questions; the others may carry the "
            "difference.",
        ),
    ),
    Case("forms close", on(part("PHQ-4", "anxiety", 3), of("GAD-7", 12)), apart=()),
    Case("the pair of the short form not shared", on(of("GAD-7", 12)), apart=()),
    Case(
        "forms on two days",
        (share(MARCH, part("PHQ-4", "anxiety", 0)), share(JUNE, of("GAD-7", 12))),
        apart=(),
    ),
]
SCALES = [
    Case("good and marked at once", on(of("WHO-5", 64), of("PHQ-9", 14)), apart=(WELL_BUT_MARKED,)),
    Case(
        "good and marked on two days",
        (share(MARCH, of("WHO-5", 64)), share(JUNE, of("PHQ-9", 14))),
        apart=(),
    ),
    Case("marked, well-being not shared", on(of("PHQ-9", 14)), apart=()),
    Case(
        "few signs, low well-being: beyond both margins",
        on(of("PHQ-9", 1), of("WHO-5", 20)),
        apart=(
            "Scales of mood say different things on 1 March 2027: PHQ-9 1 (Few or no signs), WHO-5 "
            "20 (Very low wellbeing). Side by side on one axis they lie further apart than their "
            "margins reach.",
        ),
    ),
    Case(
        "few signs, average well-being: beyond both margins, yet saying the same",
        on(of("PHQ-9", 0), of("WHO-5", 72)),
        apart=(),
    ),
    Case("few signs, good well-being", on(of("PHQ-9", 1), of("WHO-5", 84)), apart=()),
    Case(
        "the newest day with both counts",
        (
            share(MARCH, of("PHQ-9", 1), of("WHO-5", 20)),
            share(JUNE, of("PHQ-9", 1), of("WHO-5", 84)),
        ),
        apart=(),
    ),
    Case(
        "a newer day without one of the two leaves the older day standing",
        (share(MARCH, of("WHO-5", 64), of("PHQ-9", 14)), share(JUNE, of("PHQ-9", 13))),
        apart=(WELL_BUT_MARKED,),
    ),
    Case(
        "mood apart where one margin is not published",
        on(of("K6", 1), of("WHO-5", 20)),
        apart=(
            "Scales of mood say different things on 1 March 2027: K6 1 (Below the lines), WHO-5 20 "
            "(Very low wellbeing). Side by side on one axis they lie far apart; for at least one "
            "of them no margin is published.",
        ),
        library=changed("K6", without="sem"),
    ),
    Case(
        "control apart, no margin published",
        on(of("BPS", 0), of("PPCS-18", 126)),
        apart=(
            "Scales of control lie apart on 1 March 2027, on one axis of 0 to 100: BPS 0, PPCS-18 "
            "100. For at least one of them no margin is published.",
        ),
    ),
    Case(
        "control beyond both margins, were there any",
        on(of("BPS", 2), of("PPCS-18", 126)),
        apart=(
            "Scales of control differ by more than their margins on 1 March 2027, on one axis of "
            "0 to 100: BPS 20, PPCS-18 100.",
        ),
        library=with_errors("BPS", "PPCS-18"),
    ),
    Case(
        "control apart, one of the two reworded",
        on(of("BPS", 0), of("PPCS-18", 126)),
        apart=(),
        library=reworded("PPCS-18"),
    ),
    Case(
        "two versions of one questionnaire on one day speak for neither",
        on(of("WHO-5", 64), of("PHQ-9", 14), of("PHQ-9", 14, version="2.0")),
        apart=(),
        library=second_version("PHQ-9"),
    ),
    Case("one scale of control not shared", on(of("PPCS-18", 126)), apart=()),
]
SCORED = [*SINGLE, *SWIFT, *FORMS, *SCALES]
