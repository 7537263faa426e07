"""The server's own keys: one JSON file outside the database and outside its backups.

None of them opens what people keep or share; losing the file costs open visits, staff enrolment
and the waiting statistics inbox. Lists: the first key writes, all of them read.
"""

import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from nacl.public import PrivateKey

from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.untrusted.strict_json import Json, read_json

KEY_BYTES = 32
FEWEST_DIFFERENT = 12
"""Different bytes in a key: 32 random ones fall below this less than once in 10^20 keys."""
LISTS = ("visit_keys", "field_keys", "peppers")
SINGLES = ("statistics_private", "rate_key", "csrf_key")


class KeysRefused(RuntimeError):
    """The key file is missing, unsafe or broken; the text says which, never what is inside."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An X25519 key pair, 32 bytes each."""

    public: bytes
    private: bytes = field(repr=False)

    @classmethod
    def of(cls, private: bytes) -> Self:
        """Return the pair that belongs to a private key."""
        return cls(public=bytes(PrivateKey(private).public_key), private=private)

    @classmethod
    def new(cls) -> Self:
        """Return a fresh pair."""
        return cls.of(bytes(PrivateKey.generate()))


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Every server key, 32 bytes each. Its repr shows none of them."""

    visit_keys: tuple[bytes, ...]
    """Seal the visitor's cookie."""
    field_keys: tuple[bytes, ...]
    """Seal single columns of staff rows."""
    peppers: tuple[bytes, ...]
    """Go into the hash of staff passwords."""
    statistics: Pair
    """The statistics inbox is sealed to it."""
    rate_key: bytes
    csrf_key: bytes

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the key file. Raises `KeysRefused` with a plain reason."""
        found = _read(path)
        lists = {name: _key_list(path, found, name) for name in LISTS}
        private, rate_key, csrf_key = (_key(path, name, found.get(name)) for name in SINGLES)
        return cls(**lists, statistics=Pair.of(private), rate_key=rate_key, csrf_key=csrf_key)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Write a file of fresh keys (mode 0600) and return them.

        The file appears whole or not at all. One that exists is left alone: `KeysRefused`.
        """
        fresh: dict[str, object] = {name: [_fresh_key()] for name in LISTS}
        fresh |= {name: _fresh_key() for name in SINGLES}
        _write_once(path, json.dumps(fresh, indent=2).encode() + b"\n")
        return cls.load(path)


def _fresh_key() -> str:
    return secrets.token_bytes(KEY_BYTES).hex()


def _read(path: Path) -> dict[str, Json]:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read()
    except OSError as error:
        raise KeysRefused(f"{path}: cannot read the key file ({error.strerror})") from None
    if not stat.S_ISREG(mode) or mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeysRefused(f"{path}: others may read the key file; run chmod 600 on it")
    try:
        found = read_json(content)
    except Refused:
        # The parser's own message could quote a key.
        raise KeysRefused(f"{path}: the key file is not JSON, or far too deep or large") from None
    if not isinstance(found, dict):
        raise KeysRefused(f"{path}: the key file is not a JSON object")
    return found


def _key_list(path: Path, found: dict[str, Json], name: str) -> tuple[bytes, ...]:
    values = found.get(name)
    if not isinstance(values, list) or not values:
        raise KeysRefused(f"{path}: {name} is not a list of keys")
    return tuple(_key(path, name, value) for value in values)


def _key(path: Path, name: str, value: object) -> bytes:
    try:
        key = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysRefused(f"{path}: {name} is not {KEY_BYTES} bytes in hexadecimal")
    if len(set(key)) < FEWEST_DIFFERENT:
        raise KeysRefused(f"{path}: {name} is not random: nearly all of its bytes are alike")
    return key


def _write_once(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, fails when the name is taken.
        path.hardlink_to(draft)
    except FileExistsError:
        raise KeysRefused(f"{path}: there is a key file already; it is kept") from None
    finally:
        draft.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
