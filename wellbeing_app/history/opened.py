"""The pages of an opened history: the list with its trends, one result, two dates side by side."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened, Unreadable
from wellbeing_app.history.blueprint import CONFLICT, SEE_OTHER, UNPROCESSABLE, blueprint
from wellbeing_app.history.goals import GOALS
from wellbeing_app.history.side_by_side import side_by_side
from wellbeing_app.interpretation.answer_rows import private_parts
from wellbeing_app.interpretation.report import report
from wellbeing_app.interpretation.trends import Occasion, occasions, trends
from wellbeing_app.records.past import dated_scores, past_result
from wellbeing_app.storage.history import Changed
from wellbeing_app.storage.kept import Kept
from wellbeing_app.vault.sealing import TooLarge
from wellbeing_app.web.database import db
from wellbeing_app.web.site import site
from wellbeing_app.web.visit import codes
from wellbeing_app.web.visit.check import current_check
from wellbeing_app.web.words.days import day_words, month_words, short_day_words, today

P = ParamSpec("P")
Answered = str | Response | tuple[str, int]


def current() -> Opened | None:
    """The history that this visit's code opens; None without a code, or where nothing is kept."""
    secret = codes.open_code()
    return actions.open_history(db.session, secret, today()) if secret else None


def with_history(view: Callable[Concatenate[Opened, P], Answered]) -> Callable[P, Answered]:
    """Hand the view the open history; without one, ask for the code."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answered:
        opened = current()
        if opened is None:
            codes.close()
            return redirect(url_for("history.come_back"), SEE_OTHER)
        return view(opened, *args, **kwargs)

    return guarded


@blueprint.get("/kept")
@with_history
def kept(opened: Opened) -> Answered:
    """What lies under the code: days, trends, the own goal, and the ways to take or erase it."""
    library = site().library
    results = opened.history.results
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
        trends=trends(library, dated_scores(library, [one.record for one in results])),
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
