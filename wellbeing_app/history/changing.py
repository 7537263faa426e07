"""Changes of an opened history. Each form carries the revision its page was made from."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened
from wellbeing_app.history.blueprint import CONFLICT, SEE_OTHER, blueprint
from wellbeing_app.history.goals import GOALS
from wellbeing_app.history.opened import result_or_404, with_history
from wellbeing_app.storage.kept import Goal, History
from wellbeing_app.web.brake import brake_saving
from wellbeing_app.web.database import db
from wellbeing_app.web.growth import make_room
from wellbeing_app.web.site import site
from wellbeing_app.web.visit.check import Check, current_check
from wellbeing_app.web.visit.instead import check_to_ask_about
from wellbeing_app.web.words.days import today

Answered = str | Response | tuple[str, int]


@blueprint.post("/kept/add")
@with_history
def add(opened: Opened) -> Answered:
    """Add the check of this visit; added again, it takes its own place."""
    check = current_check()
    if check is None:
        return redirect(url_for("history.kept"), SEE_OTHER)
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
            return redirect(url_for("selfcheck.page", number=number), SEE_OTHER)
    return redirect(url_for("history.kept"), SEE_OTHER)


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
    return redirect(url_for("history.kept"), SEE_OTHER)
