"""A code that somebody typed into a form, or that a camera or a link put there."""

from flask import request
from flask_babel import lazy_gettext

from wellbeing_app.vault.codes import BadCode, read_code

MISTYPED = lazy_gettext("Check the code: a sign is missing, too many, or mistyped.")


def typed_code(field: str = "code") -> bytes | None:
    """Return the secret of the code in a field of the form; None for a mistyped one."""
    try:
        return read_code(request.form.get(field, ""))
    except BadCode:
        return None
