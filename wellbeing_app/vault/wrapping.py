"""A therapist's private key, wrapped by the password (Argon2id) and by the recovery code.

The server stores only the wraps: nothing it holds opens them. Stretching a password takes much
memory, so two at a time are stretched and whoever comes third is asked to come back.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from nacl.pwhash import argon2id

from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.passwords import normal
from wellbeing_app.vault.sealing import open_sealed, seal
from wellbeing_app.vault.strength import Strength

KEY_BYTES = 32
RECOVERY_LABEL = "recovery-kek"
AT_ONCE = 2
_places = BoundedSemaphore(AT_ONCE)


class Busy(RuntimeError):
    """Two passwords are being stretched in this process already; the memory allows no third."""


@dataclass(frozen=True, slots=True, repr=False)
class Wrapped:
    """A private key under a password, and what the password was stretched with."""

    salt: bytes
    passes: int
    memory: int
    envelope: bytes

    def is_weaker_than(self, strength: Strength) -> bool:
        """Whether a new wrap would cost more to try."""
        return self.passes < strength.passes or self.memory < strength.memory


def wrap(private: bytes, password: str, place: bytes, strength: Strength) -> Wrapped:
    """Wrap a private key for one place (its row). Raises `Busy`."""
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    key = _stretched(password, salt, strength.passes, strength.memory)
    return Wrapped(salt, strength.passes, strength.memory, seal(key, private, place))


def unwrap(wrapped: Wrapped, password: str, place: bytes) -> bytes:
    """Return the private key. Raises `Busy`, and `sealing.Unopenable` for another password."""
    key = _stretched(password, wrapped.salt, wrapped.passes, wrapped.memory)
    return open_sealed([key], wrapped.envelope, place)


def wrap_for_recovery(private: bytes, recovery: bytes, place: bytes, salt: bytes) -> bytes:
    """Wrap under the 15 bytes of a recovery code; `salt` is the installation's."""
    return seal(derive(recovery, RECOVERY_LABEL, KEY_BYTES, salt), private, place)


def unwrap_for_recovery(envelope: bytes, recovery: bytes, place: bytes, salt: bytes) -> bytes:
    """Return the private key. Raises `sealing.Unopenable` for another recovery code."""
    return open_sealed([derive(recovery, RECOVERY_LABEL, KEY_BYTES, salt)], envelope, place)


def _stretched(password: str, salt: bytes, passes: int, memory: int) -> bytes:
    with _a_place():
        return argon2id.kdf(KEY_BYTES, normal(password), salt, opslimit=passes, memlimit=memory)


@contextmanager
def _a_place() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise Busy("two passwords are being stretched already")
    try:
        yield
    finally:
        _places.release()
