"""Everybody at a clinic and how far each is, and inviting somebody more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask_babel import gettext as _

from wellbeing_app.clinic import actions
from wellbeing_app.clinic.actions import Doer, NotHere
from wellbeing_app.clinic.blueprint import blueprint
from wellbeing_app.clinic.forms import name_sent, roles_sent
from wellbeing_app.storage import memberships
from wellbeing_app.storage.accounts import Account, name_of
from wellbeing_app.storage.clinics import Clinic
from wellbeing_app.storage.memberships import ClinicRole, Membership
from wellbeing_app.vault.keys import Keys
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import OK, UNPROCESSABLE, Answered, Problems, redirect_to, sent
from wellbeing_app.web.site import site
from wellbeing_app.web.staff.circumstances import house
from wellbeing_app.web.staff.guards import Member, admin
from wellbeing_app.web.staff.session import now
from wellbeing_app.web.words.days import day_words, today
from wellbeing_app.web.words.roles import ROLES, role_words


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a clinic, as the admins see them. Nothing here tells of a desk."""

    id: str
    name: str
    roles: frozenset[ClinicRole]
    state: str
    seen_day: date | None
    absent_until: date | None
    waits: bool
    """Whether they have not come in yet, so that a code can be shown."""

    @property
    def role_words(self) -> str:
        """Return the roles in words."""
        return role_words(self.roles)

    @property
    def is_therapist(self) -> bool:
        """Whether clients can share with them here."""
        return ClinicRole.THERAPIST in self.roles


def doer(me: Member) -> Doer:
    """Return who acts, as the audit names them."""
    return Doer(me.clinic_id, me.name)


def people_of(clinic_id: bytes) -> list[Person]:
    """Return everybody at a clinic, by name; those who have not come in yet come last."""
    keys = site().keys
    found = [_person(*row, keys) for row in memberships.of_clinic(db.session, clinic_id)]
    return sorted(found, key=lambda one: (one.waits, one.name.casefold(), one.id))


def person_of(me: Member, id_: bytes) -> Person:
    """Return one person of this admin's clinic; raises `NotHere` for anybody else."""
    wanted = (one for one in people_of(me.clinic_id) if one.id == id_.hex())
    found = next(wanted, None)
    if found is None:
        raise NotHere
    return found


def _person(membership: Membership, account: Account | None, keys: Keys) -> Person:
    name = name_of(account, keys) if account else memberships.invited_name(membership, keys)
    away = membership.absent_until
    return Person(
        membership.id.hex(),
        name or _("First admin"),
        memberships.roles_of(membership),
        _state(membership),
        membership.seen_day,
        away if away and away >= today() else None,
        membership.account_id is None,
    )


def _state(membership: Membership) -> str:
    if membership.public is not None:
        return str(_("Enrolled"))
    if membership.account_id is not None:
        return str(_("Has begun, and not finished enrolling"))
    if membership.invitation_until is None:
        return str(_("Invited, no code shown yet"))
    over = membership.invitation_until <= now()
    return str(_("Invited, the code is over") if over else _("Invited"))


def role_choices() -> Sequence[tuple[str, str, str]]:
    """Return the roles to tick, each with what it may do."""
    may = {
        ClinicRole.ADMIN: _("People, front door, resources, publishing."),
        ClinicRole.AUTHOR: _("Batteries and questionnaires."),
        ClinicRole.PUBLISHER: _("Publishes what authors have made."),
        ClinicRole.THERAPIST: _("Has a desk: invites clients and reads what they share."),
    }
    return [(role, str(words), str(may[role])) for role, words in ROLES.items()]


@blueprint.get("/staff/clinic")
@admin
def people(me: Member) -> str:
    """Everybody here."""
    contact = db.session.get_one(Clinic, me.clinic_id).contact
    return render_template(
        "clinic/people.html",
        me=me,
        people=people_of(me.clinic_id),
        contact=contact,
        day_words=day_words,
    )


@blueprint.get("/staff/clinic/invite")
@admin
def ask_invite(_me: Member) -> Answered:
    """Ask whom to invite, and for what."""
    return _ask({})


@blueprint.post("/staff/clinic/invite")
@admin
def invite(me: Member) -> Answered:
    """Add the person, and lead to where their code is shown."""
    problems: Problems = {}
    name, roles = name_sent(problems), roles_sent(problems)
    if problems:
        return _ask(problems)
    id_ = actions.invite(db.session, doer(me), name, roles, house())
    db.session.commit()
    return redirect_to("clinic.person", member_id=id_.hex())


def _ask(problems: Problems) -> Answered:
    page = render_template(
        "clinic/invite.html",
        problems=problems,
        choices=role_choices(),
        name=sent("name"),
        roles=request.form.getlist("roles"),
    )
    return page, UNPROCESSABLE if problems else OK
