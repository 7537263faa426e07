"""From a history to how one of the shares stands whose codes it holds."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from wellbeing_app.history.actions import Opened
from wellbeing_app.history.blueprint import SEE_OTHER, blueprint
from wellbeing_app.history.opened import with_history
from wellbeing_app.web import shown_code


@blueprint.post("/kept/shown")
@with_history
def open_shown(opened: Opened) -> Response:
    """Look at how a share stands, as if its code had been typed; an unknown mark leads back."""
    for one in opened.history.shares:
        if one.mark == request.form.get("share"):
            shown_code.open_with(bytes.fromhex(one.secret))
            return redirect(url_for("sharing.status"), SEE_OTHER)
    return redirect(url_for("history.kept"), SEE_OTHER)
