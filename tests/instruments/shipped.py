"""The shipped questionnaires as plain JSON, read without the app's own loader."""

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "questionnaires"

WITH_WORDING = ("BPS", "GAD-7", "K6", "PHQ-4", "PHQ-9", "PPCS-18", "WHO-5")
AWAITING = (
    "ACSID-11",
    "CPUI-9",
    "CSBD-19",
    "CSBD-7",
    "CysexMQ",
    "HBI-19",
    "Natsal-SW",
    "PATHOS",
    "PCES-SF",
    "PPCS-6",
    "S-IAT-SEX",
    "SCS",
)
CONTEXT = (
    "ACTIVITY",
    "AGREEMENT",
    "BALANCE",
    "CERTAINTY",
    "CONTROL",
    "COERCION",
    "IMAGES",
    "MONEY",
    "PARTNER",
    "SAFE",
    "VALUES",
)
BATTERIES = ("FULL", "SHORT")


def read(path: str) -> dict[str, Any]:
    """Read a JSON file of the folder."""
    return dict(json.loads((FOLDER / path).read_text(encoding="utf-8")))


def definition(code: str) -> dict[str, Any]:
    """Return the definition of a shipped questionnaire."""
    return dict(read(f"{code}/1.0.osd")["definition"])


def hints(code: str) -> dict[str, Any]:
    """Return our own hints in a shipped questionnaire."""
    return dict(definition(code)["runner_hints"]["evenkeel"])


def english(code: str) -> dict[str, str]:
    """Return the English texts of a shipped questionnaire."""
    return dict(read(f"{code}/1.0.osd")["translations"]["en"])


def digest(text: str) -> str:
    """Hash wording without case, punctuation and spacing, written apart from the app's own way."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(sign if sign.isalpha() or sign.isdigit() else " " for sign in plain).split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()
