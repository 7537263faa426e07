"""Asking before another check takes the place of the one whose answers this browser holds."""

from flask import request

from wellbeing_app.web.visit.check import Check, current_check

INSTEAD = "instead"
"""The field by which a person says that these very answers may go."""


def waiting_check() -> Check | None:
    """Return the check whose answers, or whose result, this browser holds."""
    check = current_check()
    return check if check and check.has_answers else None


def check_to_ask_about() -> Check | None:
    """Return the running check that would be lost; None if there is none, or it was given up."""
    check = waiting_check()
    if check is None or check.finished or request.form.get(INSTEAD) == check.token:
        return None
    return check
