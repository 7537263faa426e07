"""Everything the database may hold, in plain words: each table, each column, until when.

The page /what-we-keep is made from it, and a test compares it with the live tables of both
engines: a column that does not stand here cannot be added.
"""

from collections.abc import Mapping

from wellbeing_app.storage.allow_list_clinics import CLINICS
from wellbeing_app.storage.allow_list_entry import N_, Column, Table
from wellbeing_app.storage.allow_list_releases import RELEASES
from wellbeing_app.storage.allow_list_staff import STAFF

NEVER_PERSONAL = N_("Kept as long as the site exists. It says nothing about any person.")
WITH_THE_COUNTER = N_(
    "Kept with the counter. A counter is a sum over people and belongs to nobody."
)
WITH_THE_ROW = N_("Kept with the row. The row cannot be found again by person, so it stays.")
MIXING_AFTER = N_(
    "Deleted by the mixing that follows the one which counted it, 3 hours or more later."
)
UNTIL_SETTLED = N_("Deleted at random when some thousand newer ones have come.")
WITH_THE_CHECK = N_("Overwritten by the next check, deleted when the check is taken back.")

AFTER_14_MONTHS = N_("Deleted 14 months after the erasing.")

WITH_THE_HISTORY = N_(
    "Deleted with the history: at once when the person erases it, else in the 14th month without "
    "use."
)

WITH_THE_SHARE = N_(
    "Deleted with the share: at once when the person withdraws it, else when its days are over or "
    "nobody has picked it up for 7 days."
)


ALLOWED: Mapping[str, Table] = {
    "meta": Table(
        N_("One row about this installation."),
        {
            "id": Column(N_("Always 1: there is one row."), NEVER_PERSONAL),
            "salt": Column(
                N_(
                    "A random number made at the first start. It goes into every derived key, so "
                    "that no two sites derive the same ones."
                ),
                NEVER_PERSONAL,
            ),
            "mixed_hour": Column(
                N_("The hour in which waiting answers were last mixed into the counters."),
                N_("Overwritten by each mixing."),
            ),
            "accepted": Column(
                N_("How many finished checks were ever taken in, as one sum."), NEVER_PERSONAL
            ),
            "counted": Column(N_("How many of them were counted, as one sum."), NEVER_PERSONAL),
            "excluded": Column(
                N_("How many of them could not be read and were left out, as one sum."),
                NEVER_PERSONAL,
            ),
        },
    ),
    "stat_inbox": Table(
        N_("Finished checks of people who ticked that they may be counted, until they are mixed."),
        {
            "id": Column(
                N_("A random-looking number that stops the same check from being counted twice."),
                MIXING_AFTER,
            ),
            "ct": Column(
                N_(
                    "The answers to closed questions and the ticks, sealed; for those who agreed "
                    "to be counted also the clinic at whose front door they began. No words a "
                    "person wrote, no time, nothing about the device."
                ),
                N_("Erased when it is counted: once ten or more are waiting."),
            ),
            "spent": Column(N_("Whether it was counted already."), MIXING_AFTER),
        },
    ),
    "stat_cell": Table(
        N_("Counters: how often an answer was chosen or a score reached, summed over people."),
        {
            "quarter": Column(
                N_("The quarter of the year in which it was mixed."), WITH_THE_COUNTER
            ),
            "scope": Column(
                N_(
                    "Whose counter it is: the whole site, or the clinic at whose front door the "
                    "checks began."
                ),
                WITH_THE_COUNTER,
            ),
            "instrument": Column(N_("The questionnaire and its version."), WITH_THE_COUNTER),
            "language": Column(N_("The language of the questionnaire."), WITH_THE_COUNTER),
            "table_id": Column(
                N_("What is counted: a question, a score, a band."), WITH_THE_COUNTER
            ),
            "cell": Column(N_("Which answer or which value is counted."), WITH_THE_COUNTER),
            "n": Column(N_("The sum."), WITH_THE_COUNTER),
        },
    ),
    **RELEASES,
    "research_row": Table(
        N_("Answers to one questionnaire, only of people who ticked that research may use them."),
        {
            "id": Column(N_("A random number, unrelated to any other number here."), WITH_THE_ROW),
            "instrument": Column(N_("The questionnaire and its version."), WITH_THE_ROW),
            "language": Column(N_("The language of the questionnaire."), WITH_THE_ROW),
            "year": Column(N_("The year in which it was mixed."), WITH_THE_ROW),
            "vector": Column(N_("The answers to its closed questions, in order."), WITH_THE_ROW),
        },
    ),
    "research_recent": Table(
        N_("Which research rows are some of the newest, so that none can be told by its age."),
        {"id": Column(N_("The random number of the research row."), UNTIL_SETTLED)},
    ),
    "history": Table(
        N_("What people keep under a code of their own. It opens with that code and nothing else."),
        {
            "id": Column(
                N_("A random-looking number that follows from the code; the code is not here."),
                WITH_THE_HISTORY,
            ),
            "ct": Column(
                N_(
                    "The kept results and the codes of what was shown from them, sealed with a key "
                    "that follows from the code, and filled up to one of three sizes."
                ),
                WITH_THE_HISTORY,
            ),
            "rev": Column(
                N_("How often it was changed, so that two windows cannot undo each other."),
                WITH_THE_HISTORY,
            ),
            "expires_month": Column(
                N_("The last month in which it opens: the 13th after its last use."),
                WITH_THE_HISTORY,
            ),
        },
    ),
    "share": Table(
        N_(
            "What people show a therapist. It opens with its code alone until it is picked up, "
            "and with that therapist's own key alone from then on; in answer to an invitation, "
            "from the start."
        ),
        {
            "id": Column(N_("A random number."), WITH_THE_SHARE),
            "claim_id": Column(
                N_("A random-looking number that follows from the code; the code is not here."),
                N_("Deleted when a therapist picks the share up."),
            ),
            "revoke_id": Column(
                N_("Another number that follows from the code, so that it can be withdrawn."),
                WITH_THE_SHARE,
            ),
            "ct": Column(
                N_("What the person chose to show, sealed, and filled up to one of three sizes."),
                WITH_THE_SHARE,
            ),
            "state": Column(N_("Whether it was picked up: offered or held."), WITH_THE_SHARE),
            "therapist_id": Column(
                N_(
                    "The therapist who picked it up or was sent it. Nothing says who the client is."
                ),
                WITH_THE_SHARE,
            ),
            "key_version": Column(
                N_("Which of the therapist's keys it is sealed to."), WITH_THE_SHARE
            ),
            "expires_day": Column(
                N_("The last day on which it can be read, as the person chose."), WITH_THE_SHARE
            ),
            "picked_up_day": Column(
                N_("The day on which it was picked up or sent, for the person to see."),
                WITH_THE_SHARE,
            ),
            "seen_day": Column(
                N_("The day on which it was last looked at, for the person to see."),
                WITH_THE_SHARE,
            ),
            "paused": Column(N_("Whether the person has paused the reading."), WITH_THE_SHARE),
            "pickup_until_day": Column(
                N_("The last day on which it can be picked up."), WITH_THE_SHARE
            ),
        },
    ),
    "latest_day": Table(
        N_("One row: the latest day this site has seen, so that a wrong clock revives nothing."),
        {
            "id": Column(N_("Always 1: there is one row."), NEVER_PERSONAL),
            "day": Column(N_("The latest day that the clock has shown."), NEVER_PERSONAL),
        },
    ),
    "erased": Table(
        N_("Which rows were erased, so that no older copy of the database brings one back."),
        {
            "digest": Column(
                N_("A fingerprint of the erased row's random number. Nothing follows from it."),
                AFTER_14_MONTHS,
            ),
            "month": Column(N_("The month in which it was erased."), AFTER_14_MONTHS),
        },
    ),
    "erased_until": Table(
        N_("One row: how far this database is true to the list of erased ones beside it."),
        {
            "id": Column(N_("Always 1: there is one row."), NEVER_PERSONAL),
            "position": Column(
                N_("The place in that list up to which everything is erased here."),
                NEVER_PERSONAL,
            ),
        },
    ),
    "resource_check": Table(
        N_("Which places of help the people who run this site have checked. Nothing of visitors."),
        {
            "entry_id": Column(N_("The place of help."), WITH_THE_CHECK),
            "day": Column(N_("The day on which it was checked."), WITH_THE_CHECK),
            "checked_by": Column(
                N_("Who checked it, as shown beside the place of help."), WITH_THE_CHECK
            ),
        },
    ),
    **STAFF,
    **CLINICS,
    "alembic_version": Table(
        N_("Which version of the tables this database has."),
        {"version_num": Column(N_("The name of the version."), N_("Overwritten by each update."))},
    ),
}
