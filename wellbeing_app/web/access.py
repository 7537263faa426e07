"""Who may use which address: every route and method stands here, and a test holds it.

A route that changes something is a POST; a GET never writes to the database (tested).
"""

from collections.abc import Mapping
from enum import StrEnum


class Audience(StrEnum):
    """For whom a route answers."""

    VISITOR = "visitor"
    """Anybody, without an account."""
    DEVELOPER = "developer"
    """Anybody, but the route exists outside production only."""


ROUTES: Mapping[tuple[str, str], Audience] = {
    ("static", "GET"): Audience.VISITOR,
    ("robots.robots", "GET"): Audience.VISITOR,
    ("leave.leave", "GET"): Audience.VISITOR,
    ("notices.privacy", "GET"): Audience.VISITOR,
    ("notices.purpose", "GET"): Audience.VISITOR,
    ("style.page", "GET"): Audience.DEVELOPER,
}
