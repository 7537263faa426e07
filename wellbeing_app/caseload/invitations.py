"""Invitations: a code to hand out, under a label of one's own, that proposes a check.

The app learns neither whom a therapist invites nor who came: only what somebody sends in the end.
"""

from http import HTTPStatus

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from wellbeing_app.caseload.blueprint import blueprint, desk_of
from wellbeing_app.caseload.opening import id_of, this_day
from wellbeing_app.storage import client_invitations
from wellbeing_app.storage.client_invitations import LIVES_DAYS, Own
from wellbeing_app.storage.clients import LONGEST_LABEL
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.untrusted.characters import inert
from wellbeing_app.vault.codes import new_secret, write_code
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import redirect_to
from wellbeing_app.web.qr import qr_svg
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.guards import Therapist, therapist
from wellbeing_app.web.words.days import day_words, today


@blueprint.get("/staff/invitations")
@therapist
def invitations(me: Therapist) -> tuple[str, int]:
    """The invitations that are good now, and the form for another."""
    return _page(me, {})


@blueprint.post("/staff/invitations")
@therapist
def invite(me: Therapist) -> Response | tuple[str, int]:
    """Make an invitation, and show it."""
    label = inert(" ".join(request.form.get("label", "").split()))
    battery = request.form.get("battery", "")
    problems = {}
    if battery not in (one.slug for one in site().library.checks()):
        problems["battery"] = _("Choose the check you propose")
    if len(label) > LONGEST_LABEL:
        problems["label"] = _("Write at most %(limit)s characters", limit=LONGEST_LABEL)
    if problems:
        return _page(me, problems)
    own, day = Own(new_secret(), label), note_day(db.session, today())
    salt = installation_salt(db.session)
    id_ = client_invitations.add(db.session, desk_of(me), own, battery, salt, day)
    db.session.commit()
    return redirect_to("caseload.invitation", invitation_id=id_.hex())


@blueprint.get("/staff/invitations/<invitation_id>")
@therapist
def invitation(me: Therapist, invitation_id: str) -> str:
    """One invitation: the code to hand out, and what to say with it."""
    wanted, desk = id_of(invitation_id), desk_of(me)
    found = client_invitations.find_own(db.session, desk, wanted, this_day())
    if found is None:
        abort(404)
    told, own = found
    code = write_code(own.secret)
    return render_template(
        "caseload/invitation.html",
        id=invitation_id,
        label=own.label,
        check=_check_name(told.battery),
        until=day_words(told.until_day),
        groups=code.split("-"),
        qr=qr_svg(code),
        typed_at=url_for("sharing.ask_for_invitation", _external=True),
        link=url_for("sharing.ask_for_invitation", _external=True, _anchor=code),
    )


@blueprint.post("/staff/invitations/<invitation_id>/revoke")
@therapist
def revoke_invitation(me: Therapist, invitation_id: str) -> Response:
    """Take an invitation back at once."""
    if not client_invitations.revoke(db.session, me.id, id_of(invitation_id)):
        abort(404)
    db.session.commit()
    return redirect_to("caseload.invitations")


def _page(me: Therapist, problems: dict[str, str]) -> tuple[str, int]:
    living = client_invitations.all_of(db.session, desk_of(me), this_day())
    page = render_template(
        "caseload/invitations.html",
        rows=[
            (told.id.hex(), own.label, _check_name(told.battery), day_words(told.until_day))
            for told, own in living
            if own
        ],
        damaged=[(told.id.hex(), _check_name(told.battery)) for told, own in living if not own],
        checks=[(one.slug, one.name) for one in site().library.checks()],
        days=LIVES_DAYS,
        limit=LONGEST_LABEL,
        problems=problems,
        battery=request.form.get("battery"),
        label=request.form.get("label"),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def _check_name(slug: str) -> str:
    """Return a check's name, or what an address calls it where it is gone."""
    try:
        return site().library.check(slug).name
    except KeyError:
        return slug
