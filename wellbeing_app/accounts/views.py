"""The door: name and password, then the second factor, and the way out."""

from http import HTTPStatus

from flask import Blueprint, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from wellbeing_app.accounts import changes, identity
from wellbeing_app.accounts.forms import NOT_THE_CODE, show_again
from wellbeing_app.storage.accounts import use_step
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.staff_sessions import Contents, Stage
from wellbeing_app.web.brake import is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import redirect_to, sent, typed_code
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import SignedOut, signed_out, waiting
from wellbeing_app.web.staff.session import Signed, begin_session, end_session, now, signed

blueprint = Blueprint("accounts", __name__, template_folder="templates")
blueprint.register_error_handler(changes.Overtaken, lambda _failure: signed_out(SignedOut()))

SIGN_INS_A_MINUTE = 20
"""From one network. Beyond that the six digits are asked for in the same form."""
CODES_A_MINUTE = 10
"""Wrong ones from one network. A right one is never refused."""
NEXT = {
    Stage.CODE: "accounts.code",
    Stage.RECOVERY: "accounts.lost_factor",
    Stage.ENROL: "accounts.enrolment",
    Stage.FULL: "accounts.home",
}
"""Where a sign-in goes on."""


def onward(contents: Contents) -> Response:
    """Go to the page where this sign-in goes on."""
    return redirect_to(NEXT[contents.stage])


@blueprint.get("/staff")
def door() -> str | Response:
    """Ask for name and password; somebody who is on the way in goes on there."""
    found = signed()
    return (
        onward(found.contents) if found else render_template("accounts/sign_in.html", problems={})
    )


@blueprint.post("/staff")
@slow_work(SlowWork.PASSWORDS)
def sign_in() -> Response:
    """Look at the password; the same work and the same words whoever is named."""
    contents, crowded = let_in(both=bool(sent("code")))
    if contents is None:
        return _refused(crowded=crowded, both=crowded or bool(sent("code")))
    begin_session(contents, installation_salt(db.session))
    db.session.commit()
    return onward(contents)


def let_in(*, both: bool) -> tuple[Contents | None, bool]:
    """Look at name and password, and at the six digits if `both` are asked for.

    Returns what a session holds, None if they do not belong together; and whether the name is tried
    so often, or the network so busy, that both are asked for in any case.
    """
    keys, strength = site().keys, site().config.strength
    crowded = is_braked("sign-in", SIGN_INS_A_MINUTE)
    crowded = identity.too_many_passwords(db.session, sent("name"), now(), keys) or crowded
    db.session.commit()
    known = identity.look_up(db.session, sent("name"), keys)
    right = identity.knows_password(known, sent("password"), keys, strength)
    step = None
    if crowded or both:
        # Whoever has both factors gets in, however often others try this name, or try beside them.
        told, knowing = known if right else identity.Known(), _knowing(known)
        step = identity.fresh_step(db.session, told, sent("code"), now(), keys, knowing)
        right = step is not None
    if not right:
        return None, crowded
    # Before the digits are used up: who finds the site busy can send them again.
    contents = identity.after_password(known, sent("password"), keys, strength)
    if step is not None:
        if not use_step(db.session, known.id, step):
            return None, crowded
        contents = changes.complete(db.session, contents, house())
    return contents, crowded


def _knowing(known: identity.Known) -> identity.Knowing:
    """Tell what somebody knows beside the password: nothing, or the recovery code sent with it."""
    secret = typed_code("recovery")
    read_only(db.session)
    salt = installation_salt(db.session)
    db.session.rollback()
    if secret and identity.recovered(known, secret, salt):
        return identity.Knowing.BOTH
    return identity.Knowing.PASSWORD


def not_together(*, both: bool) -> str:
    """Return the words for a name with the wrong password or digits; they do not say which."""
    if both:
        return str(gettext("These do not belong together: name, password and six digits"))
    return str(gettext("These do not belong together: name and password"))


def _refused(*, crowded: bool, both: bool) -> Response:
    status = HTTPStatus.TOO_MANY_REQUESTS if crowded else HTTPStatus.UNPROCESSABLE_ENTITY
    return show_again(
        "accounts/sign_in.html",
        {"name": not_together(both=both)},
        status=status,
        name=sent("name"),
        crowded=crowded,
        both=both,
    )


@blueprint.get("/staff/code")
@waiting(Stage.CODE)
def code(_found: Signed) -> str:
    """Ask for the six digits."""
    return render_template("accounts/code.html", problems={})


@blueprint.post("/staff/code")
@waiting(Stage.CODE)
def enter_code(found: Signed) -> Response:
    """Look at the six digits; they open one session."""
    keys = site().keys
    known = identity.look_up(db.session, found.name, keys)
    if not identity.use_code(db.session, known, sent("code"), now(), keys, _knowing(known)):
        return show_again("accounts/code.html", {"code": str(NOT_THE_CODE)})
    contents = changes.complete(db.session, found.contents, house())
    begin_session(contents, installation_salt(db.session))
    db.session.commit()
    return onward(contents)


@blueprint.post("/staff/out")
def sign_out() -> Response:
    """Sign this browser out."""
    end_session(installation_salt(db.session))
    db.session.commit()
    return redirect_to("accounts.door")
