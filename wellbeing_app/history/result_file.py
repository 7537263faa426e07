"""A history as a file for oneself, sealed under a code; any site of this kind can open it.

Format: `EVENKEEL-FILE-1` and a line end, 32 random bytes, then an envelope (`vault.sealing`) around
the padded content of `storage.kept`. The key derives from the code's 15 bytes with the random bytes
as salt and the label `file-key`; everything before the envelope is its associated data. The server
adds no secret of its own, so the file outlives the site (docs/decisions/result-file.md).
"""

import secrets

from wellbeing_app.storage.kept import History, read_history, write_history
from wellbeing_app.untrusted.refusal import Refused
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.sealing import Unopenable, open_sealed, pad, seal, unpad

MAGIC = b"EVENKEEL-FILE-1\n"
SALT_BYTES = 32
KEY_LABEL, KEY_BYTES = "file-key", 32
LARGEST = 128 * 1024
"""Bytes; the largest file this site writes has 65,673."""


def seal_file(history: History, secret: bytes) -> bytes:
    """Return the file of a history under a code's bytes. Raises `TooLarge`."""
    head = MAGIC + secrets.token_bytes(SALT_BYTES)
    return head + seal(_key(secret, head), pad(write_history(history)), head)


def open_file(data: bytes, secret: bytes) -> History:
    """Open a file with its code. Raises `Unopenable` for all else: no code tells why."""
    head, envelope = data[: len(MAGIC) + SALT_BYTES], data[len(MAGIC) + SALT_BYTES :]
    if not head.startswith(MAGIC):
        raise Unopenable("not such a file")
    try:
        return read_history(unpad(open_sealed([_key(secret, head)], envelope, head)))
    except Refused:
        raise Unopenable("what is sealed in it is no history") from None


def _key(secret: bytes, head: bytes) -> bytes:
    return derive(secret, KEY_LABEL, KEY_BYTES, head[len(MAGIC) :])
