"""Who somebody is: the password, then the second factor. Unknown people cost the same work.

For a name nobody has every function here runs the same statements and the same hashing as for a
real one; only the answer is no.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing_app.storage import attempts
from wellbeing_app.storage.account_keys import key_of, place, wrapped_by_password
from wellbeing_app.storage.accounts import (
    ID_BYTES,
    Account,
    State,
    named,
    open_factor,
    recognised,
    use_step,
)
from wellbeing_app.storage.connections import read_only
from wellbeing_app.storage.staff_sessions import Contents, Stage
from wellbeing_app.vault.factor import SECRET_BYTES, accepted_step, new_factor
from wellbeing_app.vault.keys import Keys, Pair
from wellbeing_app.vault.passwords import hash_password, is_outdated, matches
from wellbeing_app.vault.sealing import Unopenable
from wellbeing_app.vault.strength import Strength
from wellbeing_app.vault.wrapping import Wrapped, unwrap, unwrap_for_recovery, wrap

MOST_PASSWORDS = 5
"""A minute, for one name. Beyond that the second factor is asked for in the same form."""
MOST_CODES, CODE_SECONDS = 20, 60 * 60
"""Codes tried for one account by those who know the same of it: see `Knowing`."""
MOST_PROOFS = 5
"""A minute, by whoever is signed in already. Others at the door cannot use these up."""
NOBODY = bytes(ID_BYTES)
NO_FACTOR = bytes(SECRET_BYTES)
NO_WRAP = bytes(1)


class Knowing(StrEnum):
    """What somebody who tries six digits has shown to know. Each has tries of its own.

    So whoever has the password alone uses up nothing of its owner, who has more.
    """

    PASSWORD = "code"  # noqa: S105
    RECOVERY = "code after recovery code"
    BOTH = "code after password and recovery code"
    SESSION = "code in session"


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """An account as it was when looked up. Of nobody: `id` is `NOBODY` and nothing fits."""

    id: bytes = NOBODY
    epoch: int = 0
    password: str | None = None
    factor: bytes | None = None
    """Sealed."""
    factor_step: int = 0
    pairs: int = 0
    """How many key pairs it has had: the number of the one it has."""
    wrapped: Wrapped | None = None
    by_recovery: bytes | None = None

    @property
    def is_somebody(self) -> bool:
        """Whether there is such an account and it may sign in."""
        return self.id != NOBODY


def too_many_passwords(session: Session, name: str, now: int, keys: Keys) -> bool:
    """Count a try for this name. The caller commits before it looks at the password."""
    tried = attempts.count(session, "password", recognised(name), (now, 60), keys)
    return tried > MOST_PASSWORDS


def look_up(session: Session, name: str, keys: Keys) -> Known:
    """Return the account of a name; one that may not sign in is nobody. Ends the transaction."""
    read_only(session)
    account = named(session, name, keys)
    known = known_as(session, account)
    session.rollback()
    return known


def known_as(session: Session, account: Account | None) -> Known:
    """Return what signing in needs of an account; of one that may not sign in, nobody."""
    key = key_of(session, account.id if account else NOBODY)
    if account is None or account.state != State.OPEN:
        return Known()
    known = Known(
        account.id,
        account.epoch,
        account.password,
        account.factor,
        account.factor_step,
        account.pairs,
    )
    if key is None:
        return known
    return replace(known, wrapped=wrapped_by_password(key), by_recovery=key.by_recovery)


def knows_password(known: Known, password: str, keys: Keys, strength: Strength) -> bool:
    """Whether the password is this account's."""
    return matches(password, known.password, keys.peppers, strength.bcrypt_cost)


def recovered(known: Known, recovery: bytes, salt: bytes) -> bytes:
    """Return the private key that the recovery code opens; empty if it is not this account's."""
    where = place(known.id, known.pairs, "recovery")
    try:
        return unwrap_for_recovery(known.by_recovery or NO_WRAP, recovery, where, salt)
    except Unopenable:
        return b""


def too_many_proofs(session: Session, known: Known, now: int, keys: Keys) -> bool:
    """Count a try of somebody who is signed in. The caller commits before it looks further."""
    return attempts.count(session, "proof", known.id, (now, 60), keys) > MOST_PROOFS


def use_code(
    session: Session, known: Known, code: str, now: int, keys: Keys, knowing: Knowing
) -> bool:
    """Whether the code is the account's and fresh; it opens nothing a second time. Commits.

    Tries are counted as those of `fresh_step` are.
    """
    step = fresh_step(session, known, code, now, keys, knowing)
    won = step is not None and use_step(session, known.id, step)
    session.commit()
    return won


def fresh_step(
    session: Session, known: Known, code: str, now: int, keys: Keys, knowing: Knowing
) -> int | None:
    """Return the step of a code that is the account's and fresh, not used up yet. Commits.

    Tries are counted, so call it with `Known()` where the password or recovery code was wrong:
    then strangers can use up nobody's tries. Whoever lets somebody in calls `use_step` after it.
    """
    tried = attempts.count(session, knowing, known.id, (now, CODE_SECONDS), keys)
    session.commit()
    secret = open_factor(known.id, known.factor, keys) if known.factor else NO_FACTOR
    step = accepted_step(secret, code, now, known.factor_step)
    if not known.is_somebody or known.factor is None or tried > MOST_CODES:
        return None
    return step


def after_password(known: Known, password: str, keys: Keys, strength: Strength) -> Contents:
    """Return what the session of a right password holds. Raises `wrapping.Busy`."""
    stage = Stage.CODE if known.factor else Stage.RECOVERY if known.wrapped else Stage.ENROL
    factor = new_factor() if stage is Stage.ENROL else b""
    drafted: Wrapped | None = None
    if known.wrapped is None:
        private = Pair.new().private
        drafted = wrap(private, password, place(known.id, known.pairs + 1, "password"), strength)
    else:
        where = place(known.id, known.pairs, "password")
        private = unwrap(known.wrapped, password, where)
        if known.wrapped.is_weaker_than(strength):
            drafted = wrap(private, password, where, strength)
    stored, cost = known.password or "", strength.bcrypt_cost
    outdated = is_outdated(stored, keys.peppers, cost)
    rehashed = hash_password(password, keys.peppers, cost) if outdated else ""
    return Contents(
        known.id, known.epoch, stage, private, 0, factor=factor, password=rehashed, wrap=drafted
    )
