"""Words for the page on what professionals pass on."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from wellbeing_app.directory.duties import Duty, Matter

MATTERS: Mapping[Matter, str] = {
    Matter.CHILD_IN_DANGER: lazy_gettext("A child may be in danger now"),
    Matter.PAST_ABUSE: lazy_gettext("Abuse of a child in the past"),
    Matter.PICTURES: lazy_gettext("Having looked at pictures of child abuse"),
    Matter.DANGER_TO_SELF: lazy_gettext("Danger to yourself"),
    Matter.DANGER_TO_OTHERS: lazy_gettext("Danger to other people"),
}
DUTIES: Mapping[Duty, str] = {
    Duty.MUST: lazy_gettext("Has to be passed on"),
    Duty.MAY: lazy_gettext("May be passed on"),
    Duty.MUST_NOT: lazy_gettext("Must not be passed on"),
    Duty.DEPENDS: lazy_gettext("It depends"),
    Duty.UNCLEAR: lazy_gettext("Not clear"),
}
