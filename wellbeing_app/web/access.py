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
    """Anybody, but in development only: elsewhere the answer is 404."""


ROUTES: Mapping[tuple[str, str], Audience] = {
    ("static", "GET"): Audience.VISITOR,
    ("robots.robots", "GET"): Audience.VISITOR,
    ("leave.leave", "GET"): Audience.VISITOR,
    ("notices.privacy", "GET"): Audience.VISITOR,
    ("notices.purpose", "GET"): Audience.VISITOR,
    ("support.help_page", "GET"): Audience.VISITOR,
    ("support.help_country", "GET"): Audience.VISITOR,
    ("support.young", "GET"): Audience.VISITOR,
    ("support.young_country", "GET"): Audience.VISITOR,
    ("support.worried", "GET"): Audience.VISITOR,
    ("support.report", "GET"): Audience.VISITOR,
    ("support.own_thoughts", "GET"): Audience.VISITOR,
    ("support.find", "GET"): Audience.VISITOR,
    ("support.limits", "GET"): Audience.VISITOR,
    ("support.limits_country", "GET"): Audience.VISITOR,
    ("support.what_we_keep", "GET"): Audience.VISITOR,
    ("selfcheck.home", "GET"): Audience.VISITOR,
    ("selfcheck.checks", "GET"): Audience.VISITOR,
    ("selfcheck.scale", "GET"): Audience.VISITOR,
    ("selfcheck.start", "GET"): Audience.VISITOR,
    ("selfcheck.begin", "POST"): Audience.VISITOR,
    ("selfcheck.page", "GET"): Audience.VISITOR,
    ("selfcheck.save", "POST"): Audience.VISITOR,
    ("selfcheck.feedback", "GET"): Audience.VISITOR,
    ("selfcheck.pause", "GET"): Audience.VISITOR,
    ("selfcheck.go_on", "POST"): Audience.VISITOR,
    ("selfcheck.choose_country", "POST"): Audience.VISITOR,
    ("selfcheck.stop", "POST"): Audience.VISITOR,
    ("selfcheck.review", "GET"): Audience.VISITOR,
    ("selfcheck.finish", "POST"): Audience.VISITOR,
    ("results.result", "GET"): Audience.VISITOR,
    ("results.print_page", "GET"): Audience.VISITOR,
    ("results.pdf", "GET"): Audience.VISITOR,
    ("results.note", "GET"): Audience.VISITOR,
    ("results.write_note", "POST"): Audience.VISITOR,
    ("results.fitting", "GET"): Audience.VISITOR,
    ("results.choose_country", "POST"): Audience.VISITOR,
    ("history.keep", "GET"): Audience.VISITOR,
    ("history.type_code", "GET"): Audience.VISITOR,
    ("history.save", "POST"): Audience.VISITOR,
    ("history.come_back", "GET"): Audience.VISITOR,
    ("history.open_with_code", "POST"): Audience.VISITOR,
    ("history.ask_for_file", "GET"): Audience.VISITOR,
    ("history.read_file", "POST"): Audience.VISITOR,
    ("history.kept", "GET"): Audience.VISITOR,
    ("history.result", "GET"): Audience.VISITOR,
    ("history.side", "GET"): Audience.VISITOR,
    ("history.add", "POST"): Audience.VISITOR,
    ("history.set_goal", "POST"): Audience.VISITOR,
    ("history.remove", "POST"): Audience.VISITOR,
    ("history.go_on", "POST"): Audience.VISITOR,
    ("history.close", "POST"): Audience.VISITOR,
    ("history.take_file", "GET"): Audience.VISITOR,
    ("history.take_plain", "GET"): Audience.VISITOR,
    ("history.ask_to_erase", "GET"): Audience.VISITOR,
    ("history.erase", "POST"): Audience.VISITOR,
    ("style.page", "GET"): Audience.DEVELOPER,
}
