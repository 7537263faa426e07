"""Marks: how a row is found by something that must not stand in it, such as a name."""

import hmac
from collections.abc import Sequence


def mark(key: bytes, label: str, what: bytes) -> bytes:
    """Return 32 bytes (HMAC-SHA256) that only the key's holder can work out."""
    return hmac.digest(key, label.encode() + b"\0" + what, "sha256")


def marks(keys: Sequence[bytes], label: str, what: bytes) -> list[bytes]:
    """Return the mark under each key, the newest first: rows written before a change are found."""
    return [mark(key, label, what) for key in keys]
