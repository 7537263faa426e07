"""The page of each scale on a small phone, everything on it opened."""

import pytest
from playwright.sync_api import Page

from tests.browser import accessibility_problems, scrolls_sideways
from tests.selfcheck.test_scales import SCALES


@pytest.mark.parametrize("slug", SCALES)
def test_the_page_of_every_scale_fits_a_small_phone(phone: Page, slug: str) -> None:
    phone.goto(f"/scales/{slug}")
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert not scrolls_sideways(phone)
    assert accessibility_problems(phone) == []
