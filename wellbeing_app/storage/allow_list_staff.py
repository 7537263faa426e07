"""The part of the allow-list that holds what is kept of the therapists of this site."""

from collections.abc import Mapping

from wellbeing_app.storage.allow_list_entry import N_, Column, Table

WITH_THE_ACCOUNT = N_("Kept with the account of a therapist, which stays as long as the site.")
WITH_THE_KEYS = N_("Deleted at once when the account is closed or begins anew.")
WITH_THE_SESSION = N_(
    "Deleted when the therapist signs out, else at the first sign-in after its end."
)
WITH_THE_TRY = N_("Deleted by the first try after its time, which is an hour at the most.")

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
        N_("How often a password or code of a therapist was tried lately. Nothing of visitors."),
        {
            "id": Column(
                N_("What was tried, worked out with a key outside the database."), WITH_THE_TRY
            ),
            "until": Column(N_("When counting begins anew."), WITH_THE_TRY),
            "n": Column(N_("How often."), WITH_THE_TRY),
        },
    ),
}
