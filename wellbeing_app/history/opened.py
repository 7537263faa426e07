"""An opened history: the list with its trends, one result, two dates, and every change of it.

A form that changes it carries the revision its page was made from.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened, Unreadable
from wellbeing_app.interpretation.answer_rows import private_parts
from wellbeing_app.interpretation.occasions import Occasion, occasions
from wellbeing_app.interpretation.report import report
from wellbeing_app.interpretation.trends import trends
from wellbeing_app.records.past import dated_scores, past_result, side_by_side, unscored
from wellbeing_app.storage.history import Changed
from wellbeing_app.storage.kept import Goal, History, Kept
from wellbeing_app.vault.sealing import TooLarge
from wellbeing_app.web.brake import brake_saving
from wellbeing_app.web.database import db
from wellbeing_app.web.forms import CONFLICT, UNPROCESSABLE, Answered, redirect_to
from wellbeing_app.web.growth import make_room
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import Check, current_check
from wellbeing_app.web.visit.instead import check_to_ask_about
from wellbeing_app.web.words.days import day_words, month_words, short_day_words, today

blueprint = Blueprint("history", __name__, template_folder="templates")

P = ParamSpec("P")


def current() -> Opened | None:
    """The history that this visit's code opens; None without a code, or where nothing is kept."""
    secret = codes.HISTORY.secret
    return actions.open_history(db.session, secret, today()) if secret else None


def with_history(view: Callable[Concatenate[Opened, P], Answered]) -> Callable[P, Answered]:
    """Hand the view the open history; without one, ask for the code."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answered:
        opened = current()
        if opened is None:
            codes.HISTORY.forget()
            return redirect_to("history.come_back")
        return view(opened, *args, **kwargs)

    return guarded


@blueprint.get("/kept")
@with_history
def kept(opened: Opened) -> Answered:
    """What lies under the code: days, trends, the own goal, and the ways to take or erase it."""
    library = site().library
    results = opened.history.results
    records = [one.record for one in results]
    return render_template(
        "history/kept.html",
        opened=opened,
        until=month_words(opened.expires_month),
        days=list(enumerate(results_in_words(results), start=1)),
        unfinished=[
            (one.record.battery, check_name(one.record.battery))
            for one in opened.history.unfinished
        ],
        day_words=day_words,
        trends=trends(library, dated_scores(library, records), unscored(library, records)),
        goals=GOALS,
        addable=_addable(opened),
        shown=actions.living_shares(db.session, opened, today()),
    )


@blueprint.get("/kept/<int:number>")
@with_history
def result(opened: Opened, number: int) -> Answered:
    """One kept result as it was that day, help first where an answer calls for it."""
    one = result_or_404(opened, number)
    past = past_result(site().library, one.record)
    directory = site().directory
    return render_template(
        "history/result.html",
        opened=opened,
        number=number,
        day=day_words(results_by_occasion(opened.history.results)[number - 1]),
        name=check_name(one.record.battery),
        past=past,
        result=report(
            site().library,
            past.taken,
            day=one.record.day,
            notes=one.record.notes,
            rate=request.args.get("rate", default=1, type=int),
            whole=past.whole,
        ),
        private=private_parts(past.taken),
        crisis_help=directory.crisis(None) if past.alerts else None,
        topic_help=directory.topics_help((alert.topic for alert in past.alerts), None),
    )


@blueprint.get("/kept/side")
@with_history
def side(opened: Opened) -> Answered:
    """Two dates side by side."""
    numbers = [request.args.get(name, 0, int) for name in ("first", "second")]
    first, second = (result_or_404(opened, number) for number in numbers)
    when = results_by_occasion(opened.history.results)
    return render_template(
        "history/side.html",
        opened=opened,
        days=[short_day_words(when[number - 1]) for number in numbers],
        pairs=side_by_side(site().library, first.record, second.record),
    )


def result_or_404(opened: Opened, number: int) -> Kept:
    """The kept result of this number, from 1."""
    if not 1 <= number <= len(opened.history.results):
        abort(404)
    return opened.history.results[number - 1]


def results_by_occasion(results: Sequence[Kept]) -> tuple[Occasion, ...]:
    """Which result of its day each one is."""
    return occasions([one.record.day for one in results])


def results_in_words(results: Sequence[Kept]) -> list[str]:
    """Results as a list names them: by day, told apart within one, and check."""
    return [
        f"{day_words(when)}: {check_name(one.record.battery)}"
        for when, one in zip(results_by_occasion(results), results, strict=True)
    ]


def check_name(slug: str) -> str:
    """A check's name, or what an address calls it where it is gone."""
    try:
        return site().library.check(slug).name
    except KeyError:
        return slug


def _addable(opened: Opened) -> bool:
    """Whether this visit has a check with answers, or with more of them, than are kept."""
    check = current_check()
    if check is None or not check.has_answers:
        return False
    kept_marks = {one.mark for one in opened.history.results} | {
        one.mark for one in opened.history.unfinished if one.furthest == check.furthest
    }
    return check.token not in kept_marks


@blueprint.errorhandler(Changed)
def changed_elsewhere(_failure: Changed) -> Answered:
    """Refuse a change that would undo another one."""
    return render_template("history/changed.html"), CONFLICT


@blueprint.errorhandler(TooLarge)
def full(_failure: TooLarge) -> Answered:
    """Say that a history is full; it stays as it was."""
    return render_template("history/full.html"), UNPROCESSABLE


@blueprint.errorhandler(Unreadable)
def unreadable(_failure: Unreadable) -> Answered:
    """Say that what is kept was damaged, and let it be erased."""
    return render_template("history/unreadable.html"), UNPROCESSABLE


GOALS: Mapping[Goal, str] = {
    Goal.STOP: lazy_gettext("Stop"),
    Goal.REDUCE: lazy_gettext("Do it less"),
    Goal.KEEP_WITHOUT_HARM: lazy_gettext("Keep it, but without harm"),
    Goal.ACCEPT: lazy_gettext("Be at peace with it"),
    Goal.JUST_WATCHING: lazy_gettext("No goal: I just want to see"),
}


@blueprint.post("/kept/add")
@with_history
def add(opened: Opened) -> Answered:
    """Add the check of this visit; added again, it takes its own place."""
    check = current_check()
    if check is None:
        return redirect_to("history.kept")
    brake_saving("keep")
    ticked = request.form.getlist("private")
    return _changed(
        opened, actions.with_check(opened.history, check, site().library, ticked, today())
    )


@blueprint.post("/kept/goal")
@with_history
def set_goal(opened: Opened) -> Answered:
    """Set the own goal, or none; nothing that was kept changes with it."""
    brake_saving("change")
    chosen = request.form.get("goal", "")
    goal = Goal(chosen) if chosen in GOALS else None
    return _changed(opened, actions.with_goal(opened.history, goal))


@blueprint.post("/kept/<int:number>/remove")
@with_history
def remove(opened: Opened, number: int) -> Answered:
    """Take one result out."""
    result_or_404(opened, number)
    return _changed(opened, opened.history.without(number - 1))


@blueprint.post("/kept/go-on")
@with_history
def go_on(opened: Opened) -> Answered:
    """Go on with an unfinished check; it stays kept until its result takes its place."""
    wanted = request.form.get("battery", "")
    for one in opened.history.unfinished:
        check = actions.go_on(one, site().library) if one.record.battery == wanted else None
        waiting = check_to_ask_about()
        if check and waiting and waiting.token != one.mark:
            return _ask(waiting, check)
        if check:
            check.save()
            number = min(check.furthest + 1, len(check.pages))
            return redirect_to("selfcheck.page", number=number)
    return redirect_to("history.kept")


def _ask(waiting: Check, wanted: Check) -> Answered:
    page = render_template(
        "instead.html",
        waiting=waiting,
        name=wanted.battery.name,
        action=url_for("history.go_on"),
        carried={"battery": wanted.battery.slug},
        back=url_for("history.kept"),
    )
    return page, CONFLICT


def _changed(opened: Opened, history: History) -> Response:
    rev = request.form.get("rev", 0, int)
    actions.change(db.session, opened, rev, history, today())
    make_room()
    db.session.commit()
    return redirect_to("history.kept")
