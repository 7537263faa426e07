"""Every value of a slider can be reached by keyboard, the one at which it stands at first too."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser import visiting
from tests.selfcheck.number_house import number_house
from tests.server import serving
from tests.steps import begin


def test_a_slider_is_answered_by_keyboard_at_every_value(
    browser: Browser, prepared_instance: Path, tmp_path: Path
) -> None:
    instance = shutil.copytree(prepared_instance, tmp_path / "instance")
    settings = {"EVENKEEL_QUESTIONNAIRES": str(number_house(tmp_path))}
    with (
        serving(instance, **settings) as running,
        visiting(browser, running.url) as (page, _witness),
    ):
        begin(page, "num")
        field = page.locator("[id='q0-2']")
        slider = page.locator("[data-slides='q0-2']")
        slider.focus()
        expect(field).to_have_value("")
        for key, value in (
            ("Space", "5"),
            ("ArrowRight", "5.1"),
            ("ArrowLeft", "5"),
            ("Home", "0"),
            ("ArrowUp", "0.1"),
            ("End", "10"),
        ):
            page.keyboard.press(key)
            expect(field).to_have_value(value)
        field.fill("3,5")
        expect(slider).to_have_value("3.5")
