"""The answers that count, and why others are not there: only one of three reasons is "missing"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.instruments.model.values import Value


class Standing(StrEnum):
    """What an item is to one person at one moment."""

    ASKED = "asked"
    """It is put to the person. Without an answer it is missing."""
    HIDDEN = "hidden"
    """A condition on other answers or on a parameter keeps it away."""
    NOT_APPLICABLE = "not applicable"
    """It belongs to an arm or a dimension that this administration does not use."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Answers that count, how each item stands, and what this administration leaves out."""

    answers: Mapping[str, Answer]
    standing: Mapping[str, Standing]
    parameters: Mapping[str, Value]
    absent: frozenset[str] = frozenset()
    """Answer ids that are not applicable."""
    disabled: frozenset[str] = frozenset()
    """Ids of dimensions switched off: their scores are omitted."""
    ended: bool = False
    """A closed gate ended it: what comes after is not asked any more."""
