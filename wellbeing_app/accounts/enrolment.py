"""Coming in for the first time, or with a new phone: invitation, second factor, recovery code."""

import hmac
from dataclasses import replace

import segno
from flask import render_template
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from wellbeing_app.accounts import changes, identity
from wellbeing_app.accounts.forms import NOT_THE_CODE, new_password, show_again
from wellbeing_app.accounts.views import CODES_A_MINUTE, blueprint, onward
from wellbeing_app.storage import memberships
from wellbeing_app.storage.accounts import LONGEST_NAME, Account, invited, name_of
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.storage.staff_invitations import invitation_id
from wellbeing_app.storage.staff_sessions import Contents, Stage
from wellbeing_app.vault.codes import write_code
from wellbeing_app.vault.factor import accepted_step, address, new_factor, written
from wellbeing_app.web.brake import ask_to_wait, is_braked
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Problems, code_sent, sent
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import House, house
from wellbeing_app.web.staff.guards import waiting
from wellbeing_app.web.staff.session import Signed, begin_session, now

NOT_WAITING = lazy_gettext("This code does not wait here, or its 72 hours are over")
QR_MODULE = 5
"""Pixels of one square of the QR code."""


@blueprint.get("/staff/begin")
def invitation() -> str:
    """Ask for the one-time code of an invitation and for a password."""
    return render_template("accounts/invitation.html", problems={})


@blueprint.post("/staff/begin")
@slow_work(SlowWork.PASSWORDS)
def accept_invitation() -> Response:
    """Set the first password; enrolling follows, before anything else."""
    braked = is_braked("staff-code", CODES_A_MINUTE)
    problems: Problems = {}
    secret = code_sent(problems, "invitation")
    password = new_password(problems, [site().config.site_name, sent("name")])
    contents = None if problems else _accept(secret, password, problems)
    if contents is None:
        if braked:
            ask_to_wait()
        db.session.rollback()
        return show_again("accounts/invitation.html", problems, name=sent("name"))
    begin_session(contents, installation_salt(db.session))
    db.session.commit()
    return onward(contents)


def _accept(secret: bytes, password: str, problems: Problems) -> Contents | None:
    """Use up the code; what the session holds, or None and in `problems` what is wrong.

    Raises `wrapping.Busy`: then nothing is used up, for the caller commits.
    """
    current = house()
    code_id = invitation_id(secret, current.salt)
    account = invited(db.session, code_id, current.now)
    membership = memberships.invited(db.session, code_id, current.now)
    if account is not None:
        new_password(problems, [name_of(account, current.keys)])
        if not problems:
            changes.accept_invitation(db.session, account, password, current)
    elif membership is not None:
        account = _new_member(membership, password, problems, current)
    else:
        problems["invitation"] = str(NOT_WAITING)
    if account is None or problems:
        return None
    known = identity.known_as(db.session, account)
    return identity.after_password(known, password, current.keys, current.strength)


def _new_member(
    membership: Membership, password: str, problems: Problems, current: House
) -> Account | None:
    """Make the account of somebody a clinic invited, under the name they chose."""
    name = " ".join(sent("name").split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        problems["name"] = gettext(
            "Write your name: at most %(limit)s characters", limit=LONGEST_NAME
        )
        return None
    try:
        with db.session.begin_nested():
            return changes.begin_as_member(db.session, membership, name, password, current)
    except IntegrityError:
        problems["name"] = gettext(
            "Somebody has an account of this name. If it is you, sign in and join with this code "
            "from there. If not, add something to your name"
        )
        return None


@blueprint.get("/staff/enrol")
@waiting(Stage.ENROL)
def enrolment(found: Signed) -> str:
    """Show the second factor to scan and the recovery code to keep, and ask for both back."""
    return render_template("accounts/enrolment.html", problems={}, shown=_shown(found))


@blueprint.post("/staff/enrol")
@waiting(Stage.ENROL)
def enrol(found: Signed) -> Response:
    """Store what was typed back rightly; from here on the therapist is in."""
    braked = is_braked("staff-code", CODES_A_MINUTE)
    contents, problems, step = found.contents, Problems(), None
    if not hmac.compare_digest(code_sent(problems, "recovery"), contents.recovery):
        problems["recovery"] = gettext("This is not the recovery code shown above")
    if contents.factor:
        step = accepted_step(contents.factor, sent("code"), now(), 0)
        if step is None:
            problems["code"] = str(NOT_THE_CODE)
    if problems:
        if braked:
            ask_to_wait()
        return show_again("accounts/enrolment.html", problems, shown=_shown(found))
    whole = changes.enrol(db.session, contents, step, house())
    begin_session(whole, installation_salt(db.session))
    db.session.commit()
    return onward(whole)


@blueprint.get("/staff/lost")
@waiting(Stage.CODE, Stage.RECOVERY)
def lost_factor(_found: Signed) -> str:
    """Ask for the recovery code in place of a second factor that is lost or was taken away."""
    return render_template("accounts/lost_factor.html", problems={})


@blueprint.post("/staff/lost")
@waiting(Stage.CODE, Stage.RECOVERY)
def replace_factor(found: Signed) -> Response:
    """Let password and recovery code together enrol a new factor; the old one goes with that."""
    braked = is_braked("staff-code", CODES_A_MINUTE)
    problems: Problems = {}
    recovery = code_sent(problems, "recovery")
    if not problems and not _opens(found, recovery):
        problems["recovery"] = gettext("This is not the recovery code of this account")
    if problems:
        if braked:
            ask_to_wait()
        return show_again("accounts/lost_factor.html", problems)
    contents = replace(found.contents, stage=Stage.ENROL, factor=new_factor())
    begin_session(contents, installation_salt(db.session))
    db.session.commit()
    return onward(contents)


def _opens(found: Signed, recovery: bytes) -> bool:
    """Whether the recovery code opens the private key this session has from the password."""
    known = identity.look_up(db.session, found.name, site().keys)
    opened = identity.recovered(known, recovery, installation_salt(db.session))
    return hmac.compare_digest(opened, found.contents.private)


def _shown(found: Signed) -> dict[str, object]:
    """Return what the page shows; without a new factor only the recovery code."""
    shown: dict[str, object] = {
        "name": found.name,
        "recovery": write_code(found.contents.recovery).split("-"),
    }
    factor = found.contents.factor
    if factor:
        link = address(factor, found.name, site().config.site_name)
        qr = segno.make(link, micro=False)
        svg = qr.svg_inline(scale=QR_MODULE, dark="#000", light="#fff", title=gettext("QR code"))
        shown |= {"qr": Markup(svg), "secret": written(factor)}  # noqa: S704 (segno's own SVG)
    return shown
