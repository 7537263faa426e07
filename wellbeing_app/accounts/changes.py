"""Every change of an account, one function each. They write and do not commit.

A change that takes something away from open sessions raises the account's epoch: a session of an
earlier one is nobody's on its next request. Closing an account and beginning anew go further: the
account goes whole, and a fresh one stands under its name.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing_app.storage import (
    belongings,
    clinic_audit,
    desks,
    held_shares,
    memberships,
    shares,
    tombstones,
)
from wellbeing_app.storage.account_keys import AccountKey, key_of, place, put_wrap
from wellbeing_app.storage.accounts import (
    Account,
    Role,
    State,
    add,
    locked,
    name_of,
    put_factor,
    use_step,
)
from wellbeing_app.storage.clinic_audit import Act, Entry
from wellbeing_app.storage.erased_list import list_in
from wellbeing_app.storage.latest_day import note_day
from wellbeing_app.storage.memberships import Membership
from wellbeing_app.storage.staff_invitations import give_code
from wellbeing_app.storage.staff_sessions import Contents, Stage, end_all
from wellbeing_app.vault.keys import Pair
from wellbeing_app.vault.passwords import hash_password
from wellbeing_app.vault.wrapping import wrap, wrap_for_recovery
from wellbeing_app.web.staff.circumstances import House


class Overtaken(RuntimeError):
    """The account was changed meanwhile: this sign-in is no longer of its epoch."""


def invite(account: Account, house: House) -> str:
    """Give an account a fresh one-time code, good for 72 hours, and return it."""
    account.state = State.INVITED
    return give_code(account, house.now, house.salt)


def reset(session: Session, account: Account, house: House) -> str:
    """Begin anew with a one-time code: what was sealed to the old key never opens again.

    What clients showed is emptied, and their codes tell them so. The account stays with its
    clinics, at a new desk each. Raises as `deactivate`.
    """
    today = _holding_the_list(session, house)
    before = memberships.of_account(session, account.id)
    kept = [(one.clinic_id, memberships.roles_of(one)) for one, _clinic in before]
    for desk_id in desks.of_account(session, account.id):
        held_shares.lose_all(session, desk_id, today)
    fresh = _in_the_place_of(session, account, (), house)
    for clinic_id, roles in kept:
        memberships.join(memberships.add(session, clinic_id, roles), fresh.id)
        _note(session, clinic_id, Entry("", Act.RESET, name_of(fresh, house.keys)), house)
    return invite(fresh, house)


def deactivate(session: Session, account: Account, house: House) -> None:
    """Close an account: sessions, keys, and all that lay on its desk are gone with the same commit.

    Raises `NotListed`, and nothing was written, where the list of erased ones cannot be.
    """
    # In the order of `reset`. Who sends something to this account meanwhile waits, and finds none.
    _holding_the_list(session, house)
    session.refresh(account, with_for_update=True)
    held = [
        share_id
        for desk_id in desks.of_account(session, account.id)
        for share_id in held_shares.ids_of(session, desk_id)
    ]
    shares.erase_all(session, held)
    for membership, _clinic in memberships.of_account(session, account.id):
        entry = Entry("", Act.ENDED, name_of(account, house.keys))
        _note(session, membership.clinic_id, entry, house)
    _in_the_place_of(session, account, held, house).state = State.DEACTIVATED


def _holding_the_list(session: Session, house: House) -> date:
    """Note the day and hold the list of erased ones, before anything else is locked."""
    today = note_day(session, house.today)
    tombstones.hold(session)
    return today


def _in_the_place_of(
    session: Session, account: Account, erased: Iterable[bytes], house: House
) -> Account:
    """Erase an account with all it had, and return the fresh one of its name."""
    name, role = name_of(account, house.keys), account.role
    end_all(session, account.id, house.keys)
    today = note_day(session, house.today)
    gone = (*desks.of_account(session, account.id), *erased)
    tombstones.bury(session, list_in(house.instance), gone, today)
    belongings.erase(session, account.id)
    return add(session, name, house.keys, role)


def take_factor(session: Session, account: Account, house: House) -> None:
    """Take a lost factor away. Only password and recovery code together bring a new one."""
    put_factor(account, None, house.keys)
    end_sessions(session, account, house)


def end_sessions(session: Session, account: Account, house: House) -> None:
    """Sign the account out everywhere."""
    account.epoch += 1
    end_all(session, account.id, house.keys)


def accept_invitation(session: Session, account: Account, password: str, house: House) -> None:
    """Use up the one-time code and set the first password."""
    account.password = hash_password(password, house.keys.peppers, house.strength.bcrypt_cost)
    account.state = State.OPEN
    account.invitation_id = account.invitation_until = None
    end_sessions(session, account, house)


def begin_as_member(
    session: Session, membership: Membership, name: str, password: str, house: House
) -> Account:
    """Use up a clinic's one-time code with a new account; IntegrityError if the name is taken."""
    account = add(session, name, house.keys, Role.MEMBER)
    accept_invitation(session, account, password, house)
    memberships.join(membership, account.id)
    return account


def take_up_desks(session: Session, account_id: bytes, private: bytes, house: House) -> None:
    """Give every desk of an account that has no key yet its own, under the account's key."""
    account = session.get_one(Account, account_id)
    for membership, clinic in memberships.of_account(session, account_id):
        if membership.public is None:
            memberships.make_key(membership, private, house.salt)
            entry = Entry(name_of(account, house.keys), Act.JOINED, membership.roles)
            _note(session, clinic.id, entry, house)


def _note(session: Session, clinic_id: bytes, entry: Entry, house: House) -> None:
    clinic_audit.note(session, clinic_id, entry, note_day(session, house.today), house.keys)


def complete(session: Session, contents: Contents, house: House) -> Contents:
    """Make a sign-in with both factors whole: stored hashes and wraps become today's.

    Where no recovery code is good any more, a new one has to be confirmed before anything else.
    """
    account = _account(session, contents)
    key = key_of(session, account.id)
    if contents.password:
        account.password = contents.password
    if key is not None and contents.wrap is not None:
        put_wrap(key, contents.wrap)
    stage = Stage.FULL if key is not None and key.by_recovery else Stage.ENROL
    # What was typed is forgotten here.
    return replace(contents, stage=stage, proved=house.now, factor=b"", password="", wrap=None)  # nosec B106


def enrol(session: Session, contents: Contents, step: int | None, house: House) -> Contents:
    """Store what was confirmed: the factor (with the step of its code), the key, the recovery code.

    Raises `Overtaken`. Returns what the whole session holds.
    """
    # Before the account is locked: two that wait for each other never meet.
    note_day(session, house.today)
    account = _account(session, contents)
    if step is not None:
        put_factor(account, contents.factor, house.keys)
        use_step(session, account.id, step)
    key = key_of(session, account.id)
    if key is None:
        key = _new_key(account, contents)
        session.add(key)
    elif contents.wrap is not None:
        put_wrap(key, contents.wrap)
    where = place(account.id, key.number, "recovery")
    key.by_recovery = wrap_for_recovery(contents.private, contents.recovery, where, house.salt)
    if contents.password:
        account.password = contents.password
    take_up_desks(session, account.id, contents.private, house)
    end_sessions(session, account, house)
    return Contents(account.id, account.epoch, Stage.FULL, contents.private, house.now)


def _new_key(account: Account, contents: Contents) -> AccountKey:
    if contents.wrap is None:
        raise Overtaken
    account.pairs += 1
    key = AccountKey(account_id=account.id, number=account.pairs)
    key.public = Pair.of(contents.private).public
    put_wrap(key, contents.wrap)
    return key


def change_password(session: Session, contents: Contents, password: str, house: House) -> Contents:
    """Set a new password and wrap the same key under it; all sessions end but the one returned."""
    account = _account(session, contents)
    key = key_of(session, account.id)
    if key is None:
        raise Overtaken
    account.password = hash_password(password, house.keys.peppers, house.strength.bcrypt_cost)
    where = place(account.id, key.number, "password")
    put_wrap(key, wrap(contents.private, password, where, house.strength))
    end_sessions(session, account, house)
    return replace(contents, epoch=account.epoch)


def reset_with_recovery(
    session: Session, contents: Contents, password: str, step: int, house: House
) -> Contents:
    """As `change_password`, by the recovery code; that one is used up and a new one is due.

    So is the step of the second factor's code. Raises `Overtaken`.
    """
    changed = change_password(session, contents, password, house)
    if not use_step(session, contents.account_id, step):
        raise Overtaken
    key = key_of(session, contents.account_id)
    if key is not None:
        key.by_recovery = None
    return replace(changed, stage=Stage.ENROL)


def change_recovery(session: Session, contents: Contents, house: House) -> None:
    """Put the new recovery code in the place of the old one."""
    account = _account(session, contents)
    key = key_of(session, account.id)
    if key is None:
        raise Overtaken
    where = place(account.id, key.number, "recovery")
    key.by_recovery = wrap_for_recovery(contents.private, contents.recovery, where, house.salt)


def _account(session: Session, contents: Contents) -> Account:
    account = locked(session, contents.account_id, contents.epoch)
    if account is None:
        raise Overtaken
    return account
