"""Every change of a clinic's people, one function each. They write and do not commit.

Each notes the day before it locks anything else, as every change of an account does: so two admins
who act at the same moment act one after the other, and the last admin stays. Each stands in the
clinic's audit. None opens a desk or tells how much lies on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from wellbeing_app.storage import (
    belongings,
    clinic_audit,
    clinics,
    desks,
    held_shares,
    memberships,
    shares,
    tombstones,
)
from wellbeing_app.storage.accounts import Account, Role, name_of
from wellbeing_app.storage.clinic_audit import Act, Entry
from wellbeing_app.storage.clinics import Clinic
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.memberships import ClinicRole, Membership
from wellbeing_app.storage.staff_invitations import give_code
from wellbeing_app.storage.staff_sessions import end_all
from wellbeing_app.web.staff.circumstances import House


class NotHere(LookupError):
    """Nobody of this id belongs to the clinic."""


class LastAdmin(RuntimeError):
    """Without this person nobody could run the clinic any more."""


@dataclass(frozen=True, slots=True, repr=False)
class Doer:
    """Who changes something, and at which clinic. `name` is empty for the operator of the site."""

    clinic_id: bytes
    name: str


def create(session: Session, name: str, slug: str, house: House) -> tuple[Clinic, str]:
    """Add a clinic and the one-time code of its first admin; IntegrityError if the slug is taken.

    Raises as `clinics.create`.
    """
    note_day(session, house.today)
    clinic = clinics.create(session, name, slug)
    by = Doer(clinic.id, "")
    _note(session, by, Act.CREATED, name, house)
    return clinic, invite_admin(session, by, house)


def invite_admin(session: Session, by: Doer, house: House) -> str:
    """Return the one-time code of a further admin, whoever they are."""
    note_day(session, house.today)
    membership = memberships.add(session, by.clinic_id, {ClinicRole.ADMIN})
    _note(session, by, Act.INVITED, str(ClinicRole.ADMIN), house)
    return give_code(membership, house.now, house.salt)


def invite(
    session: Session, by: Doer, name: str, roles: Iterable[ClinicRole], house: House
) -> bytes:
    """Add somebody who waits for a code, and return the membership's id."""
    note_day(session, house.today)
    membership = memberships.add(session, by.clinic_id, roles)
    memberships.put_name(membership, name, house.keys)
    _note(session, by, Act.INVITED, f"{name}: {membership.roles}", house)
    return membership.id


def code(session: Session, by: Doer, id_: bytes, house: House) -> str:
    """Return a fresh one-time code for somebody who has not come in yet."""
    membership = _locked(session, by, id_, house)
    if membership.account_id is not None:
        raise NotHere
    _note(session, by, Act.CODE, _name(session, membership, house), house)
    return give_code(membership, house.now, house.salt)


def put_roles(
    session: Session, by: Doer, id_: bytes, roles: Iterable[ClinicRole], house: House
) -> None:
    """Replace somebody's roles. Raises `LastAdmin`."""
    membership, wanted = _locked(session, by, id_, house), frozenset(roles)
    if wanted == memberships.roles_of(membership):
        return
    if ClinicRole.ADMIN not in wanted:
        _keep_an_admin(session, membership)
    memberships.put_roles(membership, wanted)
    told = f"{_name(session, membership, house)}: {membership.roles}"
    _note(session, by, Act.ROLES, told, house)


def state_absence(session: Session, by: Doer, id_: bytes, until: date | None, house: House) -> None:
    """State up to and with which day a therapist does not read; None takes it back."""
    membership = _locked(session, by, id_, house)
    membership.absent_until = until
    told = f"{_name(session, membership, house)}: {until or '-'}"
    _note(session, by, Act.ABSENCE, told, house)


def reset(session: Session, by: Doer, id_: bytes, house: House) -> bytes:
    """Begin somebody's membership anew, and return the new one's id: it waits for a code.

    What clients showed them here is emptied, and the clients' codes tell so. What they have at
    other places stays as it is. Of somebody who waits for a code there is nothing to reset. Raises
    `LastAdmin`, `NotListed`.
    """
    membership = _locked_to_erase(session, by, id_, house)
    if membership.account_id is None:
        return id_
    _keep_an_admin(session, membership)
    name, roles = _name(session, membership, house), memberships.roles_of(membership)
    held_shares.lose_all(session, id_, note_day(session, house.today))
    _end(session, membership, (), house)
    fresh = memberships.add(session, by.clinic_id, roles)
    memberships.put_name(fresh, name, house.keys)
    _note(session, by, Act.RESET, name, house)
    return fresh.id


def end(session: Session, by: Doer, id_: bytes, house: House, act: Act = Act.ENDED) -> None:
    """End a membership: the desk here, its key and what clients showed there are gone at once.

    Raises `LastAdmin`, `NotListed`.
    """
    membership = _locked_to_erase(session, by, id_, house)
    _keep_an_admin(session, membership)
    name = _name(session, membership, house)
    held = held_shares.ids_of(session, id_)
    shares.erase_all(session, held)
    _end(session, membership, held, house)
    _note(session, by, act, name, house)


def write_contact(session: Session, by: Doer, contact: str, house: House) -> None:
    """Replace how clients reach the clinic."""
    note_day(session, house.today)
    clinics.locked(session, by.clinic_id).contact = contact
    _note(session, by, Act.CONTACT, "", house)


def note_export(session: Session, by: Doer, house: House) -> None:
    """Note that the audit leaves the site as a file."""
    _note(session, by, Act.AUDIT_EXPORTED, "", house)


def _locked_to_erase(session: Session, by: Doer, id_: bytes, house: House) -> Membership:
    """Return the same, and hold the list of erased ones."""
    note_day(session, house.today)
    tombstones.hold(session)
    return _locked(session, by, id_, house)


def _locked(session: Session, by: Doer, id_: bytes, house: House) -> Membership:
    """Return a membership of this very clinic, whose people nobody else changes meanwhile."""
    note_day(session, house.today)
    clinics.locked(session, by.clinic_id)
    found = memberships.find(session, by.clinic_id, id_)
    if found is None:
        raise NotHere
    return found


def _keep_an_admin(session: Session, without: Membership) -> None:
    able = memberships.admins(session, without.clinic_id)
    if [one.id for one in able] == [without.id]:
        raise LastAdmin


def _end(session: Session, membership: Membership, held: Iterable[bytes], house: House) -> None:
    """Bury and delete a membership with its desk; an account that was here alone goes with it."""
    id_, going = membership.id, [membership.id, *held]
    account = _account(session, membership)
    leaves = account is not None and _works_here_alone(session, account)
    if account is not None and leaves:
        going.append(account.id)
        end_all(session, account.id, house.keys)
    tombstones.bury(session, list_in(house.instance), going, note_day(session, house.today))
    desks.erase(session, id_)
    if account is not None and leaves:
        belongings.erase(session, account.id)


def _account(session: Session, membership: Membership) -> Account | None:
    """Return the account; who sends something to it meanwhile waits, and finds no desk."""
    same = Account.id == membership.account_id
    return session.scalars(select(Account).where(same).with_for_update()).one_or_none()


def _works_here_alone(session: Session, account: Account) -> bool:
    return account.role == Role.MEMBER and len(memberships.of_account(session, account.id)) == 1


def _name(session: Session, membership: Membership, house: House) -> str:
    if membership.account_id is None:
        return memberships.invited_name(membership, house.keys)
    return name_of(session.get_one(Account, membership.account_id), house.keys)


def _note(session: Session, by: Doer, act: Act, what: str, house: House) -> None:
    today = note_day(session, house.today)
    clinic_audit.note(session, by.clinic_id, Entry(by.name, act, what), today, house.keys)
