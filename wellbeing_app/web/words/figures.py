"""What the names in a published figure mean, in plain words: `age_18_29` is nobody's English.

The names are the keys of a figure's value in `questionnaires/CODE/evidence.json`; `low` and `high`
are a span and stand behind another one (`web.evidence_words`).
"""

from collections.abc import Mapping

from flask_babel import lazy_gettext

FIGURE_WORDS: Mapping[str, str] = {
    "value": lazy_gettext("%(n)s"),
    "points": lazy_gettext("%(n)s points"),
    "times": lazy_gettext("%(n)s times as many"),
    "n": lazy_gettext("%(n)s people"),
    "score": lazy_gettext("a score of %(n)s"),
    "percentile": lazy_gettext("percentile rank %(n)s of 100"),
    "mean": lazy_gettext("%(n)s"),
    "sd": lazy_gettext("spread (SD) %(n)s"),
    "population_about": lazy_gettext("about %(n)s in the population"),
    "untreated_depression_about": lazy_gettext("about %(n)s with untreated depression"),
    # A line, and who is beyond it.
    "at_or_above": lazy_gettext("at %(n)s or above"),
    "at_or_below": lazy_gettext("at %(n)s or below"),
    "percent_at_or_above_10": lazy_gettext("%(n)s %% scored 10 or above"),
    "percent_at_or_above_13": lazy_gettext("%(n)s %% scored 13 or above"),
    "percent_at_or_above_24": lazy_gettext("%(n)s %% scored 24 or above"),
    "percent_5_to_12": lazy_gettext("%(n)s %% scored 5 to 12"),
    "percent_over_line": lazy_gettext("%(n)s %% scored over the line"),
    "percent_any_symptoms": lazy_gettext("%(n)s %% had symptoms at all"),
    "percent_by_interview": lazy_gettext("%(n)s %% had the condition in an interview"),
    "percent_cases_at_most": lazy_gettext(
        "at most %(n)s %% of those beyond the line had the condition"
    ),
    "percent_drop": lazy_gettext("a drop of %(n)s %%"),
    "p10": lazy_gettext("10 %% scored %(n)s or less"),
    "p25": lazy_gettext("25 %% scored %(n)s or less"),
    "p50": lazy_gettext("half scored %(n)s or less"),
    "p75": lazy_gettext("75 %% scored %(n)s or less"),
    "p80": lazy_gettext("80 %% scored %(n)s or less"),
    "p90": lazy_gettext("90 %% scored %(n)s or less"),
    "p95": lazy_gettext("95 %% scored %(n)s or less"),
    # How many of whom.
    "percent": lazy_gettext("%(n)s %%"),
    "men": lazy_gettext("%(n)s %% of men"),
    "women": lazy_gettext("%(n)s %% of women"),
    "students": lazy_gettext("%(n)s %% of students"),
    "community": lazy_gettext("%(n)s %% of people of the community"),
    "age_18_25": lazy_gettext("%(n)s %% at ages 18 to 25"),
    "age_18_29": lazy_gettext("%(n)s %% at ages 18 to 29"),
    "age_26_49": lazy_gettext("%(n)s %% at ages 26 to 49"),
    "age_30_44": lazy_gettext("%(n)s %% at ages 30 to 44"),
    "age_50": lazy_gettext("%(n)s %% at ages from 50"),
    "lifetime": lazy_gettext("%(n)s %% at some time in their life"),
    "high_income": lazy_gettext("%(n)s %% in countries of high income"),
    "other": lazy_gettext("%(n)s %% in other countries"),
    "below_poverty_line": lazy_gettext("%(n)s %% of people below the poverty line"),
    "four_times_poverty_line": lazy_gettext(
        "%(n)s %% of people with four times the income of that line"
    ),
    # How closely two things go together.
    "alpha": lazy_gettext("Cronbach's alpha %(n)s"),
    "alpha_low": lazy_gettext("lowest Cronbach's alpha %(n)s"),
    "alpha_high": lazy_gettext("highest Cronbach's alpha %(n)s"),
    "omega": lazy_gettext("McDonald's omega %(n)s"),
    "icc": lazy_gettext("intraclass correlation %(n)s"),
    "r": lazy_gettext("correlation %(n)s"),
    "r_low": lazy_gettext("lowest correlation %(n)s"),
    "r_high": lazy_gettext("highest correlation %(n)s"),
    "mental_wellbeing": lazy_gettext("correlation with mental wellbeing %(n)s"),
    "self_esteem": lazy_gettext("correlation with self-esteem %(n)s"),
    "depression": lazy_gettext("correlation with depression %(n)s"),
    "anxiety": lazy_gettext("correlation with anxiety %(n)s"),
    "sexual_satisfaction": lazy_gettext("correlation with sexual satisfaction %(n)s"),
    "sexual_distress": lazy_gettext("correlation with sexual distress %(n)s"),
}
"""Name -> what it says of the number `n`."""
SPANNED = frozenset({"value", "percent", "alpha", "icc"})
"""What a span of low to high belongs to."""
