"""The look: readable colours, a light first visit, pages that work by keyboard and in any width."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import html5lib
import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Browser, Page

from tests.browser import accessibility_problems, scrolls_sideways, visiting
from tests.server import ROOT, Server
from wellbeing_app import create_app
from wellbeing_app.config import Config

STATIC = ROOT / "static"
SHEET = (STATIC / "app.css").read_text()
GROUNDS = ("paper", "raised", "tint", "sand")
TEXTS = ("ink", "muted", "teal", "wrong")
MARKS = ("edge", "focus")
SHEET_BYTES = 18 * 1024
FIRST_VISIT_BYTES = 50_000
ROOM_FOR_A_PAGE = 8_000
"""The largest page that a visit begins at (the list of checks) has 6,600 bytes."""


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the sheet by name: of light, and of dark."""
    light, dark = re.findall(r":root \{([^}]*--teal[^}]*)\}", SHEET)
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for name, block in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2, 0 to 1."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_seven_to_one_and_every_mark_three_to_one(scheme: str) -> None:
    colours = palettes()[scheme]
    faint = [
        (name, ground, round(ratio, 2))
        for names, least in ((TEXTS, 7), (MARKS, 3))
        for name in names
        for ground in GROUNDS
        if (ratio := contrast(colours[name], colours[ground])) < least
    ]
    assert faint == []
    assert contrast(colours["on-teal"], colours["teal"]) >= 7


def test_contrast_is_told_apart_by_the_measure() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert contrast("#777777", "#ffffff") < 4.5 < contrast("#767676", "#ffffff")


def test_a_first_visit_leaves_room_for_its_page() -> None:
    files = [STATIC / "app.js", STATIC / "app.css", *STATIC.rglob("*.woff2")]
    files += STATIC.glob("*.svg")
    assert (STATIC / "app.css").stat().st_size <= SHEET_BYTES
    assert sum(file.stat().st_size for file in files) <= FIRST_VISIT_BYTES - ROOM_FOR_A_PAGE


def test_the_stylesheet_asks_only_for_files_that_are_here() -> None:
    asked = re.findall(r"url\(([^)]*)\)", SHEET)
    assert asked
    assert [url for url in asked if not (STATIC / url.strip('"')).is_file()] == []
    assert "@import" not in SHEET


def test_the_font_comes_with_its_licence() -> None:
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text()


def drawn(app: Flask, macro: str, call: str, **values: object) -> str:
    """What a macro of `macros/{macro}.html` writes."""
    name = call.split("(")[0]
    source = f'{{% from "macros/{macro}.html" import {name} %}}{{{{ {call} }}}}'
    with app.test_request_context():
        return render_template_string(source, **values)


HOSTILE = "<script>alert(1)</script>\"'&"
CALLS = (
    ("page", "heading(t, t)"),
    ("page", 'error_summary([("x", t)])'),
    ("button", 'button(t, name="go", value=t)'),
    ("choices", 'radios("x", t, [(0, t, t)], hint=t, error=t, lang="en")'),
    ("choices", 'checkboxes("x", t, [(0, t)], exclusive=[(1, t)], hint=t, error=t)'),
    ("choices", 'tick("x", t, hint=t, error=t)'),
    ("scales", 'vas("x", t, value=t, anchors=[(0, t)], hint=t, error=t)'),
    ("scales", 'grid(t, [("x", t)], [(0, t)], errors={"x": t}, hint=t)'),
    ("fields", 'text("x", t, t, hint=t, error=t)'),
    ("fields", 'number("x", t, t, unit=t, hint=t, error=t)'),
    ("fields", 'textarea("x", t, t, limit=5, hint=t, error=t)'),
    ("fields", 'select("x", t, [(0, t)], empty=t, hint=t, error=t)'),
    ("boxes", "help_card(t, t, [(t, t, t)], t, t, t, t)"),
    ("lists", 'cards([{"title": t, "href": t, "text": t, "facts": [t]}])'),
    ("lists", "summary([(t, t, t)])"),
    ("lists", "table(t, [t], [[t, t]])"),
    ("lists", 'evidence([{"text": t, "source": t, "url": t, "note": t}])'),
    ("charts/score", 'score("x", t, 1, 0, 3, [(0, 1, t), (2, 3, t)], (0, 2))'),
    ("charts/balance", 'balance("x", (t, [t]), (t, []))'),
    ("charts/profile", 'profile("x", t, [(t, 1, 0, 3, (0, 2))])'),
    ("charts/people", 'people("x", t, 3, t, t)'),
    ("charts/trend", 'trend("x", t, [(1, t, 3)], 0, 5)'),
)


@pytest.mark.parametrize(("macro", "call"), CALLS, ids=[call.split("(")[0] for _, call in CALLS])
def test_a_hostile_text_stays_a_text(app: Flask, macro: str, call: str) -> None:
    page = html5lib.parse(drawn(app, macro, call, t=HOSTILE), namespaceHTMLElements=False)
    assert list(page.iter("script")) == []
    assert {
        name for element in page.iter() for name in element.attrib if name.startswith("on")
    } == set()


def test_the_answer_given_before_stands_again(app: Flask) -> None:
    options = [(0, "Never"), (1, "Often")]
    again = drawn(app, "choices", 'radios("x", "?", o, selected="1")', o=options)
    assert re.findall(r'value="(\d)" checked', again) == ["1"]
    assert "checked" not in drawn(app, "choices", 'radios("x", "?", o)', o=options)
    assert 'value="many"' in drawn(app, "fields", 'number("x", "?", "many")')


def test_an_error_is_tied_to_its_question(app: Flask) -> None:
    written = drawn(app, "fields", 'text("x", "?", hint="h", error="e")')
    assert 'aria-describedby="x-hint x-error"' in written
    assert 'aria-invalid="true"' in written


def places(chart: str) -> list[float]:
    """All places across, in percent."""
    return [float(place) for place in re.findall(r'\s(?:x|x1|x2|cx)="(-?[\d.]+)%"', chart)]


@pytest.mark.parametrize("value", [0, 4, 5, 27])
def test_a_score_is_drawn_in_the_band_it_is_listed_in(app: Flask, value: int) -> None:
    bands = [(0, 4, "few"), (5, 26, "some"), (27, 27, "most")]
    chart = drawn(
        app, "charts/score", 'score("x", "t", v, 0, 27, b, (v - 3, v + 3))', v=value, b=bands
    )
    mark = float(re.findall(r'<circle cx="([\d.]+)%"', chart)[0])
    rects = [
        (float(x), float(w))
        for x, w in re.findall(r'<rect x="([\d.]+)%" y="56" width="([\d.]+)%"', chart)[1:]
    ]
    inside = [
        label for (x, w), (_, _, label) in zip(rects, bands, strict=True) if x <= mark <= x + w
    ]
    listed = re.findall(r"(\w+) \(your score is here\)", chart)
    assert inside == listed
    assert all(abs(x + w - following) < 0.02 for (x, w), (following, _) in pairwise(rects))
    assert all(0 <= place <= 100 for place in places(chart))


def test_a_scale_without_room_is_drawn_all_the_same(app: Flask) -> None:
    assert "<circle" in drawn(app, "charts/score", 'score("x", "t", 5, 5, 5)')
    assert "<circle" in drawn(
        app, "charts/trend", 'trend("x", "t", [(1, "a", 2), (1, "b", 3)], 0, 5)'
    )


@pytest.mark.parametrize(("mode", "status"), [("development", 200), ("demo", 404)])
def test_the_style_page_exists_in_development_only(config: Config, mode: str, status: int) -> None:
    client = create_app(replace(config, mode=mode)).test_client()
    assert client.get("/style").status_code == status


@pytest.fixture(params=[("light", 360), ("dark", 360), ("light", 1280), ("dark", 1280)], ids=str)
def style_page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    scheme, width = request.param
    with visiting(browser, server.url) as (page, _witness):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/style")
        yield page


def test_every_component_is_accessible_and_fits(style_page: Page) -> None:
    assert accessibility_problems(style_page) == []
    assert not scrolls_sideways(style_page)


def test_every_target_is_large_enough_for_a_thumb(style_page: Page) -> None:
    small = style_page.evaluate(
        """() => [...document.querySelectorAll(".button, .choice label, .top a, .foot a, .back a, "
          + "summary, input[type=text], select, .problems a, .contact a")]
          .filter((each) => each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML)"""
    )
    assert small == []


def test_ids_are_unique_and_errors_lead_to_their_fields(page: Page) -> None:
    page.goto("/style")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate("document.activeElement.className") == "problems"
    page.get_by_role("link", name="Hours must be a number").click()
    assert page.evaluate("document.activeElement.id") == "hours"


def test_leaving_comes_right_after_the_skip_link(page: Page) -> None:
    page.goto("/style")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.locator(".skip").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "leave"


def test_none_of_these_unticks_the_others_and_the_other_way_round(page: Page) -> None:
    page.goto("/style")
    page.get_by_label("Nothing much").check()
    assert not page.get_by_label("Pleasure").is_checked()
    page.get_by_label("Closeness").check()
    assert not page.get_by_label("Nothing much").is_checked()


def test_a_slider_answers_nothing_until_it_is_moved(page: Page) -> None:
    page.goto("/style")
    assert page.locator("#distress").input_value() == ""
    page.locator("[data-slides=distress]").press("ArrowRight")
    assert page.locator("#distress").input_value() == "51"


def test_the_signs_left_are_counted_down(page: Page) -> None:
    page.goto("/style")
    page.locator("#note").fill("calm")
    assert page.locator("#note-count").inner_text() == "Characters left: 496"
    page.locator("#note").fill("x" * 503)
    assert page.locator("#note-count").inner_text() == "Characters too many: 3"


def test_without_javascript_everything_can_still_be_answered(page_without_javascript: Page) -> None:
    page = page_without_javascript
    page.goto("/style")
    assert page.locator("input[type=range]:visible").count() == 0
    page.locator("#distress").fill("30")
    assert page.get_by_text("At most 500 characters").is_visible()


@pytest.mark.parametrize("how", ["click", "escape", "without scripts"])
def test_leaving_leaves(browser: Browser, server: Server, how: str) -> None:
    with visiting(browser, server.url, javascript=how != "without scripts") as (page, witness):
        page.goto("/style")
        with page.expect_request("https://**") as asked:
            if how == "escape":
                for _ in range(3):
                    page.keyboard.press("Escape")
            else:
                page.get_by_role("link", name="Leave this site").click()
        assert asked.value.is_navigation_request()
        witness.requests.clear()
