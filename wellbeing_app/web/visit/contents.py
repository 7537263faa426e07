"""What the one cookie may hold, in plain words: the page /what-we-keep shows this list.

A test takes whole checks and fails on a name in the cookie that does not stand here.
"""

from collections.abc import Mapping

from flask_babel import lazy_gettext

CHECK: Mapping[str, str] = {
    "b": lazy_gettext("Which check you began."),
    "i": lazy_gettext("Its questionnaires and their versions."),
    "l": lazy_gettext("The language of the questions."),
    "s": lazy_gettext("A random number, so that nothing of this check is counted twice."),
    "a": lazy_gettext("Your answers."),
    "m": lazy_gettext("Which help pages you have seen, so that they do not meet you again."),
    "p": lazy_gettext("How far you got."),
    "c": lazy_gettext("The country for which you wanted help, if you chose one."),
    "f": lazy_gettext("What you ticked at the end: to be counted, to be used for research."),
    "d": lazy_gettext("The clinic at whose front door you began, if it was one."),
    "t": lazy_gettext("Which pages a changed answer adds, before you are back at your answers."),
    "n": lazy_gettext("Your own notes, if you wrote some."),
    "r": lazy_gettext("Whether you asked for the result."),
    "v": lazy_gettext("The form in which all this is written."),
}
"""The parts of `check`, a check in progress or just finished."""

CONTENTS: Mapping[str, str] = {
    "csrf_token": lazy_gettext(
        "A random number that your forms carry, so that no other site can send one for you."
    ),
    "new": lazy_gettext("A new code, until you have typed it once."),
    "code": lazy_gettext("The code with which you opened what you keep."),
    "share": lazy_gettext(
        "What you ticked to show a therapist, and the new code for it until you have typed it."
    ),
    "invited": lazy_gettext(
        "The code of the invitation you came by, until you answer it or say no."
    ),
    "shared": lazy_gettext("The code with which you looked up what you show."),
}
"""What else may stand in it, beside `check`."""
