"""Pages with places to turn to. All are the same for everybody: no cookie, nothing kept."""

from collections.abc import Mapping

from flask import Blueprint, abort, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import lazy_gettext

from wellbeing_app.directory.directory import PICTURES_UNDER_18, Directory
from wellbeing_app.directory.duties import Duty, Matter
from wellbeing_app.directory.entry import Kind
from wellbeing_app.directory.groups import grouped
from wellbeing_app.directory.wanted import Wanted, matches
from wellbeing_app.support import asked
from wellbeing_app.web.headers import public
from wellbeing_app.web.site import site
from wellbeing_app.web.words.help import init_help_words

blueprint = Blueprint("support", __name__, template_folder="templates")

UNFOLDED = 2
"""Kinds whose places are seen at once where no kind was chosen: the most urgent ones."""


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


@blueprint.record_once
def _give_words(state: BlueprintSetupState) -> None:
    """Bring the words of the help cards along with the room."""
    init_help_words(state.app)


def _directory() -> Directory:
    return site().directory


def _code(country: str) -> str:
    """Return the code of a country in an address; strangers to the directory get 404."""
    code = country.upper()
    if code not in {each.code for each in _directory().countries()}:
        abort(404)
    return code


@blueprint.get("/help")
@public
def help_page() -> str:
    """Show help that works everywhere, and the countries to choose from."""
    return render_template(
        "support/help.html",
        help=_directory().crisis(None),
        countries=_directory().countries(),
        forgotten=_has_stopped(),
    )


@blueprint.get("/help/<country>")
@public
def help_country(country: str) -> str:
    """Show emergency numbers and crisis lines of one country."""
    return render_template(
        "support/help_country.html",
        help=_directory().crisis(_code(country)),
        forgotten=_has_stopped(),
    )


def _has_stopped() -> bool:
    """Whether the person comes from stopping a check. The address says it: no cookie is read."""
    return request.args.get("done") == asked.TICKED


@blueprint.get("/young")
@public
def young() -> str:
    """Show a kind page for people under 18."""
    return render_template(
        "support/young.html",
        help=_directory().minors(None),
        countries=_directory().countries(),
        pictures=_directory().entry(PICTURES_UNDER_18),
    )


@blueprint.get("/young/<country>")
@public
def young_country(country: str) -> str:
    """Show lines for people under 18 in one country."""
    return render_template(
        "support/young_country.html",
        help=_directory().minors(_code(country)),
        pictures=_directory().entry(PICTURES_UNDER_18),
    )


@blueprint.get("/worried")
@public
def worried() -> str:
    """Show two doors: report something, or get help before anything happens."""
    return render_template("support/worried.html")


@blueprint.get("/worried/report")
@blueprint.get("/worried/report/<country>")
@public
def report(country: str | None = None) -> str:
    """Show where to report harm to a child."""
    return _door("support/report.html", Kind.CHILD_PROTECTION_REPORT, country)


@blueprint.get("/worried/own-thoughts")
@blueprint.get("/worried/own-thoughts/<country>")
@public
def own_thoughts(country: str | None = None) -> str:
    """Show where people worried about their own thoughts find help before anything happens."""
    return _door("support/own_thoughts.html", Kind.PREVENTION, country)


def _door(template: str, kind: Kind, country: str | None) -> str:
    code = _code(country) if country else None
    return render_template(
        template,
        help=_directory().crisis(code),
        entries=_directory().find(Wanted(country=code, kind=kind)),
        countries=_directory().countries(),
    )


@blueprint.get("/limits")
@public
def limits() -> str:
    """Show what this site can know, and that professionals may have to pass things on."""
    known = {rules.country for rules in _directory().files.rules}
    return render_template(
        "support/limits.html",
        countries=[each for each in _directory().countries() if each.code in known],
        others=[each for each in _directory().countries() if each.code not in known],
    )


@blueprint.get("/limits/<country>")
@public
def limits_country(country: str) -> str:
    """Show what professionals of one country pass on, and what we do not know of it."""
    code = _code(country)
    return render_template(
        "support/limits_country.html",
        country=_directory().country(code),
        places=_directory().rules(code),
        matters=MATTERS,
        duties=DUTIES,
    )


@blueprint.get("/support")
@public
def find() -> str | tuple[str, int]:
    """Show the directory, searched: a kind as a list, everything kind by kind, to be opened.

    An address that asks for what there is not is told so.
    """
    lists = asked.choices(_directory(), request.args)
    wanted = asked.wanted(lists, request.args)
    found = _directory().find(wanted)
    page = render_template(
        "support/find.html",
        lists={each.name: each for each in lists},
        problems=[(each.name, each.problem) for each in lists if each.problem],
        wanted=wanted,
        found=[(entry, not matches(entry, wanted)) for entry in found if wanted.kind],
        groups=() if wanted.kind else tuple(grouped(_directory(), wanted)),
        unfolded=len(Kind) if request.args.get("open") == asked.TICKED else UNFOLDED,
        number=sum(matches(entry, wanted) for entry in found),
    )
    return (page, 400) if any(each.problem for each in lists) else page
