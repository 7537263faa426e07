"""An account of the staff: sessions, password, recovery code, and the proof some acts need."""

import hmac
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from flask import current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import format_timedelta, gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from wellbeing_app.accounts import changes, identity
from wellbeing_app.accounts.forms import (
    NOT_THE_CODE,
    NOT_THE_PASSWORD,
    WAIT,
    new_password,
    show_again,
)
from wellbeing_app.accounts.views import blueprint
from wellbeing_app.storage import staff_sessions
from wellbeing_app.storage.accounts import locked
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.staff_sessions import Contents
from wellbeing_app.vault.codes import write_code
from wellbeing_app.web.access import ROUTES, SIGNED_IN
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import Problems, code_sent, redirect_to, sent
from wellbeing_app.web.serving import SlowWork, slow_work
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Staff, proven_staff, staff
from wellbeing_app.web.staff.session import (
    ABSOLUTE_SECONDS,
    IDLE_SECONDS,
    begin_session,
    end_session,
    now,
)


@blueprint.get("/staff/account")
@staff
def account(me: Staff) -> str:
    """Who is signed in, where else, and what can be changed."""
    rows = staff_sessions.sessions_of(db.session, me.id, site().keys, now())
    sessions = [
        {
            "id": row.id.hex(),
            "began": now() - (row.abs_until - ABSOLUTE_SECONDS),
            "used": max(0, now() - (row.idle_until - IDLE_SECONDS)),
            "own": row.id == me.signed.row_id,
        }
        for row in rows
    ]
    return render_template("accounts/account.html", me=me, sessions=sessions, ago=_ago)


def _ago(seconds: int) -> str:
    return str(format_timedelta(timedelta(seconds=-max(seconds, 1)), add_direction=True))


@blueprint.post("/staff/account/end")
@staff
def end_one(me: Staff) -> Response:
    """End one session of this account, on its next request; of nobody else's."""
    if sent("session"):
        row_id = bytes.fromhex(sent("session")) if _is_hex(sent("session")) else b""
        staff_sessions.end_own(db.session, row_id, me.id, site().keys)
        db.session.commit()
    return redirect_to("accounts.account")


def _is_hex(text: str) -> bool:
    return len(text) == 2 * staff_sessions.ID_BYTES and set(text) <= set("0123456789abcdef")


@blueprint.post("/staff/account/end-all")
@staff
def end_all(me: Staff) -> Response:
    """Sign out everywhere, here too."""
    current = house()
    account = locked(db.session, me.id, me.signed.contents.epoch)
    if account is None:
        raise changes.Overtaken
    changes.end_sessions(db.session, account, current)
    end_session(current.salt)
    db.session.commit()
    return redirect_to("accounts.door")


@blueprint.post("/staff/stay")
@staff
def stay(me: Staff) -> Response:
    """Tell a page's script how many seconds the sign-in has, now that it was used."""
    return jsonify(seconds=me.signed.ends - now())


@blueprint.get("/staff/password")
@staff
def password(_me: Staff) -> str:
    """Ask for the present password and a new one."""
    return render_template("accounts/password.html", problems={})


@blueprint.post("/staff/password")
@slow_work(SlowWork.PASSWORDS)
@staff
def change_password(me: Staff) -> Response:
    """Change the password; every other session ends, what clients shared stays readable."""
    problems: Problems = {}
    changed = new_password(problems, [site().config.site_name, me.name])
    if not problems:
        check_password(me.name, problems)
    if problems:
        return show_again("accounts/password.html", problems)
    current = house()
    contents = changes.change_password(db.session, me.signed.contents, changed, current)
    _go_on(me, contents)
    return redirect_to("accounts.account")


@blueprint.get("/staff/recovery")
@proven_staff
def recovery(me: Staff) -> str:
    """Show a new recovery code, which counts once it is typed back."""
    shown = write_code(me.signed.contents.recovery).split("-")
    return render_template("accounts/recovery.html", problems={}, recovery=shown)


@blueprint.post("/staff/recovery")
@proven_staff
def change_recovery(me: Staff) -> Response:
    """Put the new recovery code in the place of the old one."""
    contents, problems = me.signed.contents, Problems()
    if not hmac.compare_digest(code_sent(problems, "recovery"), contents.recovery):
        problems["recovery"] = gettext("This is not the recovery code shown above")
        shown = write_code(contents.recovery).split("-")
        return show_again("accounts/recovery.html", problems, recovery=shown)
    changes.change_recovery(db.session, contents, house())
    _go_on(me, contents)
    return redirect_to("accounts.account")


@blueprint.get("/staff/proof")
@staff
def proof(_me: Staff) -> str:
    """Ask for password and second factor before something that cannot be taken back."""
    then = _own_page(request.args.get("then", ""))
    return render_template("accounts/proof.html", problems={}, then=then)


@blueprint.post("/staff/proof")
@slow_work(SlowWork.PASSWORDS)
@staff
def prove(me: Staff) -> Response:
    """Note the proof in a session under a fresh token, and go to where it was needed."""
    then, problems = _own_page(sent("then")), Problems()
    known = check_password(me.name, problems)
    if not problems and not is_code(known):
        problems["code"] = str(NOT_THE_CODE)
    if problems:
        return show_again("accounts/proof.html", problems, then=then)
    _go_on(me, replace(me.signed.contents, proved=now()))
    return redirect(then, HTTPStatus.SEE_OTHER)


def _go_on(me: Staff, contents: Contents) -> None:
    """Go on under a fresh token, no longer than the session would have lasted."""
    begin_session(contents, installation_salt(db.session), until=me.signed.abs_until)
    db.session.commit()


def check_password(name: str, problems: Problems) -> identity.Known:
    """Look at the present password; what others try at the door counts for nothing here."""
    known = identity.look_up(db.session, name, site().keys)
    crowded = identity.too_many_proofs(db.session, known, now(), site().keys)
    db.session.commit()
    if crowded:
        problems["password"] = str(WAIT)
    elif not identity.knows_password(known, sent("password"), site().keys, site().config.strength):
        problems["password"] = str(NOT_THE_PASSWORD)
    return known


def is_code(known: identity.Known) -> bool:
    """Whether the six digits sent are those of somebody who is signed in."""
    knowing = identity.Knowing.SESSION
    return identity.use_code(db.session, known, sent("code"), now(), site().keys, knowing)


def _own_page(path: str) -> str:
    """Return the address of the page of signed-in staff a path leads to, else the account's.

    It is made anew: a path such as `//staff/account` leads to a page, and as an address elsewhere.
    """
    try:
        endpoint, values = current_app.url_map.bind("").match(path, "GET")
    except HTTPException:
        endpoint, values = "", {}
    if ROUTES.get((endpoint, "GET")) in SIGNED_IN:
        return url_for(endpoint, **values)
    return url_for("accounts.account")
