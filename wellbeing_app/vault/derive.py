"""The one key derivation used everywhere: HKDF-SHA256 (RFC 5869) with a label for each use."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derive(secret: bytes, label: str, length: int, salt: bytes) -> bytes:
    """Return `length` bytes (1 to 8160) that only `secret` under this label and salt gives.

    `salt` is the installation's 32 public bytes (table `meta`). Two labels give unrelated bytes,
    so a row's id tells nothing of the key that opens the row.
    """
    info = b"app/1/" + label.encode()
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
