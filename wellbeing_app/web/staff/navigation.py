"""Where somebody on the staff can go from here, and at which workplace that is."""

from collections.abc import Sequence

from flask import g
from flask_babel import gettext as _

from wellbeing_app.web.staff.session import Signed
from wellbeing_app.web.staff.workplaces import Workplace


def here() -> Workplace | None:
    """Return the workplace of this request, where a guard has let somebody in."""
    found: Signed | None = g.get("signed")
    return found.here if found else None


def several_places() -> bool:
    """Whether the one who was let in works in more than one place."""
    found: Signed | None = g.get("signed")
    return found is not None and len(found.places) > 1


def staff_pages() -> Sequence[tuple[str, str]]:
    """Return the endpoints of the pages to go to, in words; those of a therapist where unsure."""
    place, pages = here(), []
    if (place is None and not several_places()) or (place is not None and place.is_desk):
        pages += [
            ("caseload.all_clients", _("Clients")),
            ("caseload.ask", _("Pick up")),
            ("caseload.invitations", _("Invitations")),
            ("caseload.log", _("Log")),
        ]
    if place is not None and place.is_run:
        pages += [
            ("clinic.people", _("People")),
            ("clinic.settings", _("Front door")),
            ("clinic.audit", _("Audit")),
        ]
    if several_places() or not pages:
        pages += [("accounts.workplaces", _("Where you work"))]
    return [*pages, ("accounts.account", _("Account"))]
