"""Codes a person keeps: 24 Crockford base32 symbols (120 random bits) and a check symbol, 5 x 5.

The check symbol is Luhn modulo 32: it catches every single wrong symbol, so a typing mistake is
answered without a look into the database.
"""

import secrets
from collections.abc import Sequence

from wellbeing_app.untrusted.typed import letters_and_digits

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 15
SYMBOLS = 24
GROUP = 5
LONGEST_TYPED = 400
"""Characters in which a code is looked for, with all that a program may have put around it."""
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class BadCode(ValueError):
    """The text cannot be a code: wrong length, a foreign symbol, or a mistyped one."""


def new_secret() -> bytes:
    """Return the 15 random bytes behind a new code."""
    return secrets.token_bytes(SECRET_BYTES)


def write_code(secret: bytes) -> str:
    """Write 15 bytes as a code, such as `00000-00000-00000-00000-00000`."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a code holds {SECRET_BYTES} bytes")
    number = int.from_bytes(secret, "big")
    values = [number >> (5 * place) & 31 for place in reversed(range(SYMBOLS))]
    symbols = "".join(ALPHABET[value] for value in (*values, luhn(values, len(ALPHABET))))
    return "-".join(symbols[start : start + GROUP] for start in range(0, len(symbols), GROUP))


def read_code(text: str) -> bytes:
    """Read a typed or pasted code, whatever stands between its symbols; O is 0, I and L are 1.

    Raises `BadCode`, which never quotes what was typed.
    """
    if len(text) > LONGEST_TYPED:
        raise BadCode("too long to be a code")
    symbols = letters_and_digits(text).translate(_READ_AS)
    values = [ALPHABET.find(symbol) for symbol in symbols]
    if len(values) != SYMBOLS + 1 or -1 in values:
        raise BadCode("not the shape of a code")
    if luhn(values[:-1], len(ALPHABET)) != values[-1]:
        raise BadCode("the check symbol does not fit")
    number = 0
    for value in values[:-1]:
        number = number << 5 | value
    return number.to_bytes(SECRET_BYTES, "big")


def luhn(values: Sequence[int], base: int) -> int:
    """Return the check value of digits 0 to base-1 (Luhn's sum, ISO/IEC 7812-1, in any even base).

    From the right every other digit, the last one first, is doubled and its own digits added.
    """
    total = 0
    for place, value in enumerate(reversed(values)):
        total += sum(divmod(2 * value, base)) if place % 2 == 0 else value
    return -total % base
