"""A person's own goal in words. No goal is better than another, and none can be failed."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from wellbeing_app.storage.kept import Goal

GOALS: Mapping[Goal, str] = {
    Goal.STOP: lazy_gettext("Stop"),
    Goal.REDUCE: lazy_gettext("Do it less"),
    Goal.KEEP_WITHOUT_HARM: lazy_gettext("Keep it, but without harm"),
    Goal.ACCEPT: lazy_gettext("Be at peace with it"),
    Goal.JUST_WATCHING: lazy_gettext("No goal: I just want to see"),
}
