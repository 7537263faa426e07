"""The roles of a clinic in words."""

from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext

from wellbeing_app.storage.memberships import ClinicRole

ROLES: Mapping[ClinicRole, str] = {
    ClinicRole.ADMIN: lazy_gettext("Admin"),
    ClinicRole.AUTHOR: lazy_gettext("Author"),
    ClinicRole.PUBLISHER: lazy_gettext("Publisher"),
    ClinicRole.THERAPIST: lazy_gettext("Therapist"),
}


def role_words(roles: Collection[ClinicRole]) -> str:
    """Return roles as a list has them, such as Admin, Therapist."""
    return ", ".join(str(words) for role, words in ROLES.items() if role in roles)
