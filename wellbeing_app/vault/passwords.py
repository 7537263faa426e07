"""Passwords of staff: bcrypt over a keyed hash, so that no byte is cut off and no table is enough.

Stored: `v1$PEPPER$BCRYPT`, where BCRYPT hashes the base64 of HMAC-SHA256(pepper, NFC of the
password): 44 ASCII bytes, below bcrypt's 72 and without NUL. PEPPER names which pepper it was, so
that one can be changed: the first of the list hashes, all of them are read.
"""

import base64
import hmac
import unicodedata
from collections.abc import Sequence

import bcrypt

from wellbeing_app.vault.marks import mark

SCHEME = "v1"
PEPPER_DIGITS = 8
UNFINDABLE = "." * 53
"""Salt and digest of a well-formed bcrypt hash that nobody's password has."""


def normal(password: str) -> bytes:
    """Return the bytes a password stands for: NFC, as keyboards compose letters differently."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def hash_password(password: str, peppers: Sequence[bytes], cost: int) -> str:
    """Hash with the newest pepper; `cost` is bcrypt's power of two (4 to 31)."""
    hashed = bcrypt.hashpw(_keyed(password, peppers[0]), bcrypt.gensalt(cost)).decode("ascii")
    return f"{_form(peppers[0], cost)}{hashed.removeprefix(_head(cost))}"


def matches(password: str, stored: str | None, peppers: Sequence[bytes], cost: int) -> bool:
    """Whether this is the password behind `stored`. Without one, the same work and False."""
    pepper, hashed = _read(stored, peppers) or (peppers[0], _head(cost) + UNFINDABLE)
    return bcrypt.checkpw(_keyed(password, pepper), hashed.encode("ascii"))


def is_outdated(stored: str, peppers: Sequence[bytes], cost: int) -> bool:
    """Whether `stored` was made with an older pepper or another cost than new hashes are."""
    return not stored.startswith(_form(peppers[0], cost))


def _keyed(password: str, pepper: bytes) -> bytes:
    return base64.b64encode(hmac.digest(pepper, normal(password), "sha256"))


def _pepper_name(pepper: bytes) -> str:
    return mark(pepper, "pepper-name", b"").hex()[:PEPPER_DIGITS]


def _head(cost: int) -> str:
    return f"$2b${cost:02}$"


def _form(pepper: bytes, cost: int) -> str:
    return f"{SCHEME}${_pepper_name(pepper)}{_head(cost)}"


def _read(stored: str | None, peppers: Sequence[bytes]) -> tuple[bytes, str] | None:
    scheme, _, rest = (stored or "").partition("$")
    name, dollar, hashed = rest.partition("$")
    named = {_pepper_name(pepper): pepper for pepper in peppers}
    return (named[name], dollar + hashed) if scheme == SCHEME and name in named else None
