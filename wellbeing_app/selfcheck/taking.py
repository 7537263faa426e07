"""The questions: page after page, a pause where an answer is alarming, and a last look back."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import TooManyRequests

from wellbeing_app.selfcheck import actions
from wellbeing_app.selfcheck.forms import GO, PageForm
from wellbeing_app.selfcheck.looking_back import (
    closing_words,
    feedback_on,
    looked_back,
    review_parts,
)
from wellbeing_app.selfcheck.views import blueprint
from wellbeing_app.storage.counters import clinic_scope
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.web.brake import brake_saving
from wellbeing_app.web.database import db
from wellbeing_app.web.doors import door_of
from wellbeing_app.web.errors import NoRoom, StaleForm
from wellbeing_app.web.forms import SEE_OTHER, UNPROCESSABLE, Answered, redirect_to
from wellbeing_app.web.growth import make_room
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.check import Check, current_check, end_check
from wellbeing_app.web.visit.lost import ASKED, asked

CHANGE = "change"
"""What a page carries that was opened from "check your answers", to lead back there."""
CONSENTS = ("counted", "research")

P = ParamSpec("P")


def in_check(view: Callable[Concatenate[Check, P], Answered]) -> Callable[P, Answered]:
    """Hand the view the check of this visit; without one, say kindly that there is none."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answered:
        check = current_check()
        if check is None and ASKED in request.form:
            raise StaleForm
        if check is None:
            return make_response(render_template("selfcheck/ended.html"), 404)
        return view(check, *args, **kwargs)

    return guarded


@blueprint.get("/check/<int:number>")
@in_check
def page(check: Check, number: int) -> Answered:
    """One page of questions, filled in with what was answered before."""
    _page_or_404(check, number)
    elsewhere = _pause(check, back_to=number)
    if elsewhere is None and not actions.asks(check, number):
        elsewhere = _next_address(check, number)
    if elsewhere is not None:
        return redirect(elsewhere, SEE_OTHER)
    return _render_page(check, number, PageForm.of(check, number))


@blueprint.post("/check/<int:number>")
@in_check
def save(check: Check, number: int) -> Answered:
    """Save the page the form names; go on, or say what is wrong and keep what was entered.

    Whoever goes back, stops or keeps instead is asked for no answer; what was given is saved.
    """
    _page_or_404(check, number)
    _refuse_stale_form(check, number)
    if actions.is_final(check, number):
        return redirect(_chosen_address(check, number), SEE_OTHER)
    onward = GO not in request.form
    form = PageForm.filled(check, number, request.form)
    if CHANGE in request.form:
        actions.change_page(check, number, form.answers)
    else:
        check.changing = None
        actions.save_page(check, form.answers)
    if onward and form.is_done:
        check.furthest = max(check.furthest, number)
    check.save()
    pause_address = _pause(check)
    if pause_address is None and not form.is_done:
        return make_response(_render_page(check, number, form), UNPROCESSABLE)
    if pause_address is None and onward and actions.answered_with_feedback(check, number):
        return redirect(url_for("selfcheck.feedback", number=number), SEE_OTHER)
    return redirect(pause_address or _chosen_address(check, number), SEE_OTHER)


@blueprint.get("/check/<int:number>/answered")
@in_check
def feedback(check: Check, number: int) -> Answered:
    """Whether the answers just given are right, where a questionnaire has right answers."""
    _page_or_404(check, number)
    told = feedback_on(check, number)
    pause_address, onward = _pause(check), _next_address(check, number)
    if pause_address or not told:
        return redirect(pause_address or onward, SEE_OTHER)
    return render_template("selfcheck/feedback.html", check=check, told=told, onward=onward)


@blueprint.get("/check/<int:number>/pause")
@in_check
def pause(check: Check, number: int) -> Answered:
    """Help that meets the person before the next question."""
    alert = actions.alert_on_page(check, number)
    if alert is None:
        return redirect(_next_address(check, number), SEE_OTHER)
    directory = site().directory
    return render_template(
        "selfcheck/pause.html",
        check=check,
        number=number,
        topic=alert.topic,
        countries=[(country.code, country.name) for country in directory.countries()],
        crisis_help=directory.crisis(check.country),
        door=door_of(check.door),
        topic_entries=[
            entry
            for each in directory.topics_help([alert.topic], check.country)
            for entry in each.entries
        ],
    )


@blueprint.post("/check/<int:number>/country")
@in_check
def choose_country(check: Check, number: int) -> Answered:
    """Remember, for this visit only, where help should be."""
    known = {country.code for country in site().directory.countries()}
    chosen = request.form.get("country", "")
    check.country = chosen if chosen in known else None
    check.save()
    return redirect_to("selfcheck.pause", number=number)


@blueprint.post("/check/<int:number>/pause")
@in_check
def go_on(check: Check, number: int) -> Answered:
    """The person has seen the help and goes on, on the same page if something there is open."""
    _refuse_stale_form(check)
    actions.meet_alerts(check, number)
    check.save()
    onward = _page(check, number) if number > check.furthest else _next_address(check, number)
    return redirect(_pause(check) or onward, SEE_OTHER)


@blueprint.post("/check/stop")
def stop() -> Answered:
    """Forget the answers and stay with the help, in the country chosen; the page says so."""
    check = current_check()
    end_check()
    if check is None or check.country is None:
        return redirect_to("support.help_page", done="yes")
    country = check.country.lower()
    return redirect_to("support.help_country", country=country, done="yes")


@blueprint.get("/check/answers")
@in_check
def review(check: Check) -> Answered:
    """Check your answers; two consents, both unticked."""
    pause_address = _pause(check)
    if pause_address is not None:
        return redirect(pause_address, SEE_OTHER)
    looked = looked_back(check)
    open_ones = [one for one in looked if one.scored and one.answer is None]
    first = open_ones[0] if open_ones else None
    return render_template(
        "selfcheck/review.html",
        check=check,
        parts=review_parts(looked),
        closing=closing_words(check),
        door=door_of(check.door),
        unanswered=len(open_ones),
        first_open=first and first.address(change=first.page <= actions.reached(check)),
        last=actions.previous_page(check, len(check.pages) + 1) or 1,
    )


@blueprint.post("/check/answers")
@in_check
def finish(check: Check) -> Answered:
    """See my result: one sealed row if a consent is ticked, else nothing is written."""
    _refuse_stale_form(check)
    pause_address = _pause(check)
    if pause_address is not None:
        return redirect(pause_address, SEE_OTHER)
    consents = tuple(name for name in CONSENTS if name in request.form)
    counted = not consents or _be_counted(check, consents)
    check.consents = check.consents or (consents if counted else ())
    check.finished = True
    check.save()
    return redirect_to("results.result", counted=None if counted else "no")


def _be_counted(check: Check, consents: Sequence[str]) -> bool:
    """Write the sealed row; False where a brake holds it: the result comes all the same."""
    try:
        brake_saving("count")
        salt = installation_salt(db.session)
        door = door_of(check.door)
        scope = clinic_scope(door.plate.id) if door else ""
        actions.be_counted(db.session, check, consents, site().keys, salt, scope)
        make_room()
        db.session.commit()
    except (TooManyRequests, NoRoom):
        db.session.rollback()
        return False
    return True


def _render_page(check: Check, number: int, form: PageForm) -> str:
    return render_template(
        "selfcheck/page.html",
        check=check,
        number=number,
        form=form,
        asked=asked(check, number),
        changing=CHANGE in request.values,
    )


def _chosen_address(check: Check, number: int) -> str:
    """Where the button leads that sent the page; the primary one leads onward."""
    match request.form.get(GO):
        case "back" if CHANGE not in request.form:
            previous = _revisable_page_before(check, number)
            start = url_for("selfcheck.start", slug=check.battery.slug)
            return url_for("selfcheck.page", number=previous) if previous else start
        case "back" | "review":
            return url_for("selfcheck.review")
        case "keep":
            return url_for("history.keep")
        case _:
            return _next_address(check, number)


def _revisable_page_before(check: Check, number: int) -> int | None:
    previous = actions.previous_page(check, number)
    return None if previous is None or actions.is_final(check, previous) else previous


def _page_or_404(check: Check, number: int) -> None:
    if not 1 <= number <= len(check.pages):
        abort(404)


def _refuse_stale_form(check: Check, number: int | None = None) -> None:
    """A form of another check, or of another page, must not save into this one."""
    stale = request.form.get("check") != check.token
    if stale or (number is not None and request.form.get("page") != str(number)):
        raise StaleForm


def _pause(check: Check, back_to: int | None = None) -> str | None:
    """Where an alarming answer meets the person: before anything but the page it was given on."""
    number = actions.pause_page(check)
    if number is None or number == back_to:
        return None
    return url_for("selfcheck.pause", number=number)


def _next_address(check: Check, number: int) -> str:
    """The next page, or the review: also where the change of an answer began there."""
    following = actions.next_page(check, number)
    if check.changing is not None:
        following = next(iter(check.changing), None)
    return url_for("selfcheck.review") if following is None else _page(check, following)


def _page(check: Check, number: int) -> str:
    change = "yes" if check.changing is not None else None
    return url_for("selfcheck.page", number=number, change=change)
