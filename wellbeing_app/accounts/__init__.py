"""Room: how therapists come in: invitation, sign-in with two factors, keys, sessions."""

from wellbeing_app.accounts import again, desk, enrolment, forgotten, workplaces
from wellbeing_app.accounts.views import blueprint

__all__ = ["again", "blueprint", "desk", "enrolment", "forgotten", "workplaces"]
