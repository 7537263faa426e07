"""The page of statistics in a browser: without JavaScript, on a phone, for a screen reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.aggregates.releasing import PEOPLE, QUARTER, count, phq9, shelf
from tests.browser import (
    accessibility_problems,
    faults_by_day_and_night,
    hidden_at_the_side,
    scrolls_sideways,
    visiting,
)
from tests.server import serving
from wellbeing_app.aggregates.releases import first_day_after, release
from wellbeing_app.storage.connections import guard
from wellbeing_app.storage.counters import SITE, Cell

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 800}}


def publish(instance: Path) -> None:
    engine = create_engine(f"sqlite:///{next(instance.glob('*.sqlite'))}")
    guard(engine)
    filled = {Cell(QUARTER, SITE, phq9(), "en", "score:total", str(n)): PEOPLE for n in range(9)}
    with Session(engine) as session:
        count(session, filled)
        release(session, shelf(), first_day_after(QUARTER))
    engine.dispose()


@pytest.fixture(params=["nothing yet", "published"])
def statistics(request: pytest.FixtureRequest, instance: Path, browser: Browser) -> Iterator[Page]:
    """The page as a visitor without scripts comes to it from the home page."""
    if request.param == "published":
        publish(instance)
    with serving(instance) as server, visiting(browser, server.url, javascript=False) as (page, _):
        page.goto("/")
        page.get_by_role("link", name="How people who use this site score").click()
        page.wait_for_url("**/statistics")
        yield page


def test_it_fits_every_screen(statistics: Page) -> None:
    for size in SIZES.values():
        statistics.set_viewport_size(size)  # type: ignore[arg-type]
        assert not scrolls_sideways(statistics)
        assert hidden_at_the_side(statistics) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(instance: Path, browser: Browser, size: str) -> None:
    publish(instance)
    with serving(instance) as server, visiting(browser, server.url) as (page, _):
        page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
        page.goto("/statistics")
        assert page.get_by_role("img").count() == 5
        assert accessibility_problems(page) == []
        assert faults_by_day_and_night(page) == []
