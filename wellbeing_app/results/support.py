"""Support that fits the answers of this visit: worked out from the cookie, kept nowhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import render_template, request
from werkzeug.wrappers import Response

from wellbeing_app.directory.entry import Entry, Kind
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.directory.matching import Match, matched
from wellbeing_app.directory.ordering import is_for_some
from wellbeing_app.interpretation.own_questions import safe_together
from wellbeing_app.results.patterns import patterns
from wellbeing_app.results.views import blueprint, result_of, with_result
from wellbeing_app.web.forms import Answered, redirect_to
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.check import Check, current_check

LONGEST = 3
"""Places of each kind on the page, or all where some are not for everyone; a link leads on."""


@dataclass(frozen=True)
class Offer:
    """A kind of help as the page shows it: new places, and those that stand further up."""

    match: Match
    places: tuple[tuple[Entry, bool], ...]
    above: tuple[Entry, ...]

    @property
    def unfolded(self) -> int:
        """How many places stand open: the first, unless it rests on faith or abstinence.

        Of such a kind the other choices stand further up, perhaps folded: it takes no lead.
        """
        return int(bool(self.places) and not self.places[0][0].rests_on_faith_or_abstinence)

    @property
    def has_more(self) -> bool:
        """Whether the directory has places of this kind that are not on the page."""
        return len(self.match.places) > len(self.places) + len(self.above)


@blueprint.get("/result/support")
@with_result
def fitting(check: Check) -> Answered:
    """Show the kinds of help that fit, each with the reason why it is shown."""
    held = patterns(check.taken, result_of(check).scales)
    found = matched(site().directory, held, check.country, safe_together=safe_together(check.taken))
    return render_template(
        "results/support.html",
        offers=tuple(offers(found)),
        patterns=sorted(held, key=list(Pattern).index),
        country=check.country,
        countries=[(each.code, each.name) for each in site().directory.countries()],
        couples=any(match.kind is Kind.RELATIONSHIP_COUNSELLING for match in found),
        relationship=Pattern.RELATIONSHIP in held,
        money=Pattern.MONEY in held,
        law=Pattern.LAW in held,
    )


def offers(matches: Iterable[Match]) -> Iterator[Offer]:
    """Show each place once: where it fits first. What must stand before a place then stands above.

    The first places of every kind are kept in their order, so the rules of that order hold on.
    """
    told: set[str] = set()
    for match in matches:
        for_some = any(is_for_some(entry, match.kind) for entry, _ in match.places)
        fresh = tuple(place for place in match.places if place[0].id not in told)
        fresh = fresh if for_some else fresh[:LONGEST]
        above = tuple(entry for entry, _ in match.places if entry.id in told)
        told |= {entry.id for entry, _ in fresh}
        yield Offer(match, fresh, above)


@blueprint.post("/result/support")
def choose_country() -> Response:
    """Remember, for this visit only, where help should be."""
    check = current_check()
    if check is not None:
        _remember_country(check, request.form.get("country", ""))
    return redirect_to("results.fitting")


def _remember_country(check: Check, chosen: str) -> None:
    known = {country.code for country in site().directory.countries()}
    check.country = chosen if chosen in known else None
    check.save()
