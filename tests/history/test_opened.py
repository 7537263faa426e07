"""An opened history: a result whole, help again, trends, a goal, two windows, going on."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.client import Client
from tests.history.conftest import Calendar
from tests.history.walking import come_back, finished_check, keep, opened, shown_code
from wellbeing_app.history import actions
from wellbeing_app.history.actions import Opened
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.storage import history as rows
from wellbeing_app.storage.kept import History, to_json, write_history
from wellbeing_app.untrusted.strict_json import MOST_BYTES
from wellbeing_app.vault.codes import read_code
from wellbeing_app.web.database import db
from wellbeing_app.web.visit.check import Check
from wellbeing_app.web.words.days import today


def kept_history(app: Flask, code: str) -> Opened:
    found = opened(app, code)
    assert found is not None
    return found


def put(app: Flask, code: str, history: History) -> None:
    """Put another content under a code, as another window would."""
    with app.test_request_context(), Session(db.engine) as session:
        found = actions.open_history(session, read_code(code), today())
        assert found is not None
        actions.change(session, found, found.rev, history, today())
        session.commit()


def test_a_kept_result_shows_its_answers_and_scores_in_full(visitor: Client) -> None:
    keep(visitor)
    page = visitor.visit("/kept/1")
    assert "23 November 2026" in page.text
    assert "Your score is 5." in page.text
    assert "Your answers" in page.text
    assert "As it was worked out that day" not in page.text


@pytest.mark.parametrize("number", ["0", "2", "999999999999999999999"])
def test_a_result_that_is_not_there_is_not_found(visitor: Client, number: str) -> None:
    keep(visitor)
    assert visitor.visit(f"/kept/{number}").status == 404
    assert visitor.visit(f"/kept/side?first={number}&second=1").status == 404


def test_help_is_shown_again_where_an_old_answer_calls_for_it(visitor: Client) -> None:
    keep(visitor)
    page = visitor.visit("/kept/1")
    help_first = page.text[page.text.index("you do not have to be alone") :]
    help_first = help_first[: help_first.index("At first glance")]
    assert "A score of yours says that things may be very hard just now." in help_first
    assert "If it still weighs on you" in help_first
    assert "“now”, it means that day" in page.text


def test_a_private_answer_that_was_ticked_shows_with_its_help(visitor: Client) -> None:
    keep(visitor, private=["COERCION", "SAFE"])
    page = visitor.visit("/kept/1")
    assert "Kept because you ticked it" in page.text
    assert "You do not have to decide anything now" in page.text
    assert "Help in your own country" in page.text


def test_a_private_answer_that_was_not_ticked_shows_nowhere(visitor: Client) -> None:
    keep(visitor)
    page = visitor.visit("/kept/1")
    assert "Kept because you ticked it" not in page.text


def rescored(history: History, key: str, value: float) -> History:
    """The same history, as an older engine would have worked one score out."""
    (kept,) = history.results
    parts = tuple(
        replace(part, scores={**part.scores, "total": value}) if part.key == key else part
        for part in kept.record.parts
    )
    return replace(history, results=(replace(kept, record=replace(kept.record, parts=parts)),))


def test_an_old_score_is_not_silently_rescored(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    put(site_app, code, rescored(kept_history(site_app, code).history, "evenkeel/BPS@1.0", 7))
    page = visitor.visit("/kept/1")
    assert "that day it was 7. By today's rules the same answers give 5." in page.text
    assert "7" in visitor.visit("/kept").one("tbody").itertext()


def test_a_questionnaire_that_is_gone_keeps_its_scores(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    history = kept_history(site_app, code).history
    (kept,) = history.results
    gone = tuple(
        replace(part, key="clinic/OLD@0.9") if part.key == "evenkeel/BPS@1.0" else part
        for part in kept.record.parts
    )
    record = replace(kept.record, parts=gone, battery="gone")
    put(site_app, code, replace(history, results=(replace(kept, record=record),)))
    page = visitor.visit("/kept/1")
    assert page.status == 200
    assert "is not on this site any more" in page.text
    assert "OLD@0.9" in visitor.visit("/kept").text


def test_a_second_result_is_added_and_compared(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code = keep(visitor)
    calendar.turn_to(2027, 1, 10)
    later = Client.of(site_app)
    finished_check(later, "0")
    come_back(later, code)
    page = later.submit(later.visit("/keep"), press="Add it under the code that is open")
    assert page.path == "/kept"
    assert [one.record.day for one in kept_history(site_app, code).history.results] == [
        date(2026, 11, 23),
        date(2027, 1, 10),
    ]
    assert "moved by 5 points" in page.text
    side = later.visit("/kept/side?first=1&second=2")
    assert "23 Nov 2026" in side.text
    assert "10 Jan 2027" in side.text
    assert "cannot tell yet" in side.text
    # The sum of the same answers is told nowhere beside the index.
    assert "WHO-5 Well-Being Index (0\N{EN DASH}25)" not in side.text
    assert "WHO-5 Well-Being Index 0 to 100" in side.text
    assert "printed by the authors of a study" in page.text
    assert "ICC = 0.81" in page.text


def test_the_same_check_added_again_stays_one_result(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    visitor.submit(visitor.visit("/keep"), press="Add it under the code that is open")
    assert len(kept_history(site_app, code).history.results) == 1


def test_a_goal_is_set_and_a_later_result_resets_nothing(
    visitor: Client, site_app: Flask, calendar: Calendar
) -> None:
    code = keep(visitor)
    visitor.submit(visitor.visit("/kept"), {"goal": "reduce"}, press="Save my goal")
    calendar.turn_to(2026, 12, 1)
    later = Client.of(site_app)
    finished_check(later, "2")
    come_back(later, code)
    page = later.submit(later.visit("/keep"), press="Add it under the code that is open")
    assert kept_history(site_app, code).history.goal == "reduce"
    assert "it resets nothing" in page.text
    for word in ("streak", "relapse", "failed", "clean"):
        assert word not in page.text.lower()


def test_a_goal_nobody_offers_is_no_goal(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    page = visitor.visit("/kept")
    token = page.form("Save my goal").controls
    data = {name: token[name].preset[0] for name in ("csrf_token", "rev")}
    visitor.post("/kept/goal", data={**data, "goal": "win"})
    assert kept_history(site_app, code).history.goal is None


def test_one_result_can_be_taken_out(visitor: Client, site_app: Flask) -> None:
    code = keep(visitor)
    page = visitor.submit(visitor.visit("/kept/1"), press="Take it out")
    assert "No finished result yet." in page.text
    assert kept_history(site_app, code).history.results == ()


def test_a_change_from_an_older_page_is_refused_and_loses_nothing(
    visitor: Client, site_app: Flask
) -> None:
    code = keep(visitor)
    old = visitor.visit("/kept")
    other = Client.of(site_app)
    come_back(other, code)
    other.submit(other.visit("/kept"), {"goal": "accept"}, press="Save my goal")
    page = visitor.submit(old, {"goal": "stop"}, press="Save my goal")
    assert page.status == 409
    assert "changed in another window" in page.text
    assert kept_history(site_app, code).history.goal == "accept"
    again = visitor.submit(visitor.visit("/kept"), {"goal": "stop"}, press="Save my goal")
    assert again.status == 200
    assert kept_history(site_app, code).history.goal == "stop"


def change_whatever_stands(
    session: Session, opened: Opened, _rev: int, history: History, day: date
) -> None:
    """What one would write first: take the revision that stands now, not the page's."""
    rows.rewrite(session, opened.place, write_history(history), opened.rev, day)


def test_without_the_pages_revision_the_other_change_would_be_lost(
    visitor: Client, site_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "change", change_whatever_stands)
    code = keep(visitor)
    old = visitor.visit("/kept")
    visitor.submit(visitor.visit("/kept"), {"goal": "accept"}, press="Save my goal")
    assert visitor.submit(old, {"goal": "stop"}, press="Save my goal").status == 200
    assert kept_history(site_app, code).history.goal == "stop"


def brimful(history: History) -> History:
    """The same history, filled to the last byte with notes on its result."""
    (kept,) = history.results

    def noted(last: str) -> History:
        notes = {f"note {number}": "x" * 8_000 for number in range(130)} | {"last": last}
        return replace(history, results=(replace(kept, record=replace(kept.record, notes=notes)),))

    return noted("x" * (MOST_BYTES - len(to_json(noted("")))))


def test_what_could_not_be_opened_again_is_refused_and_everything_stays(
    visitor: Client, site_app: Flask
) -> None:
    code = keep(visitor)
    full = brimful(kept_history(site_app, code).history)
    put(site_app, code, full)
    page = visitor.submit(visitor.visit("/kept"), {"goal": "stop"}, press="Save my goal")
    assert page.status == 422
    assert "no more room" in page.text
    assert kept_history(site_app, code).history == full
    assert come_back(visitor, code).path == "/kept"


def test_a_check_goes_on_with_a_new_number_and_in_its_own_order(library: Library) -> None:
    """Nothing ties what may be counted later to what lies under the code."""
    battery = library.check("short")
    check = Check.begin(battery, "en")
    check.enter({(0, "c14"): "yes"})
    check.furthest = 1
    history = actions.with_check(History(), check, library, ("SAFE",), date(2026, 11, 23))
    on = actions.go_on(history.unfinished[0], library)
    assert on is not None
    assert on.submission != check.submission
    assert [one.answers for one in on.taken] == [one.answers for one in check.taken]
    assert on.furthest == 1


def test_a_check_whose_questionnaires_are_gone_cannot_go_on(library: Library) -> None:
    check = Check.begin(library.check("short"), "en")
    check.enter({(2, "bps_1"): 1})
    history = actions.with_check(History(), check, library, (), date(2026, 11, 23))
    (unfinished,) = history.unfinished
    gone = replace(unfinished, record=replace(unfinished.record, battery="gone"))
    assert actions.go_on(gone, library) is None


def test_a_check_that_was_counted_is_kept_as_a_result(library: Library) -> None:
    """To go on with it would let it be counted a second time."""
    check = Check.begin(library.check("short"), "en")
    check.consents = ("counted",)
    history = actions.with_check(History(), check, library, (), date(2026, 11, 23))
    assert len(history.results) == 1
    assert history.unfinished == ()


def test_the_fullest_check_leaves_room_for_both_codes(site_app: Flask) -> None:
    client = Client.of(site_app)
    finished_check(client, "1", slug="full")
    code = shown_code(client)
    page = client.submit(client.visit("/keep/type"), {"code": code}, press="Keep my results")
    assert page.path == "/kept"
    shown_code(client)
    assert len(client.get_cookie("visit").value) < 3_900  # type: ignore[union-attr]
