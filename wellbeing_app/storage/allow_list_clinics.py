"""The part of the allow-list that holds what is kept of clinics and those who work there."""

from collections.abc import Mapping

from wellbeing_app.storage.allow_list_entry import N_, Column, Table

WITH_THE_CLINIC = N_("Deleted with the clinic.")
WITH_THE_DOOR = N_("Overwritten by the next one, deleted with the front door.")
WITH_THE_MEMBERSHIP = N_(
    "Deleted at once when the membership ends, by the clinic, by the person or by the operator."
)
WITH_THE_INVITATION = N_("Deleted when the code is used, replaced or taken back.")
AFTER_24_MONTHS = N_("Deleted by the daily clearing after 24 months.")

CLINICS: Mapping[str, Table] = {
    "clinic": Table(
        N_("The clinics of this site, as they name themselves. Nothing of visitors."),
        {
            "id": Column(N_("A random number."), WITH_THE_CLINIC),
            "slug": Column(N_("What the address of its front door calls it."), WITH_THE_CLINIC),
            "name": Column(N_("The name of the clinic."), WITH_THE_CLINIC),
            "state": Column(N_("Whether its front door is open, paused or gone."), WITH_THE_CLINIC),
            "contact": Column(
                N_("How clients reach the clinic, as it wants to be reached."),
                N_("Overwritten by the next one, deleted with the clinic."),
            ),
        },
    ),
    "clinic_door": Table(
        N_("What each clinic writes for its front door on this site. Nothing of visitors."),
        {
            "clinic_id": Column(N_("The clinic."), WITH_THE_CLINIC),
            "revision": Column(
                N_("How often what visitors see there has changed."), WITH_THE_CLINIC
            ),
            "draft": Column(
                N_("Name, colour, words and emergency line, as drafted by the clinic."),
                WITH_THE_DOOR,
            ),
            "draft_logo": Column(N_("The logo, as drafted."), WITH_THE_DOOR),
            "live": Column(N_("The same words, as visitors see them."), WITH_THE_DOOR),
            "live_logo": Column(N_("The logo, as visitors see it."), WITH_THE_DOOR),
        },
    ),
    "membership": Table(
        N_(
            "Who works for which clinic. The key to what clients share there opens with the "
            "person's own password or recovery code alone. Nothing of visitors."
        ),
        {
            "id": Column(
                N_("A random number. What clients share there stands under it."),
                WITH_THE_MEMBERSHIP,
            ),
            "clinic_id": Column(N_("The clinic."), WITH_THE_MEMBERSHIP),
            "account_id": Column(
                N_("The account of the person, once they have joined."), WITH_THE_MEMBERSHIP
            ),
            "roles": Column(
                N_("What the person may do there: admin, author, publisher, therapist."),
                WITH_THE_MEMBERSHIP,
            ),
            "name": Column(
                N_("Whom an invitation is for, sealed with a key outside the database."),
                N_("Deleted when the person joins."),
            ),
            "invitation_id": Column(
                N_("What the one-time code is found by; the code is not here."),
                WITH_THE_INVITATION,
            ),
            "invitation_until": Column(
                N_("Until when the one-time code is good: 72 hours."), WITH_THE_INVITATION
            ),
            "public": Column(
                N_("The half of the key that seals what clients share, no secret."),
                WITH_THE_MEMBERSHIP,
            ),
            "by_account": Column(
                N_("The half that opens, locked by the key of the person's account."),
                WITH_THE_MEMBERSHIP,
            ),
            "seen_day": Column(
                N_("The day on which the person last worked there, for the clinic's admins."),
                N_("Overwritten by the next day, deleted with the membership."),
            ),
            "absent_until": Column(
                N_("The last day on which the therapist does not read, for clients to see."),
                N_("Overwritten or taken back by an admin, deleted with the membership."),
            ),
        },
    ),
    "clinic_audit": Table(
        N_("Who of a clinic did what there, by day. Nothing of what clients share or visitors do."),
        {
            "clinic_id": Column(N_("The clinic."), AFTER_24_MONTHS),
            "number": Column(N_("Which entry of this clinic it is."), AFTER_24_MONTHS),
            "day": Column(N_("The day on which it was done."), AFTER_24_MONTHS),
            "ct": Column(
                N_("Who did what, sealed with a key outside the database."), AFTER_24_MONTHS
            ),
            "before": Column(
                N_("The check value of the entry before, so that none can be taken out unseen."),
                AFTER_24_MONTHS,
            ),
            "mac": Column(
                N_("The check value of this entry, worked out with a key outside the database."),
                AFTER_24_MONTHS,
            ),
        },
    ),
}
