"""The independent table of a brief: clients, their shares, and what a therapist is told of them.

Written from the published figures and the rules of the house, not from the files of rules. A case
names every sentence of the parts it covers and no more; a part it does not name is not looked at.
Retest figures: PHQ-9 4.9, GAD-7 3.9, K6 8.5, WHO-5 23.6 points; none for BPS, PPCS-18 and PHQ-4.
"""

from tests.brief.brief_case import JUNE, MARCH, MAY, Case, copied, reworded
from tests.records.client_shares import gone, of, part, share
from wellbeing_app.records.share import Share

PATIENTS = "(psychiatric patients with major depression, 2 weeks, China)"
PRIMARY_CARE = "(primary care, US)"
PANEL = "(web panel, 20 to 59 years, Japan)"
OUTPATIENTS = "(epilepsy outpatients, median 22 days, Denmark)"
"""In whom each figure was found."""

ONE_DAY = "No score is there on two days that can be compared, so nothing can be said of change."


def over(code: str, *values: float) -> tuple[Share, ...]:
    """One scale on the days of March, May and June."""
    days = (MARCH, JUNE) if len(values) == 2 else (MARCH, MAY, JUNE)
    return tuple(share(day, of(code, value)) for day, value in zip(days, values, strict=True))


MOVED = [
    Case("one share alone", (share(MARCH, of("PHQ-9", 14)),), moved=(ONE_DAY,)),
    Case(
        "down beyond error",
        over("PHQ-9", 14, 6),
        moved=(
            "PHQ-9: 14 on 1 March 2027, 6 on 7 June 2027. Down by 8, beyond its error of 4.9 "
            f"points {PATIENTS}: fewer signs of difficulty.",
        ),
    ),
    Case(
        "up beyond error",
        over("GAD-7", 3, 9),
        moved=(
            "GAD-7: 3 on 1 March 2027, 9 on 7 June 2027. Up by 6, beyond its error of 3.9 points "
            f"{PRIMARY_CARE}: "
            "more signs of difficulty.",
        ),
    ),
    Case(
        "well-being up",
        over("WHO-5", 40, 64),
        moved=(
            "WHO-5: 40 on 1 March 2027, 64 on 7 June 2027. Up by 24, beyond its error of 23.6 "
            f"points {OUTPATIENTS}: better well-being.",
        ),
    ),
    Case(
        "well-being down",
        over("WHO-5", 64, 40),
        moved=(
            "WHO-5: 64 on 1 March 2027, 40 on 7 June 2027. Down by 24, beyond its error of 23.6 "
            f"points {OUTPATIENTS}: lower well-being.",
        ),
    ),
    Case(
        "up on a scale whose meaning is not written down",
        over("NEW", 3, 9),
        moved=(
            "NEW: 3 on 1 March 2027, 9 on 7 June 2027. Up by 6, beyond its error of 4.9 points "
            f"{PATIENTS}.",
        ),
        library=copied("PHQ-9", "NEW"),
    ),
    Case(
        "down on a scale whose meaning is not written down",
        over("NEW", 9, 3),
        moved=(
            "NEW: 9 on 1 March 2027, 3 on 7 June 2027. Down by 6, beyond its error of 4.9 points "
            f"{PATIENTS}.",
        ),
        library=copied("PHQ-9", "NEW"),
    ),
    Case(
        "within error, summed up",
        (
            share(MARCH, of("PHQ-9", 12), of("WHO-5", 40), of("GAD-7", 5)),
            share(JUNE, of("PHQ-9", 9), of("WHO-5", 60), of("GAD-7", 8)),
        ),
        moved=(
            "Changed by no more than their own error: GAD-7 5 → 8, PHQ-9 12 → 9, WHO-5 40 → 60.",
        ),
    ),
    Case(
        "however far, nobody can tell",
        (
            share(MARCH, of("BPS", 0), of("PPCS-18", 18), of("PHQ-4", 0)),
            share(JUNE, of("BPS", 10), of("PPCS-18", 126), of("PHQ-4", 12)),
        ),
        moved=(
            "No source says how far these move by themselves, so nobody can tell whether a change "
            "is more than chance: BPS 0 → 10, PHQ-4 0 → 12, PPCS-18 18 → 126.",
        ),
    ),
    Case(
        "down, and down again",
        over("PHQ-9", 14, 12, 4),
        moved=(
            "PHQ-9: 14 on 1 March 2027, 4 on 7 June 2027. Down by 10, beyond its error of 4.9 "
            f"points {PATIENTS}: fewer signs of difficulty. "
            "Since 3 May 2027 (12): down, beyond error.",
        ),
    ),
    Case(
        "down, then much the same",
        over("PHQ-9", 14, 6, 5),
        moved=(
            "PHQ-9: 14 on 1 March 2027, 5 on 7 June 2027. Down by 9, beyond its error of 4.9 "
            f"points {PATIENTS}: fewer signs of difficulty. Since 3 May 2027 (6): within error.",
        ),
    ),
    Case(
        "down and back up",
        over("PHQ-9", 14, 4, 13),
        moved=(
            "PHQ-9: 14 on 1 March 2027, 13 on 7 June 2027. From the first to the last day within "
            "its error of 4.9 points "
            f"{PATIENTS}, the last step beyond it. Since 3 May 2027 (4): up, beyond "
            "error.",
        ),
    ),
    Case(
        "up and back down",
        over("PHQ-9", 4, 14, 5),
        moved=(
            "PHQ-9: 4 on 1 March 2027, 5 on 7 June 2027. From the first to the last day within "
            "its error of 4.9 points "
            f"{PATIENTS}, the last step beyond it. Since 3 May 2027 (14): down, beyond "
            "error.",
        ),
    ),
    Case(
        "four moved: the largest beside its error first, the fourth below the brief",
        (
            share(MARCH, of("PHQ-9", 20), of("GAD-7", 15), of("K6", 20), of("WHO-5", 20)),
            share(JUNE, of("PHQ-9", 5), of("GAD-7", 5), of("K6", 4), of("WHO-5", 60)),
        ),
        moved=(
            "PHQ-9: 20 on 1 March 2027, 5 on 7 June 2027. Down by 15, beyond its error of 4.9 "
            f"points {PATIENTS}: fewer signs of difficulty.",
            "GAD-7: 15 on 1 March 2027, 5 on 7 June 2027. Down by 10, beyond its error of 3.9 "
            f"points {PRIMARY_CARE}: fewer signs of difficulty.",
            "K6: 20 on 1 March 2027, 4 on 7 June 2027. Down by 16, beyond its error of 8.5 "
            f"points {PANEL}: fewer signs of difficulty.",
        ),
        further=(
            "WHO-5: 20 on 1 March 2027, 60 on 7 June 2027. Up by 40, beyond its error of 23.6 "
            f"points {OUTPATIENTS}: better well-being.",
        ),
    ),
    Case(
        "one result in two shares is no second day",
        (share(MARCH, of("PHQ-9", 14)), share(MARCH, of("PHQ-9", 14), of("BPS", 2))),
        moved=(ONE_DAY,),
    ),
    Case(
        "one result in two shares beside another day",
        (*over("PHQ-9", 14, 6), share(JUNE, of("PHQ-9", 6))),
        moved=(
            "PHQ-9: 14 on 1 March 2027, 6 on 7 June 2027. Down by 8, beyond its error of 4.9 "
            f"points {PATIENTS}: fewer signs of difficulty.",
        ),
    ),
    Case(
        "two scores on one day have no order",
        (share(MARCH, of("PHQ-9", 4)), share(MARCH, of("PHQ-9", 14)), share(JUNE, of("PHQ-9", 5))),
        moved=(ONE_DAY,),
        open=(
            "Two different scores on one day, left out of every comparison: PHQ-9.",
            "Shared as scores, without the answers: PHQ-9.",
        ),
    ),
    Case(
        "altered wording has no error",
        over("PHQ-9", 14, 6),
        moved=(
            "No source says how far these move by themselves, so nobody can tell whether a change "
            "is more than chance: PHQ-9 14 → 6.",
        ),
        open=(
            "Altered or missing wording, so no published line, margin or change holds: PHQ-9.",
            "Shared as scores, without the answers: PHQ-9.",
        ),
        library=reworded("PHQ-9"),
    ),
    Case(
        "a questionnaire that is gone keeps its ids",
        (share(MARCH, gone("clinic/OLD@0.9", 1)), share(JUNE, gone("clinic/OLD@0.9", 9))),
        moved=(
            "No source says how far these move by themselves, so nobody can tell whether a change "
            "is more than chance: OLD@0.9: total 1 → 9.",
        ),
        open=("No longer on this site, so neither its words nor its alerts are known: OLD@0.9.",),
    ),
    Case(
        "versions that nobody called comparable make no change",
        (share(MARCH, gone("evenkeel/PHQ-9@0.9", 20)), share(JUNE, of("PHQ-9", 2))),
        moved=(ONE_DAY,),
    ),
    Case(
        "the sum of WHO-5 is told as the index where both are there",
        (
            share(MARCH, of("WHO-5", 40), part("WHO-5", "raw", 10)),
            share(JUNE, of("WHO-5", 64), part("WHO-5", "raw", 16)),
        ),
        moved=(
            "WHO-5: 40 on 1 March 2027, 64 on 7 June 2027. Up by 24, beyond its error of 23.6 "
            f"points {OUTPATIENTS}: better well-being.",
        ),
    ),
    Case(
        "a part is named where its whole is not there",
        (share(MARCH, part("PHQ-4", "anxiety", 1)), share(JUNE, part("PHQ-4", "anxiety", 5))),
        moved=(
            "No source says how far these move by themselves, so nobody can tell whether a change "
            "is more than chance: PHQ-4: Worry 1 → 5.",
        ),
    ),
    Case(
        "a whole is named without its parts",
        tuple(
            share(day, of("PHQ-4", 2), part("PHQ-4", "anxiety", 1), part("PHQ-4", "depression", 1))
            for day in (MARCH, JUNE)
        ),
        moved=(
            "No source says how far these move by themselves, so nobody can tell whether a change "
            "is more than chance: PHQ-4 2 → 2.",
        ),
    ),
    Case("no scores at all", (share(MARCH, of("BALANCE", c3=("pleasure",))),), moved=()),
]
