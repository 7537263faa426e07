"""Pages to read: articles, the balance of evidence, sources, topics. The same for everybody.

An address shows in histories, so articles and topics travel as bare numbers.
"""

from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from flask import Blueprint, abort, render_template, request, url_for
from flask.blueprints import BlueprintSetupState

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Entry, Kind
from wellbeing_app.directory.wanted import Wanted, matches
from wellbeing_app.support.asked import COUNTRY, TOPIC, Choice
from wellbeing_app.support.finding import LONGEST, find
from wellbeing_app.support.shelf import Shelf, Topic, shelf
from wellbeing_app.web.csrf import changes_nothing
from wellbeing_app.web.headers import public
from wellbeing_app.web.site import site
from wellbeing_app.web.words.days import day_words
from wellbeing_app.web.words.help import KIND_CODES

blueprint = Blueprint("learn", __name__, template_folder="templates")

DOORS: Mapping[Kind, str] = {
    Kind.CHILD_PROTECTION_REPORT: "support.report",
    Kind.PREVENTION: "support.own_thoughts",
}
"""Kinds of help with a page of their own, which says more than a list."""
LETTERS = {kind: letter for letter, kind in KIND_CODES.items()}
AT_FIRST = 2
"""How many places of a kind a topic shows before it leads on to all of them."""


@blueprint.record_once
def _open_shelf(state: BlueprintSetupState) -> None:
    """Read all there is before the first page, and let every room ask what fits."""
    state.app.jinja_env.globals.update(
        articles_for=shelf().articles_for,
        kind_address=kind_address,
        long_date=day_words,
    )


def kind_address(kind: Kind, country: str | None = None) -> str:
    """Return where help of this kind stands, for a country (two small letters) or for any."""
    if kind is Kind.CRISIS:
        return url_for("support.help_country" if country else "support.help_page", country=country)
    if kind in DOORS:
        return url_for(DOORS[kind], country=country)
    return url_for("support.find", country=country, kind=LETTERS[kind])


@blueprint.get("/learn")
@public
def articles() -> str:
    """Show what there is to read."""
    return render_template("learn/articles.html", articles=shelf().articles.values())


@blueprint.get("/learn/<int:number>")
@public
def article(number: int) -> str:
    """Show one article with its sources and the help that fits it."""
    found = shelf().articles.get(number) or abort(404)
    return render_template(
        "learn/article.html",
        article=found,
        sources=shelf().cited(found.header.references),
        kinds=shelf().kinds(found),
        previous=shelf().articles.get(number - 1),
        next=shelf().articles.get(number + 1),
    )


@blueprint.get("/learn/evidence")
@public
def evidence() -> str:
    """Show gains beside harms, each with its source, its sample and its weakness."""
    return render_template("learn/evidence.html", pairs=shelf().findings, known=shelf().sources)


@blueprint.get("/learn/sources")
@public
def sources() -> str:
    """Show every source by its number."""
    return render_template("learn/sources.html", sources=shelf().cited(shelf().sources))


@blueprint.get("/search")
@public
def search() -> str | tuple[str, int]:
    """Show the topics from A to Z, or what there is to read and who can help with one of them."""
    lists = _lists(shelf(), site().directory)
    topic = next((each for each in shelf().topics if str(each.number) == lists[TOPIC].chosen), None)
    country = lists[COUNTRY].chosen
    problems = [(name, each.problem) for name, each in lists.items() if each.problem]
    page = render_template(
        "learn/search.html",
        lists=lists,
        problems=problems,
        topic=topic,
        country=country,
        letters=dict(_by_letter(shelf().topics)),
        help=dict(_help(site().directory, topic, country)) if topic else {},
    )
    return (page, 400) if problems else page


@blueprint.post("/search/words")
@changes_nothing
def search_words() -> str:
    """Show what holds the words typed. They come in the body, so no address keeps them."""
    typed = request.form.get("words", "")[:LONGEST]
    return render_template(
        "learn/words.html", typed=typed, found=find(shelf(), site().directory, typed)
    )


def _lists(shelf: Shelf, directory: Directory) -> Mapping[str, Choice]:
    """Build the two lists of the form with what the address chose in them."""
    topics = tuple((str(topic.number), topic.name) for topic in shelf.topics)
    countries = tuple((country.code.lower(), country.name) for country in directory.countries())
    return {
        name: Choice(name, options, request.args.get(name) or None)
        for name, options in ((TOPIC, topics), (COUNTRY, countries))
    }


def _by_letter(topics: tuple[Topic, ...]) -> Iterator[tuple[str, list[Topic]]]:
    """Group topics under their first letter."""
    for letter in ascii_uppercase:
        found = [topic for topic in topics if topic.name.strip('"').upper().startswith(letter)]
        if found:
            yield letter, found


def _help(
    directory: Directory, topic: Topic, country: str | None
) -> Iterator[tuple[Kind, list[tuple[Entry, bool]]]]:
    """Yield the first places of each kind that fits; True where one stands beside the others."""
    for kind in topic.kinds:
        wanted = Wanted(country=country.upper() if country else None, kind=kind)
        found = directory.find(wanted)[:AT_FIRST]
        yield kind, [(entry, not matches(entry, wanted)) for entry in found]
