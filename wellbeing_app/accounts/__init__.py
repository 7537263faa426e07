"""Room: how therapists come in: invitation, sign-in with two factors, keys, sessions."""

from wellbeing_app.accounts import desk, enrolment, forgotten
from wellbeing_app.accounts.views import blueprint

__all__ = ["blueprint", "desk", "enrolment", "forgotten"]
