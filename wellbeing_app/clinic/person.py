"""One person of a clinic: the code to come in, roles, absence, a reset, the end."""

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from wellbeing_app.clinic import actions
from wellbeing_app.clinic.actions import NotHere
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.forms import day_sent, id_of, roles_sent
from wellbeing_app.clinic.members import doer, person_of, role_choices
from wellbeing_app.storage.erasure import empty_log
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import OK, UNPROCESSABLE, Answered, Problems, redirect_to, sent
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, admin, proven_admin
from wellbeing_app.web.words.days import day_words, today


@blueprint.get("/staff/clinic/people/<member_id>")
@admin
def person(me: Member, member_id: str) -> Answered:
    """How far somebody is, and what can be changed."""
    return _page(me, member_id, {})


@blueprint.post("/staff/clinic/people/<member_id>/code")
@admin
def show_code(me: Member, member_id: str) -> str:
    """Show a fresh one-time code, once; one shown before is good no more."""
    found = person_of(me, id_of(member_id))
    shown = actions.code(db.session, doer(me), id_of(member_id), house())
    db.session.commit()
    return render_template(
        "clinic/code.html",
        me=me,
        person=found,
        groups=shown.split("-"),
        address=url_for("accounts.invitation", _external=True),
    )


@blueprint.post("/staff/clinic/people/<member_id>/roles")
@admin
def put_roles(me: Member, member_id: str) -> Answered:
    """Give roles and take them away."""
    problems: Problems = {}
    roles = roles_sent(problems)
    if problems:
        return _page(me, member_id, problems)
    actions.put_roles(db.session, doer(me), id_of(member_id), roles, house())
    db.session.commit()
    if id_of(member_id) == me.id:
        # Whoever gave up being admin has no business on this page any more.
        return redirect_to("accounts.home")
    return _to(member_id)


@blueprint.post("/staff/clinic/people/<member_id>/absence")
@admin
def state_absence(me: Member, member_id: str) -> Answered:
    """State up to which day a therapist does not read; an empty field takes it back."""
    problems: Problems = {}
    until = day_sent(problems, today())
    if problems:
        return _page(me, member_id, problems)
    actions.state_absence(db.session, doer(me), id_of(member_id), until, house())
    db.session.commit()
    return _to(member_id)


@blueprint.get("/staff/clinic/people/<member_id>/reset")
@proven_admin
def ask_reset(me: Member, member_id: str) -> str:
    """Say what a reset takes away, before it does."""
    return render_template("clinic/reset.html", person=person_of(me, _others(me, member_id)))


@blueprint.post("/staff/clinic/people/<member_id>/reset")
@proven_admin
def reset(me: Member, member_id: str) -> Response:
    """Begin somebody's membership anew; the page that follows shows their code."""
    fresh = actions.reset(db.session, doer(me), _others(me, member_id), house())
    db.session.commit()
    empty_log(db.engine)
    return _to(fresh.hex())


@blueprint.get("/staff/clinic/people/<member_id>/end")
@proven_admin
def ask_end(me: Member, member_id: str) -> str:
    """Say what ends with a membership, before it does."""
    return render_template("clinic/end.html", person=person_of(me, _others(me, member_id)))


@blueprint.post("/staff/clinic/people/<member_id>/end")
@proven_admin
def end(me: Member, member_id: str) -> Response:
    """End a membership."""
    actions.end(db.session, doer(me), _others(me, member_id), house())
    db.session.commit()
    empty_log(db.engine)
    return redirect_to("clinic.people")


def _others(me: Member, member_id: str) -> bytes:
    """Return the id of somebody else: who runs the clinic leaves by the page for that."""
    if id_of(member_id) == me.id:
        raise NotHere
    return id_of(member_id)


def _to(member_id: str) -> Response:
    return redirect_to("clinic.person", member_id=member_id)


def _page(me: Member, member_id: str, problems: Problems) -> Answered:
    found = person_of(me, id_of(member_id))
    typed = sent("until") or (found.absent_until.isoformat() if found.absent_until else "")
    page = render_template(
        "clinic/person.html",
        person=found,
        problems=problems,
        choices=role_choices(),
        roles=request.form.getlist("roles") or found.roles,
        until=typed,
        own=id_of(member_id) == me.id,
        day_words=day_words,
    )
    return page, UNPROCESSABLE if problems else OK
