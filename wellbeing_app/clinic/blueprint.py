"""The room's blueprint, and its answers to what is not this clinic's or cannot be done."""

from http import HTTPStatus

from flask import Blueprint, render_template

from wellbeing_app.clinic.actions import LastAdmin, NotHere
from wellbeing_app.web.staff.guards import SignedOut, signed_out

blueprint = Blueprint("clinic", __name__, template_folder="templates")

# Another clinic's people are as unknown as those nobody has.
blueprint.register_error_handler(NotHere, lambda _failure: signed_out(SignedOut()))


@blueprint.errorhandler(LastAdmin)
def last_admin(_failure: LastAdmin) -> tuple[str, int]:
    """Say that somebody has to run the clinic; nothing was changed."""
    return render_template("clinic/last_admin.html"), HTTPStatus.CONFLICT
