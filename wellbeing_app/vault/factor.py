"""The second factor of staff: six digits that change every 30 seconds (TOTP, RFC 6238)."""

import base64
import hmac
import secrets

import pyotp

from wellbeing_app.untrusted.typed import letters_and_digits

SECRET_BYTES = 20
STEP_SECONDS = 30
DRIFT = 1
"""Steps the clock of a phone may be off, either way."""
GROUP = 4


def new_factor() -> bytes:
    """Return a fresh secret of 160 bits."""
    return secrets.token_bytes(SECRET_BYTES)


def written(secret: bytes) -> str:
    """Return the secret as it is typed into an authenticator app: groups of four letters."""
    text = base64.b32encode(secret).decode("ascii")
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def address(secret: bytes, name: str, issuer: str) -> str:
    """Return the otpauth:// address that an authenticator app reads from a QR code."""
    totp = pyotp.TOTP(base64.b32encode(secret).decode("ascii"))
    return totp.provisioning_uri(name=name, issuer_name=issuer)


def accepted_step(secret: bytes, code: str, now: float, last: int) -> int | None:
    """Return the step (30 seconds since 1970) the typed code is of; None if it opens nothing.

    A step up to `last`, the newest one accepted, opens nothing any more. The caller stores the
    step in one conditional write, so that of two equal codes at once one is accepted.
    """
    totp = pyotp.TOTP(base64.b32encode(secret).decode("ascii"))
    typed = letters_and_digits(code).encode()
    current = int(now) // STEP_SECONDS
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode("ascii"), typed) and step > last:
            found = step
    return found
