"""Which passwords are accepted: long ones that are not easy to guess, of any characters."""

from collections.abc import Iterable
from enum import StrEnum

from wellbeing_app.accounts.guessable import is_guessable
from wellbeing_app.vault.passwords import normal

SHORTEST, LONGEST = 15, 256
"""Characters, after composing letters (NFC)."""
LARGEST = 1_024
"""Bytes in UTF-8."""


class Weakness(StrEnum):
    """Why a password is not accepted."""

    SHORT = "short"
    LONG = "long"
    GUESSABLE = "guessable"


def weakness(password: str, own_words: Iterable[str]) -> Weakness | None:
    """Return why this password is refused, or None. `own_words`: the account's and site's names."""
    data = normal(password)
    text = data.decode("utf-8", "replace")
    if len(text) < SHORTEST:
        return Weakness.SHORT
    if len(text) > LONGEST or len(data) > LARGEST:
        return Weakness.LONG
    return Weakness.GUESSABLE if is_guessable(text, own_words) else None
