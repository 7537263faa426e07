"""Words for the support directory: what its kinds, costs and codes are called on a page.

The help cards of `macros/help.html` need them as template globals: `init_help_words`.
"""

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from flask.sansio.app import App
from flask_babel import get_locale, gettext, lazy_gettext, ngettext

from wellbeing_app.directory.emergency import Use
from wellbeing_app.directory.entry import (
    ANYWHERE,
    URGENT,
    Approach,
    Audience,
    Cost,
    Entry,
    Kind,
)
from wellbeing_app.web.words.days import day_words

KINDS: Mapping[Kind, str] = {
    Kind.CRISIS: lazy_gettext("Talk to someone now"),
    Kind.DOMESTIC_ABUSE: lazy_gettext("When someone close hurts or controls you"),
    Kind.TRAFFICKING_AND_COERCION: lazy_gettext("When someone forces or pressures you"),
    Kind.IMAGE_ABUSE: lazy_gettext("Leaked pictures and blackmail"),
    Kind.THERAPIST_DIRECTORY: lazy_gettext("Find a therapist"),
    Kind.THERAPY_SERVICE: lazy_gettext("Therapy and treatment"),
    Kind.SELF_HELP: lazy_gettext("Self-help programmes"),
    Kind.PEER_SUPPORT: lazy_gettext("Groups of people in the same situation"),
    Kind.SEXUAL_HEALTH: lazy_gettext("Sexual health"),
    Kind.LGBTQ_SUPPORT: lazy_gettext("LGBTQ+ support"),
    Kind.FAMILY_AND_PARTNERS: lazy_gettext("For partners and family"),
    Kind.RELATIONSHIP_COUNSELLING: lazy_gettext("Couples and relationships"),
    Kind.DIGITAL_WELLBEING: lazy_gettext("Time online, and safety online"),
    Kind.CHILD_PROTECTION_REPORT: lazy_gettext("Report harm to a child"),
    Kind.PREVENTION: lazy_gettext("Worried about sexual thoughts about children"),
    Kind.RESEARCH: lazy_gettext("Research studies"),
}
KIND_CODES: Mapping[str, Kind] = dict(zip(ascii_lowercase, Kind, strict=False))
"""How an address names a kind: it stands in histories, so as a bare letter."""

AUDIENCES: Mapping[Audience, str] = {
    Audience.YOUNG: lazy_gettext("Young people"),
    Audience.LGBTQ: lazy_gettext("LGBTQ+ people"),
    Audience.LGBTQ_UNDER_25: lazy_gettext("LGBTQ+ people under 25"),
    Audience.TRANS: lazy_gettext("Trans people"),
    Audience.WOMEN: lazy_gettext("Women"),
    Audience.WOMEN_AND_NON_BINARY: lazy_gettext("Women and non-binary people"),
    Audience.MEN: lazy_gettext("Men"),
    Audience.PARTNERS_AND_FAMILIES: lazy_gettext("Partners and families"),
    Audience.COUPLES: lazy_gettext("Couples"),
}
COSTS: Mapping[Cost, str] = {
    Cost.FREE: lazy_gettext("Free"),
    Cost.MIXED: lazy_gettext("Partly free"),
    Cost.PAID: lazy_gettext("You pay"),
}
ANONYMITY: Mapping[bool | None, str] = {
    True: lazy_gettext("Not needed"),
    False: lazy_gettext("You give your name"),
    None: lazy_gettext("Not known: you can ask"),
}
APPROACHES: Mapping[Approach, str] = {
    Approach.ADDICTION_MODEL: lazy_gettext("addiction model, about which experts disagree"),
    Approach.ADVOCACY: lazy_gettext("on your side, practical and legal"),
    Approach.AFFIRMING: lazy_gettext("welcomes every orientation and gender"),
    Approach.CBT: lazy_gettext("cognitive behavioural therapy"),
    Approach.CHURCH_RUN: lazy_gettext("run by churches"),
    Approach.CLINICAL: lazy_gettext("health professionals"),
    Approach.COUNSELLING: lazy_gettext("counselling"),
    Approach.COUPLES_WORK: lazy_gettext("work with couples"),
    Approach.DIRECTORY: lazy_gettext("leads on to others"),
    Approach.FAITH_BASED: lazy_gettext("rests on faith"),
    Approach.FIXED_RULE: lazy_gettext("one fixed rule for all"),
    Approach.LISTENING: lazy_gettext("listening"),
    Approach.MEDICAL: lazy_gettext("medicine"),
    Approach.MINDFULNESS: lazy_gettext("mindfulness"),
    Approach.OPEN_TO_ALL: lazy_gettext("open to everyone"),
    Approach.PEER: lazy_gettext("people with own experience"),
    Approach.POLICE: lazy_gettext("police"),
    Approach.PRACTICAL: lazy_gettext("practical steps"),
    Approach.PREVENTION: lazy_gettext("help before harm is done"),
    Approach.PUBLIC_BODY: lazy_gettext("public body"),
    Approach.REPORTING: lazy_gettext("takes reports"),
    Approach.RESEARCH: lazy_gettext("research"),
    Approach.SECULAR: lazy_gettext("no tie to a religion"),
    Approach.SEX_POSITIVE: lazy_gettext("does not judge what adults agree on"),
    Approach.SPIRITUAL: lazy_gettext("spiritual"),
    Approach.TWELVE_STEP: lazy_gettext("twelve steps"),
}
USES: Mapping[Use, str] = {
    Use.ANY: lazy_gettext("Any emergency"),
    Use.MOBILE: lazy_gettext("Any emergency, from a mobile phone"),
    Use.AMBULANCE: lazy_gettext("Ambulance"),
    Use.POLICE: lazy_gettext("Police"),
    Use.TEXT: lazy_gettext("Text message, if you cannot hear or speak"),
}
WITH_A_GOAL = {Kind.PEER_SUPPORT, Kind.SELF_HELP, Kind.THERAPIST_DIRECTORY, Kind.DIGITAL_WELLBEING}
"""Main kinds of which a person wants to know whether they aim at stopping."""


def init_help_words(app: App) -> None:
    """Give every template the words of a help card."""
    app.jinja_env.globals.update(
        help_about=about,
        help_contacts=contacts,
        help_facts=lambda entry, kind=None: tuple(facts(entry, kind)),
        help_languages=languages,
        help_checked=checked,
        help_kind=KINDS.__getitem__,
        help_kind_code={kind: code for code, kind in KIND_CODES.items()}.__getitem__,
        help_use=USES.__getitem__,
    )


def about(entry: Entry) -> str:
    """Return one plain line saying what the entry is."""
    return entry.about or "; ".join(str(KINDS[kind]) for kind in entry.kinds) + "."


def contacts(entry: Entry) -> list[tuple[str, str, str]]:
    """List the numbers to call: what to do, what is shown, what is dialled."""
    return [
        (
            gettext("Call (%(note)s)", note=phone.note) if phone.note else gettext("Call"),
            phone.number,
            phone.address,
        )
        for phone in entry.phones
    ]


def facts(entry: Entry, kind: Kind | None = None) -> Iterator[tuple[str, str]]:
    """Yield what a person weighs: term and text, for the list on a help card.

    `kind`: what it stands under. Among urgent help, "not asked to stop" would speak of the harm.
    """
    if entry.message:
        yield gettext("Message"), entry.message
    if entry.audience is not Audience.EVERYONE:
        yield gettext("For"), str(AUDIENCES[entry.audience])
    if ANYWHERE in entry.countries:
        yield gettext("Where"), gettext("Any country")
    yield gettext("Cost"), _cost(entry)
    yield gettext("Your name"), str(ANONYMITY[entry.anonymous])
    if entry.approaches:
        yield (
            gettext("How"),
            _first_capital(", ".join(str(APPROACHES[a]) for a in entry.approaches)),
        )
    if entry.abstinence_oriented:
        yield gettext("Aim"), gettext("Stopping certain behaviour altogether")
    elif entry.main_kind in WITH_A_GOAL and kind not in URGENT:
        yield gettext("Aim"), gettext("You are not asked to stop altogether")


def _cost(entry: Entry) -> str:
    """Say what the help costs; that it is free says nothing about the call."""
    if entry.cost is Cost.FREE and entry.phones:
        return str(gettext("Free; a call may cost what your provider charges"))
    return str(COSTS[entry.cost])


def approach_name(approach: Approach) -> str:
    """Name an approach as the start of a line."""
    return _first_capital(str(APPROACHES[approach]))


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def languages(entry: Entry) -> str:
    """Name the languages of an entry in the language of the page."""
    names = ", ".join(language_name(code) for code in entry.languages)
    if entry.further_languages is None:
        return names
    if entry.further_languages == 0:
        return str(gettext("%(names)s and others", names=names))
    more = ngettext("%(num)s more", "%(num)s more", entry.further_languages)
    return str(gettext("%(names)s and about %(more)s", names=names, more=more))


def language_name(code: str) -> str:
    """Name a language by its ISO 639 code; the code itself where there is no name."""
    locale = get_locale()
    return str(locale.languages.get(code, code)) if locale else code


def checked(entry: Entry) -> str:
    """Say who checked the entry and when, or that nobody did, and what was never seen."""
    if entry.checked is not None:
        day = day_words(entry.checked.day)
        return str(gettext("Checked on %(day)s by %(who)s.", day=day, who=entry.checked.by))
    told = str(gettext("Collected November 2026, not yet checked by this site."))
    if entry.url_seen:
        return told
    return f"{told} {gettext('We have not seen the web address in any source.')}"
