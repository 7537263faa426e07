"""The part of the allow-list that holds what is kept of the therapists of this site."""

from collections.abc import Mapping

from wellbeing_app.storage.allow_list_entry import N_, Column, Table

WITH_THE_ACCOUNT = N_("Kept with the account of a therapist, which stays as long as the site.")
WITH_THE_KEYS = N_("Deleted at once when the account is closed or begins anew.")
WITH_THE_SESSION = N_(
    "Deleted when the therapist signs out, else at one of the first sign-ins after its end."
)
WITH_THE_TRY = N_(
    "Deleted by one of the first tries after its time: an hour at most, for the sum a day."
)

WITH_THE_CLIENT = N_(
    "Deleted when the therapist removes the client, and at once when the account is closed or "
    "begins anew."
)
WITH_THE_NOTE = N_(
    "Deleted when the therapist removes the note or the client, and at once when the account is "
    "closed or begins anew."
)
WITH_THE_OFFER = N_(
    "Deleted when the therapist takes it back, else by the daily clearing after its 30 days."
)
WITH_THE_YEAR = N_("Deleted after a year, and at once when the account is closed or begins anew.")
WITH_THE_STATEMENT = N_(
    "Deleted when the therapist takes it back, and at once when the account is closed or begins "
    "anew."
)

STAFF: Mapping[str, Table] = {
    "account": Table(
        N_("The therapists of this site. Nothing of visitors."),
        {
            "id": Column(N_("A random number."), WITH_THE_ACCOUNT),
            "name_mark": Column(
                N_("What the name is found by, worked out with a key outside the database."),
                WITH_THE_ACCOUNT,
            ),
            "name": Column(
                N_("The name, sealed with a key outside the database."), WITH_THE_ACCOUNT
            ),
            "role": Column(N_("What the account may do: therapist."), WITH_THE_ACCOUNT),
            "state": Column(N_("Whether it is invited, open or closed."), WITH_THE_ACCOUNT),
            "epoch": Column(N_("How often all its sessions were ended at once."), WITH_THE_ACCOUNT),
            "password": Column(
                N_("A slow hash of the password, of no use without a key outside the database."),
                WITH_THE_KEYS,
            ),
            "factor": Column(
                N_("The secret behind the six digits of the second factor, sealed."),
                WITH_THE_KEYS,
            ),
            "factor_step": Column(
                N_(
                    "Which half minute the newest accepted six digits were of, so that they open "
                    "nothing twice."
                ),
                N_("Overwritten by the next ones."),
            ),
            "pairs": Column(N_("How many key pairs it has had."), WITH_THE_ACCOUNT),
            "invitation_id": Column(
                N_("What its one-time code is found by; the code is not here."),
                N_("Deleted when the code is used or replaced."),
            ),
            "invitation_until": Column(
                N_("Until when the one-time code is good: 72 hours."),
                N_("Deleted when the code is used or replaced."),
            ),
        },
    ),
    "account_key": Table(
        N_("The key pairs of therapists. What clients share is sealed to them."),
        {
            "account_id": Column(N_("The account it belongs to."), WITH_THE_KEYS),
            "number": Column(N_("Which pair of this account it is."), WITH_THE_KEYS),
            "public": Column(N_("The half that seals, no secret."), WITH_THE_KEYS),
            "salt": Column(N_("A random number that goes into the next two."), WITH_THE_KEYS),
            "passes": Column(N_("How much work it is to try a password."), WITH_THE_KEYS),
            "memory": Column(N_("How much memory it takes to try a password."), WITH_THE_KEYS),
            "by_password": Column(
                N_("The half that opens, locked by the password, which is not here."),
                WITH_THE_KEYS,
            ),
            "by_recovery": Column(
                N_("The half that opens, locked by the recovery code, which is not here."),
                WITH_THE_KEYS,
            ),
        },
    ),
    "session": Table(
        N_("Therapists who are signed in. Nothing of visitors, whose visits are not in here."),
        {
            "id": Column(
                N_("A number that follows from the cookie of the therapist's browser."),
                WITH_THE_SESSION,
            ),
            "owner": Column(
                N_("Whose it is, worked out with a key outside the database."), WITH_THE_SESSION
            ),
            "ct": Column(
                N_("What the session holds, sealed with a key that follows from the cookie."),
                WITH_THE_SESSION,
            ),
            "idle_until": Column(N_("When it ends without use."), WITH_THE_SESSION),
            "abs_until": Column(N_("When it ends at the latest."), WITH_THE_SESSION),
        },
    ),
    "attempt": Table(
        N_(
            "How often a password or code of a therapist was tried lately, and one sum of how much "
            "was saved on the whole site today. Nothing of any visitor."
        ),
        {
            "id": Column(
                N_("What was counted, worked out with a key outside the database."), WITH_THE_TRY
            ),
            "until": Column(N_("When counting begins anew."), WITH_THE_TRY),
            "n": Column(N_("How often, or how much."), WITH_THE_TRY),
        },
    ),
    "client": Table(
        N_(
            "Whom a therapist sees, under a label of the therapist's own. Sealed with a key that "
            "the server has only while they are signed in."
        ),
        {
            "id": Column(
                N_("A random number, unrelated to any other number here."), WITH_THE_CLIENT
            ),
            "therapist_id": Column(N_("The therapist whose it is."), WITH_THE_CLIENT),
            "rev": Column(
                N_("How often it was changed, so that two windows cannot undo each other."),
                WITH_THE_CLIENT,
            ),
            "ct": Column(
                N_(
                    "The label, which shares belong to it and what moved in them when they were "
                    "last looked at, sealed, and filled up to one of three sizes. Notes written "
                    "before they had a table of their own stay here until the client is changed."
                ),
                WITH_THE_CLIENT,
            ),
        },
    ),
    "client_note": Table(
        N_(
            "What a therapist notes on a client. Sealed with a key that the server has only while "
            "they are signed in."
        ),
        {
            "id": Column(N_("A random-looking number."), WITH_THE_NOTE),
            "client_id": Column(
                N_("On which client it is, by the random number of the client."), WITH_THE_NOTE
            ),
            "therapist_id": Column(N_("The therapist whose it is."), WITH_THE_NOTE),
            "rev": Column(
                N_("How often it was changed, so that two windows cannot undo each other."),
                WITH_THE_NOTE,
            ),
            "ct": Column(
                N_(
                    "The words, the day of writing and of the last change, and its place among "
                    "the notes, sealed, and filled up to one of three sizes."
                ),
                WITH_THE_NOTE,
            ),
        },
    ),
    "client_invitation": Table(
        N_(
            "Invitations that therapists hand out. Nothing of who was invited or whether anybody "
            "came."
        ),
        {
            "id": Column(
                N_("A random-looking number that follows from the code; the code is not here."),
                WITH_THE_OFFER,
            ),
            "therapist_id": Column(N_("The therapist who invites."), WITH_THE_OFFER),
            "battery": Column(N_("The check that is proposed."), WITH_THE_OFFER),
            "until_day": Column(N_("The last day on which it can be used."), WITH_THE_OFFER),
            "ct": Column(
                N_("The code and the therapist's own label for it, sealed for the therapist."),
                WITH_THE_OFFER,
            ),
        },
    ),
    "desk_log": Table(
        N_("What a therapist picked up, looked at and exported, for the therapist alone to read."),
        {
            "id": Column(
                N_("A random-looking number, so that the same thing of one day is one row."),
                WITH_THE_YEAR,
            ),
            "therapist_id": Column(N_("The therapist whose log it is."), WITH_THE_YEAR),
            "day": Column(N_("The day on which it was done."), WITH_THE_YEAR),
            "ct": Column(N_("What was done and under which label, sealed."), WITH_THE_YEAR),
        },
    ),
    "reading_days": Table(
        N_("On which days of the week a therapist reads, for clients to see beside their share."),
        {
            "therapist_id": Column(N_("The therapist who states it."), WITH_THE_STATEMENT),
            "days": Column(N_("The days of the week, as ticks."), WITH_THE_STATEMENT),
        },
    ),
}
