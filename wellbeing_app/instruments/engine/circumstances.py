"""Why an item has no answer: kept apart all the way, because only one of the three is missing."""

from enum import StrEnum


class Standing(StrEnum):
    """What an item is to one person at one moment."""

    ASKED = "asked"
    """It is put to the person. Without an answer it is missing."""
    HIDDEN = "hidden"
    """A condition on other answers or on a parameter keeps it away."""
    NOT_APPLICABLE = "not applicable"
    """It belongs to an arm or a dimension that this administration does not use."""
