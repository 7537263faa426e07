"""Which kinds of help fit which pattern of answers, and why: plain sentences for the page.

`N_` marks a sentence for translation; the page translates it. The rows follow the map of topics
to kinds of help that the site's articles and questions share.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from wellbeing_app.directory.entry import Kind

N_ = str


class Pattern(StrEnum):
    """What a person's own answers speak of. None of it is a diagnosis, and several may hold."""

    FEAR = "fear"
    COERCION = "coercion"
    IMAGE_ABUSE = "image_abuse"
    MOOD = "mood"
    CONTROL = "control"
    VALUES = "values"
    RELATIONSHIP = "relationship"
    MONEY = "money"
    PERFORMING = "performing"
    ADULTS = "adults"
    SAFETY = "safety"
    LAW = "law"
    PRIVACY = "privacy"
    SECRECY = "secrecy"
    TIME = "time"
    EMPTY = "empty"
    PAYING = "paying"
    RECORDED = "recorded"
    VIRTUAL = "virtual"
    FORMS = "forms"
    EXPLORING = "exploring"
    GAINS = "gains"


class Fit(NamedTuple):
    """A kind of help, and the reason why it is shown."""

    kind: Kind
    reason: str


AGAINST_JOINT_TALKS = frozenset(
    {Pattern.FEAR, Pattern.COERCION, Pattern.IMAGE_ABUSE, Pattern.SAFETY}
)
"""Where one of these holds, somebody close may be the one who does harm."""

FITS: Mapping[Pattern, tuple[Fit, ...]] = {
    Pattern.FEAR: (
        Fit(Kind.DOMESTIC_ABUSE, N_("You answered that this may not be a safe moment for you.")),
        Fit(Kind.CRISIS, N_("You need not wait until it is an emergency to talk to someone.")),
    ),
    Pattern.COERCION: (
        Fit(
            Kind.TRAFFICKING_AND_COERCION,
            N_("You answered that somebody may have put you under pressure. It is not your fault."),
        ),
        Fit(
            Kind.DOMESTIC_ABUSE,
            N_("This is for when the pressure comes from somebody close to you."),
        ),
        Fit(Kind.CRISIS, N_("Being put under pressure is a lot to carry alone.")),
    ),
    Pattern.IMAGE_ABUSE: (
        Fit(Kind.IMAGE_ABUSE, N_("You answered that images or chats of yours may be misused.")),
        Fit(Kind.CRISIS, N_("The fear of being exposed can feel unbearable. It passes.")),
    ),
    Pattern.MOOD: (
        Fit(Kind.CRISIS, N_("Your answers about mood say that talking to someone may help.")),
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("Your answers about mood say that talking to someone may help."),
        ),
    ),
    Pattern.CONTROL: (
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("Your answers touch on staying in control. A therapist can work on that with you."),
        ),
        Fit(Kind.THERAPY_SERVICE, N_("Your answers touch on staying in control.")),
        Fit(
            Kind.SELF_HELP,
            N_("Your answers touch on staying in control. Here you can work on it by yourself."),
        ),
        Fit(
            Kind.PEER_SUPPORT,
            N_(
                "Your answers touch on staying in control. Other people know that, and groups "
                "differ: choose one that fits you."
            ),
        ),
    ),
    Pattern.VALUES: (
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_(
                "You answered that it clashes with your values. It helps to talk with somebody who "
                "respects them."
            ),
        ),
    ),
    Pattern.RELATIONSHIP: (
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("Your answers touch on a partner. You can talk it over on your own first."),
        ),
        Fit(
            Kind.DOMESTIC_ABUSE,
            N_("Only if somebody at home scares or controls you. You can go there on your own."),
        ),
        Fit(
            Kind.RELATIONSHIP_COUNSELLING,
            N_("Your answers touch on a partner. Some people talk it over together."),
        ),
        Fit(Kind.FAMILY_AND_PARTNERS, N_("A partner may want somebody to talk to as well.")),
    ),
    Pattern.MONEY: (
        Fit(Kind.SELF_HELP, N_("Your answers touch on money. Here you can work on habits.")),
    ),
    Pattern.PERFORMING: (
        Fit(
            Kind.TRAFFICKING_AND_COERCION,
            N_("You perform or sell online. This is for when somebody else decides or takes."),
        ),
        Fit(
            Kind.IMAGE_ABUSE,
            N_("You perform or sell online. This is for when pictures spread against your will."),
        ),
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("You perform or sell online. You can ask first how a therapist thinks about that."),
        ),
    ),
    Pattern.ADULTS: (
        Fit(
            Kind.CHILD_PROTECTION_REPORT,
            N_(
                "You answered that you cannot always tell who the others are, or whether they are "
                "adults. If you think that somebody is under 18, stop, and report it here."
            ),
        ),
        Fit(
            Kind.IMAGE_ABUSE,
            N_("You answered that you cannot always tell who the others are. Some blackmail."),
        ),
    ),
    Pattern.SAFETY: (
        Fit(Kind.CRISIS, N_("You named your safety as a worry. You can talk about it now.")),
        Fit(
            Kind.DOMESTIC_ABUSE,
            N_("You named your safety as a worry. This is for when somebody close is the reason."),
        ),
        Fit(
            Kind.TRAFFICKING_AND_COERCION,
            N_("You named your safety as a worry. This is for when somebody pressures you."),
        ),
    ),
    Pattern.LAW: (
        Fit(Kind.CRISIS, N_("You named the law as a worry. The fear can be talked about.")),
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("You named the law as a worry. Ask first what a therapist may keep to themselves."),
        ),
        Fit(
            Kind.PREVENTION,
            N_(
                "You named the law as a worry. If it is about sexual thoughts or pictures of "
                "children, these places listen."
            ),
        ),
    ),
    Pattern.PRIVACY: (
        Fit(
            Kind.IMAGE_ABUSE,
            N_("You named your privacy as a worry. This is for when pictures or chats get out."),
        ),
    ),
    Pattern.SECRECY: (
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("You answered that keeping it secret is a worry. Here you can say it in private."),
        ),
    ),
    Pattern.TIME: (
        Fit(Kind.SELF_HELP, N_("You answered that it takes time. Here you can work on habits.")),
        Fit(Kind.DIGITAL_WELLBEING, N_("You answered that it takes time.")),
    ),
    Pattern.EMPTY: (
        Fit(
            Kind.THERAPIST_DIRECTORY,
            N_("You answered that it gives you nothing much. You can ask what you would like."),
        ),
    ),
    Pattern.EXPLORING: (
        Fit(
            Kind.SEXUAL_HEALTH,
            N_("You answered that it lets you explore or talk about sex. Here you can ask more."),
        ),
    ),
    Pattern.PAYING: (),
    Pattern.RECORDED: (),
    Pattern.VIRTUAL: (),
    Pattern.FORMS: (),
    Pattern.GAINS: (),
}
"""The kinds that fit each pattern. A kind that fits several is shown once, with every reason.

A pattern without kinds has only something to read."""
