"""A clinic's front door: what it may say, what it cannot take away, and what it costs."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask, session
from sqlalchemy import event, select

from tests.client import Client
from tests.pages import Page
from tests.selfcheck.opening import CONTENTS, LINE, open_door, put_state, rewrite
from tests.selfcheck.walking import to_review
from wellbeing_app.storage.clinics import ClinicState
from wellbeing_app.storage.counters import clinic_scope
from wellbeing_app.storage.inbox import StatInbox, open_contribution
from wellbeing_app.web.database import db
from wellbeing_app.web.doors import is_staffed
from wellbeing_app.web.site import EXTENSION

START = "I am 18 or older: start"


def begin_at(client: Client, slug: str = "river", check: str = "phq-4") -> Page:
    """Walk from the door to the first question."""
    door = client.visit(f"/c/{slug}")
    addresses = [found for found in door.links.values() if found.endswith(f"/start/{check}")]
    return client.submit(client.visit(addresses[0]), press=START)


def test_a_visitor_walks_from_the_door_to_the_result(app: Flask, client: Client) -> None:
    open_door(app)
    door = client.visit("/c/river")
    assert "<strong>You are welcome here.</strong>" in door.html
    assert "01632 960000" in door.text
    review = to_review(client, begin_at(client))
    result = client.submit(review, press="See my result")
    assert "From River House" in result.text
    assert "<em>when you like</em>" in result.html


def test_what_the_door_adds_takes_nothing_away(app: Flask, client: Client) -> None:
    open_door(app)
    door, start = client.visit("/c/river"), client.visit("/c/river/start/phq-4")
    plain = client.visit("/start/phq-4")
    for page in (door, start):
        assert {"Leave this site", "Get help now", "What we keep"} <= set(page.links)
        assert "112" in page.text or page is start
    passages = re.compile(r"<(p|li|h2|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
    ours = {found[2] for found in passages.finditer(plain.html)}
    assert len(ours) > 20
    assert ours <= {found[2] for found in passages.finditer(start.html)}
    assert "We also meet on Tuesdays" in start.text


def test_titles_and_addresses_of_the_check_say_nothing_of_the_door(
    app: Flask, client: Client
) -> None:
    open_door(app)
    page = begin_at(client)
    review = to_review(client, page)
    result = client.submit(review, press="See my result")
    for seen in (page, review, result):
        assert "river" not in (seen.path + seen.title).lower()
        assert "logo.png" not in seen.html
        assert "/c/river/look.css" not in seen.html
    assert client.visit("/c/river").title == "Welcome - Evenkeel"


def scopes(app: Flask) -> list[str]:
    """Where each waiting row wants to be counted."""
    with app.app_context():
        keys = app.extensions[EXTENSION].keys
        boxes = db.session.scalars(select(StatInbox.ct)).all()
        return [open_contribution(box or b"", keys).scope for box in boxes]


@pytest.mark.parametrize(
    ("ticked", "said"),
    [({"counted"}, True), ({"counted", "research"}, True), ({"research"}, False)],
)
def test_where_a_check_began_is_counted_only_under_the_consent_that_names_it(
    app: Flask, client: Client, ticked: set[str], *, said: bool
) -> None:
    clinic_id = open_door(app)
    review = to_review(client, begin_at(client))
    assert "those of River House" in review.text
    client.submit(review, dict.fromkeys(ticked, "yes"), press="See my result")
    assert scopes(app) == [clinic_scope(clinic_id) if said else ""]


def test_without_a_consent_nothing_is_written_anywhere(app: Flask, client: Client) -> None:
    open_door(app)
    client.submit(to_review(client, begin_at(client)), press="See my result")
    assert scopes(app) == []


def test_a_check_that_began_elsewhere_names_no_clinic(app: Flask, client: Client) -> None:
    open_door(app)
    review = to_review(client, client.submit(client.visit("/start/phq-4"), press=START))
    assert "River House" not in review.text
    client.submit(review, {"counted": "yes"}, press="See my result")
    assert scopes(app) == [""]


def test_the_door_itself_sets_no_cookie_and_is_kept_by_nobody(app: Flask) -> None:
    open_door(app)
    for path in ("/c/", "/c/river", "/c/river/privacy"):
        answer = app.test_client().get(path)
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_colour_and_logo_are_files_of_their_own_that_change_their_address(
    app: Flask, client: Client
) -> None:
    open_door(app)
    before = re.findall(r"/c/river/(?:look\.css|logo\.png)\?v=\d+", client.visit("/c/river").html)
    css = client.get(before[0])
    assert "--teal: #7a1f5c" in css.text
    assert "prefers-color-scheme: dark" in css.text
    assert "immutable" in css.headers["Cache-Control"]
    assert client.get(before[1]).data.startswith(b"\x89PNG")
    rewrite(app, "river", accent="#1f3c7a")
    after = re.findall(r"/c/river/look\.css\?v=\d+", client.visit("/c/river").html)
    assert after[0] not in before
    assert "style=" not in client.visit("/c/river").html


@pytest.mark.parametrize("state", [ClinicState.PAUSED, ClinicState.GONE])
def test_a_closed_door_is_kind_and_a_check_in_progress_goes_on(
    app: Flask, client: Client, state: ClinicState
) -> None:
    open_door(app)
    page = begin_at(client)
    put_state(app, "river", state)
    for address in ("/c/river", "/c/river/start/phq-4"):
        closed = client.visit(address)
        assert "A check you have begun goes on as it is" in closed.text
        assert "Choose a check" in closed.links
    result = client.submit(to_review(client, page), press="See my result")
    assert result.path == "/result"


def test_a_door_that_was_never_opened_is_not_there(app: Flask, client: Client) -> None:
    open_door(app, state=ClinicState.PREPARING)
    for address in ("/c/river", "/c/river/privacy", "/c/river/start/phq-4", "/c/nobody"):
        assert client.visit(address).status == 404


def test_only_listed_doors_are_named(app: Flask, client: Client) -> None:
    open_door(app, "river", state=ClinicState.LISTED)
    open_door(app, "hill", replace(CONTENTS, name="Hill Practice"))
    page = client.visit("/c/")
    assert "River House" in page.links
    assert "Hill Practice" not in page.text


def test_what_a_clinic_writes_is_markdown_and_nothing_more(app: Flask, client: Client) -> None:
    hostile = (
        "# Big\n\n<script>alert(1)</script> <img src=x onerror=y> "
        "[a](javascript:alert(1)) [b](//example.org) [c](http://example.org) "
        "![d](https://example.org/d.png) [e](https://example.org/e)"
    )
    open_door(app, contents=replace(CONTENTS, welcome=hostile, privacy=hostile))
    for address in ("/c/river", "/c/river/privacy"):
        page = client.visit(address)
        assert "<h3>Big</h3>" in page.html
        assert "<script>alert" not in page.html
        assert 'src="https://example.org' not in page.html
        assert re.findall(r'href="[^"]*example\.org[^"]*"', page.html) == [
            'href="https://example.org/d.png"',
            'href="https://example.org/e"',
        ]
        assert "javascript:" not in re.findall(r'href="([^"]*)"', page.html)


def at(day: int, hour: int, minute: int = 0) -> float:
    """A moment of that week in UTC, which is London's own time then; day 23 is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp()


WEEKDAYS = replace(LINE, days=(0, 1, 2, 3, 4), opens=9 * 60, closes=17 * 60)
NIGHTS = replace(LINE, days=(4,), opens=20 * 60, closes=8 * 60)


@pytest.mark.parametrize(
    ("line", "moment", "expected"),
    [
        (WEEKDAYS, at(23, 9), True),
        (WEEKDAYS, at(23, 16, 59), True),
        (WEEKDAYS, at(23, 17), False),
        (WEEKDAYS, at(23, 8, 59), False),
        (WEEKDAYS, at(28, 12), False),
        (replace(WEEKDAYS, zone="Asia/Tokyo"), at(23, 1), True),
        (replace(WEEKDAYS, zone="Asia/Tokyo"), at(23, 12), False),
        (NIGHTS, at(27, 21), True),
        (NIGHTS, at(28, 7, 59), True),
        (NIGHTS, at(28, 8), False),
        (NIGHTS, at(28, 21), False),
        (replace(LINE, days=(6,)), at(29, 3), True),
        (replace(LINE, days=(6,)), at(28, 3), False),
    ],
)
def test_a_line_answers_within_its_hours_where_it_is(
    line: object, moment: float, *, expected: bool
) -> None:
    assert is_staffed(line, moment) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize("staffed", [True, False])
def test_the_clinics_line_stands_above_ours_only_within_its_hours(
    app: Flask, client: Client, *, staffed: bool
) -> None:
    today = datetime.now(UTC).weekday()
    days = tuple(range(7)) if staffed else ((today + 3) % 7,)
    open_door(app, contents=replace(CONTENTS, line=replace(LINE, days=days)))
    text = client.visit("/c/river").text
    own, ours = text.index("River House on call"), text.index("In danger now?")
    assert (own < ours) is staffed
    assert "Checked on 20 November 2026 by Ada Brook" in text
    assert ("It is closed now." in text) is not staffed


def statements(app: Flask, act: Callable[[], object]) -> list[str]:
    """What the database is asked while something is done."""
    asked: list[str] = []

    def note(*seen: object) -> None:
        asked.append(str(seen[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return asked


def test_a_visitor_costs_the_same_with_five_hundred_clinics_as_with_one(
    app: Flask, client: Client
) -> None:
    open_door(app)
    pages = ("/c/river", "/c/river/start/phq-4", "/check/1", "/check/answers")
    review = to_review(client, begin_at(client))
    assert review.path == "/check/answers"
    one = {path: statements(app, lambda path=path: client.visit(path)) for path in pages}  # type: ignore[misc]
    for number in range(499):
        open_door(app, f"clinic-{number}", replace(CONTENTS, name=f"Clinic {number}"))
    many = {path: statements(app, lambda path=path: client.visit(path)) for path in pages}  # type: ignore[misc]
    assert one == many
    assert not one["/check/1"]
    doors = [asked for asked in one["/c/river"] if "clinic" in asked]
    assert len(doors) == 1
    assert "live" not in doors[0]


def test_the_door_travels_in_the_sealed_cookie_alone(app: Flask, client: Client) -> None:
    clinic_id = open_door(app)
    begin_at(client)
    with client:
        client.get("/check/1")
        assert session["check"]["d"]
    assert all(
        clinic_id.hex() not in str(cookie) and "river" not in str(cookie)
        for cookie in (client.get_cookie("visit"),)
    )
