"""A forgotten password: recovery code and second factor together set a new one."""

from flask import render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from wellbeing_app.accounts import changes, identity
from wellbeing_app.accounts.forms import new_password, show_again
from wellbeing_app.accounts.views import CODES_A_MINUTE, blueprint, onward
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.staff_sessions import Contents, Stage
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Problems, code_sent, sent
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.session import begin_session, now


@blueprint.get("/staff/reset")
def forgotten() -> str:
    """Ask for name, recovery code, six digits and a new password."""
    return render_template("accounts/forgotten.html", problems={})


@blueprint.post("/staff/reset")
@slow_work(SlowWork.PASSWORDS)
def reset() -> Response:
    """Set the new password; the used recovery code has to be replaced before anything else."""
    braked = is_braked("staff-code", CODES_A_MINUTE)
    problems: Problems = {}
    recovery = code_sent(problems, "recovery")
    changed = new_password(problems, [site().config.site_name, sent("name")])
    found = None if problems else _recovered(recovery)
    if found is None:
        if braked:
            ask_to_wait()
        wrong = gettext("Name, recovery code and six digits do not belong together")
        return show_again("accounts/forgotten.html", problems or {"name": wrong}, name=sent("name"))
    contents, step = found
    contents = changes.reset_with_recovery(db.session, contents, changed, step, house())
    begin_session(contents, installation_salt(db.session))
    db.session.commit()
    return onward(contents)


def _recovered(recovery: bytes) -> tuple[Contents, int] | None:
    """Return a session's contents and the step of the digits if name, recovery code and digits fit.

    It is the same work if they do not. The digits are not used up yet.
    """
    keys = site().keys
    known = identity.look_up(db.session, sent("name"), keys)
    read_only(db.session)
    salt = installation_salt(db.session)
    db.session.rollback()
    private = identity.recovered(known, recovery, salt)
    told, knowing = known if private else identity.Known(), identity.Knowing.RECOVERY
    step = identity.fresh_step(db.session, told, sent("code"), now(), keys, knowing)
    if step is None:
        return None
    return Contents(known.id, known.epoch, Stage.ENROL, private, 0), step
