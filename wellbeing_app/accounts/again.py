"""A form that was sent too late: name, password and six digits in place, then it is sent on."""

from dataclasses import replace

from flask_babel import gettext
from werkzeug.wrappers import Response

from wellbeing_app.accounts.desk import check_password, is_code
from wellbeing_app.accounts.forms import NOT_THE_CODE
from wellbeing_app.accounts.views import blueprint, let_in, not_together
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.staff_sessions import Stage
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import UNPROCESSABLE, Problems, sent
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.staff.forms import ForeignForm
from wellbeing_app.web.staff.late import LateForm, ask_again, held_form, send
from wellbeing_app.web.staff.session import Signed, begin_session, now


@blueprint.post("/staff/again")
@slow_work(SlowWork.PASSWORDS)
def send_again() -> Response:
    """Look at who sent a form, and answer it if it is the account it was typed under."""
    late = held_form()
    if late is None:
        raise ForeignForm
    found = late.signed
    problems = _sign_in(late) if found is None else _prove(found, late)
    if problems:
        db.session.rollback()
        return ask_again(late, problems, UNPROCESSABLE, sent("name"))
    db.session.commit()
    return send(late)


def _sign_in(late: LateForm) -> Problems:
    """Begin a session of its account; else what is wrong."""
    contents, _crowded = let_in(both=True)
    if contents is None:
        return {"name": not_together(both=True)}
    if contents.account_id != late.account_id:
        return {"name": gettext("This was typed under another account. Sign in with that one")}
    if contents.stage is not Stage.FULL:
        return {
            "name": gettext(
                "This account needs a new recovery code first. Leave this page open, sign in in "
                "another window, then send this again"
            )
        }
    contents = replace(contents, desk_id=late.desk_id)
    begin_session(contents, installation_salt(db.session))
    return {}


def _prove(found: Signed, late: LateForm) -> Problems:
    """Go on with the session, proven anew, where the form was typed; else what is wrong."""
    problems = Problems()
    known = check_password(found.name, problems)
    if not problems and not is_code(known):
        problems["code"] = str(NOT_THE_CODE)
    if not problems:
        contents = replace(found.contents, proved=now(), desk_id=late.desk_id)
        salt = installation_salt(db.session)
        begin_session(contents, salt, until=found.abs_until, recovery=contents.recovery)
    return problems
