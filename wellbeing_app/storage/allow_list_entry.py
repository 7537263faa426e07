"""What one entry of the allow-list says."""

from collections.abc import Mapping
from dataclasses import dataclass

N_ = str
"""Marks a sentence for translation: the page translates it when it shows it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is for, and when its content is deleted."""

    purpose: str
    deleted: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is for, and its columns by name."""

    purpose: str
    columns: Mapping[str, Column]
