"""Sealing: envelopes under a key we hold, boxes to a public key, and padding that hides length.

An envelope is `0x01 | nonce (24) | XChaCha20-Poly1305 ciphertext`; the first byte names the
format, so that old envelopes stay readable when a new one comes. What must not be swapped (the
table, the row's key, an expiry) goes into `associated`: it is checked, not stored.
"""

from collections.abc import Sequence

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead

from wellbeing_app.vault.keys import Pair

ENVELOPE = b"\x01"
LENGTH_BYTES = 4
SIZES = (4 * 1024, 16 * 1024, 64 * 1024)
"""The only sizes, in bytes, that padded content has."""


class Unopenable(ValueError):
    """The content was changed, cut short, or sealed under another key or for another place."""


class TooLarge(ValueError):
    """The content does not fit the largest padded size."""


def seal(key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """Seal under a 32-byte key with a fresh random nonce; 41 bytes longer than the plaintext."""
    return ENVELOPE + bytes(Aead(key).encrypt(plaintext, associated))


def open_sealed(keys: Sequence[bytes], envelope: bytes, associated: bytes) -> bytes:
    """Open an envelope with whichever key sealed it. Raises `Unopenable`."""
    if envelope[:1] != ENVELOPE:
        raise Unopenable("unknown envelope")
    sealed = envelope[1:]
    if len(sealed) < Aead.NONCE_SIZE + Aead.MACBYTES:
        raise Unopenable("too short to be an envelope")
    for key in keys:
        try:
            return bytes(Aead(key).decrypt(sealed, associated))
        except CryptoError:
            continue
    raise Unopenable("no key opens this")


def seal_to(public_key: bytes, plaintext: bytes) -> bytes:
    """Seal so that only the holder of the private key can open (X25519 sealed box, 48 bytes more).

    A box has no associated data: what must hold goes inside and is compared after opening.
    """
    return bytes(SealedBox(PublicKey(public_key)).encrypt(plaintext))


def open_box(pair: Pair, box: bytes) -> bytes:
    """Open a sealed box. Raises `Unopenable`."""
    try:
        return bytes(SealedBox(PrivateKey(pair.private)).decrypt(box))
    except (CryptoError, TypeError, ValueError) as error:
        raise Unopenable("this pair does not open the box") from error


def pad(content: bytes) -> bytes:
    """Prefix the length (4 bytes, big-endian) and fill with zeros to 4, 16 or 64 KiB.

    Raises `TooLarge` beyond 64 KiB less 4 bytes.
    """
    framed = len(content).to_bytes(LENGTH_BYTES, "big") + content
    for size in SIZES:
        if len(framed) <= size:
            return framed.ljust(size, b"\0")
    raise TooLarge(f"{len(content)} bytes do not fit {SIZES[-1] - LENGTH_BYTES}")


def unpad(padded: bytes) -> bytes:
    """Give back what `pad` was given. Raises `Unopenable` for anything `pad` cannot make."""
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    content = padded[LENGTH_BYTES : LENGTH_BYTES + length]
    if len(padded) not in SIZES or len(content) != length or pad(content) != padded:
        raise Unopenable("not padded content")
    return content
