"""Support that fits the answers of this visit: worked out from the cookie, kept nowhere."""

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wellbeing_app.directory.entry import Kind
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.directory.matching import matched
from wellbeing_app.instruments.report import report
from wellbeing_app.results.patterns import patterns, safe_together
from wellbeing_app.results.views import SEE_OTHER, blueprint
from wellbeing_app.web.check import Check, current_check
from wellbeing_app.web.site import site

SHOWN = 3
"""Places of each kind on the page; a link leads to the rest."""


@blueprint.get("/result/support")
def fitting() -> str | Response:
    """Show the kinds of help that fit, each with the reason why it is shown."""
    check = current_check()
    if check is None or not check.finished:
        return redirect(url_for("selfcheck.review"), SEE_OTHER)
    taken = tuple(zip(check.administrations, check.answers, strict=True))
    today = datetime.fromtimestamp(site().config.clock(), UTC).date()
    held = patterns(taken, report(site().library, taken, day=today).scales)
    found = matched(site().directory, held, check.country, safe_together=safe_together(taken))
    return render_template(
        "results/support.html",
        matches=found,
        shown=SHOWN,
        country=check.country,
        countries=[(each.code, each.name) for each in site().directory.countries()],
        couples=any(match.kind is Kind.RELATIONSHIP_COUNSELLING for match in found),
        relationship=Pattern.RELATIONSHIP in held,
        money=Pattern.MONEY in held,
    )


@blueprint.post("/result/support")
def choose_country() -> Response:
    """Remember, for this visit only, where help should be."""
    check = current_check()
    if check is not None:
        _remember_country(check, request.form.get("country", ""))
    return redirect(url_for("results.fitting"), SEE_OTHER)


def _remember_country(check: Check, chosen: str) -> None:
    known = {country.code for country in site().directory.countries()}
    check.country = chosen if chosen in known else None
    check.save()
