"""The allow-list of what was published of the statistics, and of the site's upkeep."""

from collections.abc import Mapping

from wellbeing_app.storage.allow_list_entry import N_, Column, Table

FOR_GOOD = N_("Kept as long as the site exists: what was published stays as it was.")
OVERWRITTEN = N_("Overwritten by the next run.")

RELEASES: Mapping[str, Table] = {
    "stat_release": Table(
        N_("Published statistics, after numbers were blurred or hidden. Nothing else is shown."),
        {
            "quarter": Column(N_("The quarter of the year that is counted."), FOR_GOOD),
            "scope": Column(N_("Whose numbers these are: the whole site, or a clinic."), FOR_GOOD),
            "instrument": Column(N_("The questionnaire and its version."), FOR_GOOD),
            "language": Column(N_("The language of the questionnaire."), FOR_GOOD),
            "table_id": Column(N_("What is counted: a score, or a range."), FOR_GOOD),
            "place": Column(N_("The place of the number in its table."), FOR_GOOD),
            "cell": Column(N_("Which scores the number counts."), FOR_GOOD),
            "n": Column(N_("The published number; empty where it is hidden."), FOR_GOOD),
            "mode": Column(N_("How it was protected: by noise, or by rounding."), FOR_GOOD),
        },
    ),
    "dp_ledger": Table(
        N_("The privacy budget: which table was published once, and what that used up."),
        {
            "quarter": Column(N_("The quarter of the year that is counted."), FOR_GOOD),
            "scope": Column(N_("Whose numbers these are: the whole site, or a clinic."), FOR_GOOD),
            "instrument": Column(N_("The questionnaire."), FOR_GOOD),
            "table_id": Column(N_("What is counted: a score, or a range."), FOR_GOOD),
            "epsilon": Column(N_("What this table used up, in thousandths."), FOR_GOOD),
            "spent_before": Column(N_("What was used up before it."), FOR_GOOD),
            "previous": Column(N_("The same, empty for the first table of a quarter."), FOR_GOOD),
            "spent": Column(N_("What is used up with it."), FOR_GOOD),
            "day": Column(N_("The day of publication."), FOR_GOOD),
            "code_version": Column(N_("The version of the program that drew the noise."), FOR_GOOD),
        },
    ),
    "upkeep": Table(
        N_("When the site's own jobs last ran. Nothing of visitors."),
        {
            "job": Column(N_("Which job: deleting what is over, or publishing."), OVERWRITTEN),
            "day": Column(N_("The day on which it last ran."), OVERWRITTEN),
        },
    ),
}
