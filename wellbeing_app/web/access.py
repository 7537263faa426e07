"""Who may use which address: every route and method stands here, and a test holds it.

A route that changes something is a POST; a GET never writes to the database (tested). Three
exceptions, all of the staff: a session notes, at most once a minute, that it is in use; what a
therapist looks at is noted as looked at, once a day, for the person who shows it; and what moved
is kept for the list when a client is looked at and it is not what was kept.
"""

from collections.abc import Mapping
from enum import StrEnum

from flask import request


class Audience(StrEnum):
    """For whom a route answers."""

    VISITOR = "visitor"
    """Anybody, without an account."""
    DEVELOPER = "developer"
    """Anybody, but in development only: elsewhere the answer is 404."""
    STAFF_DOOR = "staff door"
    """Anybody: where a member of staff comes in."""
    PENDING = "pending"
    """A member of staff whose password was right and who is not in yet; 404 to all others."""
    STAFF = "staff"
    """Anybody who is signed in, wherever they work; 404 to all others."""
    THERAPIST = "therapist"
    """A therapist who is signed in at a desk; 404 to all others."""
    MEMBER = "member"
    """Anybody who is signed in at a clinic; 404 to all others."""
    ADMIN = "admin"
    """An admin who is signed in at their clinic; 404 to all others."""


SIGNED_IN = frozenset({Audience.STAFF, Audience.THERAPIST, Audience.MEMBER, Audience.ADMIN})
STAFF = SIGNED_IN | {Audience.STAFF_DOOR, Audience.PENDING}
"""Behind these nothing of a visit is read or written, and forms carry the staff's own token."""


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
    ("aggregates.statistics", "GET"): Audience.VISITOR,
    ("aggregates.statistics_of", "GET"): Audience.VISITOR,
    ("aggregates.statistics_file", "GET"): Audience.VISITOR,
    ("learn.articles", "GET"): Audience.VISITOR,
    ("learn.article", "GET"): Audience.VISITOR,
    ("learn.evidence", "GET"): Audience.VISITOR,
    ("learn.sources", "GET"): Audience.VISITOR,
    ("learn.search", "GET"): Audience.VISITOR,
    ("learn.search_words", "POST"): Audience.VISITOR,
    ("selfcheck.home", "GET"): Audience.VISITOR,
    ("selfcheck.checks", "GET"): Audience.VISITOR,
    ("selfcheck.scale", "GET"): Audience.VISITOR,
    ("selfcheck.start", "GET"): Audience.VISITOR,
    ("selfcheck.begin", "POST"): Audience.VISITOR,
    ("selfcheck.doors", "GET"): Audience.VISITOR,
    ("selfcheck.door", "GET"): Audience.VISITOR,
    ("selfcheck.door_privacy", "GET"): Audience.VISITOR,
    ("selfcheck.door_look", "GET"): Audience.VISITOR,
    ("selfcheck.door_logo", "GET"): Audience.VISITOR,
    ("selfcheck.start_at_door", "GET"): Audience.VISITOR,
    ("selfcheck.begin_at_door", "POST"): Audience.VISITOR,
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
    ("history.open_shown", "POST"): Audience.VISITOR,
    ("history.ask_to_erase", "GET"): Audience.VISITOR,
    ("history.erase", "POST"): Audience.VISITOR,
    ("sharing.choose", "GET"): Audience.VISITOR,
    ("sharing.choose_kept", "GET"): Audience.VISITOR,
    ("sharing.take_choice", "POST"): Audience.VISITOR,
    ("sharing.preview", "GET"): Audience.VISITOR,
    ("sharing.take_days", "POST"): Audience.VISITOR,
    ("sharing.code", "GET"): Audience.VISITOR,
    ("sharing.type_code", "GET"): Audience.VISITOR,
    ("sharing.put_up", "POST"): Audience.VISITOR,
    ("sharing.ask", "GET"): Audience.VISITOR,
    ("sharing.look_up", "POST"): Audience.VISITOR,
    ("sharing.status", "GET"): Audience.VISITOR,
    ("sharing.pause", "POST"): Audience.VISITOR,
    ("sharing.extend", "POST"): Audience.VISITOR,
    ("sharing.withdraw", "POST"): Audience.VISITOR,
    ("sharing.close", "POST"): Audience.VISITOR,
    ("sharing.ask_for_invitation", "GET"): Audience.VISITOR,
    ("sharing.accept_invitation", "POST"): Audience.VISITOR,
    ("sharing.invited", "GET"): Audience.VISITOR,
    ("sharing.decline", "POST"): Audience.VISITOR,
    ("sharing.by_code", "POST"): Audience.VISITOR,
    ("style.page", "GET"): Audience.DEVELOPER,
    ("accounts.door", "GET"): Audience.STAFF_DOOR,
    ("accounts.sign_in", "POST"): Audience.STAFF_DOOR,
    ("accounts.send_again", "POST"): Audience.STAFF_DOOR,
    ("accounts.sign_out", "POST"): Audience.STAFF_DOOR,
    ("accounts.invitation", "GET"): Audience.STAFF_DOOR,
    ("accounts.accept_invitation", "POST"): Audience.STAFF_DOOR,
    ("accounts.forgotten", "GET"): Audience.STAFF_DOOR,
    ("accounts.reset", "POST"): Audience.STAFF_DOOR,
    ("accounts.code", "GET"): Audience.PENDING,
    ("accounts.enter_code", "POST"): Audience.PENDING,
    ("accounts.lost_factor", "GET"): Audience.PENDING,
    ("accounts.replace_factor", "POST"): Audience.PENDING,
    ("accounts.enrolment", "GET"): Audience.PENDING,
    ("accounts.enrol", "POST"): Audience.PENDING,
    ("accounts.account", "GET"): Audience.STAFF,
    ("accounts.end_one", "POST"): Audience.STAFF,
    ("accounts.end_all", "POST"): Audience.STAFF,
    ("accounts.stay", "POST"): Audience.STAFF,
    ("accounts.password", "GET"): Audience.STAFF,
    ("accounts.change_password", "POST"): Audience.STAFF,
    ("accounts.recovery", "GET"): Audience.STAFF,
    ("accounts.change_recovery", "POST"): Audience.STAFF,
    ("accounts.proof", "GET"): Audience.STAFF,
    ("accounts.prove", "POST"): Audience.STAFF,
    ("accounts.home", "GET"): Audience.STAFF,
    ("accounts.workplaces", "GET"): Audience.STAFF,
    ("accounts.switch", "POST"): Audience.STAFF,
    ("accounts.ask_join", "GET"): Audience.STAFF,
    ("accounts.join", "POST"): Audience.STAFF,
    ("clinic.people", "GET"): Audience.ADMIN,
    ("clinic.ask_invite", "GET"): Audience.ADMIN,
    ("clinic.invite", "POST"): Audience.ADMIN,
    ("clinic.person", "GET"): Audience.ADMIN,
    ("clinic.show_code", "POST"): Audience.ADMIN,
    ("clinic.put_roles", "POST"): Audience.ADMIN,
    ("clinic.state_absence", "POST"): Audience.ADMIN,
    ("clinic.ask_reset", "GET"): Audience.ADMIN,
    ("clinic.reset", "POST"): Audience.ADMIN,
    ("clinic.ask_end", "GET"): Audience.ADMIN,
    ("clinic.end", "POST"): Audience.ADMIN,
    ("clinic.ask_contact", "GET"): Audience.ADMIN,
    ("clinic.write_contact", "POST"): Audience.ADMIN,
    ("clinic.settings", "GET"): Audience.ADMIN,
    ("clinic.put_state", "POST"): Audience.ADMIN,
    ("clinic.preview", "GET"): Audience.ADMIN,
    ("clinic.publish", "POST"): Audience.ADMIN,
    ("clinic.draft_look", "GET"): Audience.ADMIN,
    ("clinic.draft_logo", "GET"): Audience.ADMIN,
    ("clinic.door_paper", "GET"): Audience.ADMIN,
    ("clinic.ask_delete", "GET"): Audience.ADMIN,
    ("clinic.delete_door", "POST"): Audience.ADMIN,
    ("clinic.ask_look", "GET"): Audience.ADMIN,
    ("clinic.write_look", "POST"): Audience.ADMIN,
    ("clinic.ask_words", "GET"): Audience.ADMIN,
    ("clinic.write_words", "POST"): Audience.ADMIN,
    ("clinic.ask_law", "GET"): Audience.ADMIN,
    ("clinic.write_law", "POST"): Audience.ADMIN,
    ("clinic.ask_line", "GET"): Audience.ADMIN,
    ("clinic.write_line", "POST"): Audience.ADMIN,
    ("clinic.audit", "GET"): Audience.ADMIN,
    ("clinic.export_audit", "POST"): Audience.ADMIN,
    ("clinic.ask_leave", "GET"): Audience.MEMBER,
    ("clinic.leave", "POST"): Audience.MEMBER,
    ("caseload.all_clients", "GET"): Audience.THERAPIST,
    ("caseload.ask", "GET"): Audience.THERAPIST,
    ("caseload.claim", "POST"): Audience.THERAPIST,
    ("caseload.ask_where", "GET"): Audience.THERAPIST,
    ("caseload.put_under", "POST"): Audience.THERAPIST,
    ("caseload.client", "GET"): Audience.THERAPIST,
    ("caseload.add_note", "POST"): Audience.THERAPIST,
    ("caseload.ask_note", "GET"): Audience.THERAPIST,
    ("caseload.change_note", "POST"): Audience.THERAPIST,
    ("caseload.ask_to_remove_note", "GET"): Audience.THERAPIST,
    ("caseload.remove_note", "POST"): Audience.THERAPIST,
    ("caseload.ask_label", "GET"): Audience.THERAPIST,
    ("caseload.rename", "POST"): Audience.THERAPIST,
    ("caseload.remove", "POST"): Audience.THERAPIST,
    ("caseload.share", "GET"): Audience.THERAPIST,
    ("caseload.ask_export", "GET"): Audience.THERAPIST,
    ("caseload.export", "POST"): Audience.THERAPIST,
    ("caseload.log", "GET"): Audience.THERAPIST,
    ("caseload.invitations", "GET"): Audience.THERAPIST,
    ("caseload.invite", "POST"): Audience.THERAPIST,
    ("caseload.invitation", "GET"): Audience.THERAPIST,
    ("caseload.revoke_invitation", "POST"): Audience.THERAPIST,
    ("caseload.reading_days", "GET"): Audience.THERAPIST,
    ("caseload.state_reading_days", "POST"): Audience.THERAPIST,
}


def is_staff_page() -> bool:
    """Whether this request is for a route behind the staff door, or for the door itself."""
    method = "GET" if request.method == "HEAD" else request.method
    return ROUTES.get((request.endpoint or "", method)) in STAFF
