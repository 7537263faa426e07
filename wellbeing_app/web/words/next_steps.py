"""The next sensible step of a result: the words for each that the rules of interpretation know."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

STEPS: Mapping[str, str] = {
    "step-care": lazy_gettext(
        "The next sensible step: talk with somebody soon, a doctor, a counsellor, or one of the"
        " lines on this page."
    ),
    "step-help": lazy_gettext(
        "The next sensible step: look at “Find support”, where people can be reached who know such "
        "situations."
    ),
    "step-pressure": lazy_gettext(
        "The next sensible step: if that pressure still weighs on you, look at “Find support”, "
        "where people can be reached who know such situations."
    ),
    "step-images": lazy_gettext(
        "The next sensible step: if what happened with your images still weighs on you, talk to "
        "people who know about it. “Find support” leads there."
    ),
    "step-images-afraid": lazy_gettext(
        "The next sensible step: talk over that fear with people who know about it. “Find support” "
        "leads there."
    ),
    "step-safety": lazy_gettext(
        "The next sensible step: you named your safety as a worry. “Find support” leads to people "
        "who can help, also when you are not sure."
    ),
    "step-adults": lazy_gettext(
        "The next sensible step: where you cannot tell whether somebody is an adult, stop. If you "
        "are worried about a child, you can report it."
    ),
    "step-values-control": lazy_gettext(
        "The next sensible step: talk about that clash first, with somebody who respects your "
        "values. Support with steering what you do can come beside it."
    ),
    "step-control-values": lazy_gettext(
        "The next sensible step: look for support with steering what you do, from somebody who "
        "also respects your values."
    ),
    "step-control-mood": lazy_gettext(
        "The next sensible step: talk over both with a doctor or a counsellor, since each can "
        "make the other harder."
    ),
    "step-control": lazy_gettext(
        "The next sensible step: look for support with steering what you do; much of it is free."
    ),
    "step-mood": lazy_gettext(
        "The next sensible step: talk with a doctor or a counsellor about how you have felt."
    ),
    "step-values": lazy_gettext(
        "The next sensible step: talk with somebody who respects your values."
    ),
    "step-money": lazy_gettext(
        "The next sensible step: set a limit for the money, and look for support if it does not"
        " hold."
    ),
    "step-took": lazy_gettext(
        "The next sensible step: set a limit for it, and look for support if it does not hold."
    ),
    "step-tried": lazy_gettext(
        "The next sensible step: look for support with cutting down, if you still want to; much of "
        "it is free."
    ),
    "step-leans": lazy_gettext(
        "The next sensible step: look at the support that fits. You can use it whether or not a "
        "score is called high."
    ),
    "step-law": lazy_gettext(
        "The next sensible step: read what a therapist may keep to themselves and what not. Then "
        "talk over what you fear."
    ),
    "step-partner": lazy_gettext(
        "The next sensible step: think about what you want yourself, then what you would like "
        "to agree with your partner."
    ),
    "step-watch": lazy_gettext(
        "The next sensible step: be kind to yourself, and look again in a few weeks; talk with "
        "a doctor if it stays."
    ),
    "step-worse": lazy_gettext(
        "The next sensible step: go back and answer what is open, if you can. If things have been "
        "hard, talk with a doctor or a counsellor, whatever the score."
    ),
    "step-answer": lazy_gettext(
        "The next sensible step: go back and answer what is open, if you like. Leaving it open "
        "is fine too."
    ),
    "step-worries": lazy_gettext(
        "The next sensible step: choose one of your worries and think of one small thing that "
        "would ease it."
    ),
    "step-unlined": lazy_gettext(
        "The next sensible step: ask yourself whether what you do fits what you want. That "
        "counts for more than a number."
    ),
    "step-banded": lazy_gettext(
        "The next sensible step: read what is known about that line, and ask yourself whether what "
        "you do fits what you want."
    ),
    "step-ungraded": lazy_gettext(
        "The next sensible step: read your answers once more, and ask yourself whether what you do "
        "fits what you want."
    ),
    "step-nothing": lazy_gettext(
        "The next sensible step: nothing needs to be done. You can look again whenever you like."
    ),
    "step-low": lazy_gettext(
        "The next sensible step: if something you answered troubles you, look at the support that "
        "fits it. No score needs to be high for that."
    ),
}
