"""Leaving: one answer ends the visit and lands somewhere else."""

from dataclasses import replace

import pytest

from tests.client import Client
from tests.web.conftest import keep_text, kept, with_probes
from wellbeing_app.config import Config


def test_leaving_ends_the_visit_and_lands_elsewhere(visitor: Client) -> None:
    keep_text(visitor, "kept")
    response = visitor.get("/leave")
    assert (response.status_code, response.headers["Location"]) == (
        303,
        "https://www.wikipedia.org/",
    )
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert visitor.get_cookie("visit") is None
    assert kept(visitor) == {}


def test_on_https_the_cookie_that_is_deleted_is_the_one_that_was_set(config: Config) -> None:
    client = with_probes(replace(config, https=True)).test_client()
    [cookie] = client.get("/leave").headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-visit=;")
    assert {"Secure", "Path=/", "Max-Age=0"} <= set(cookie.split("; "))


def test_the_place_to_land_is_the_operators_choice(config: Config) -> None:
    app = with_probes(replace(config, leave_url="https://weather.example/"))
    assert app.test_client().get("/leave").headers["Location"] == "https://weather.example/"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Sec-Purpose", "prefetch"),
        ("Sec-Purpose", "prefetch;prerender"),
        ("Purpose", "prefetch"),
        ("X-Moz", "prefetch"),
    ],
)
def test_a_browser_that_only_reads_ahead_ends_nothing(
    visitor: Client, name: str, value: str
) -> None:
    keep_text(visitor, "kept")
    response = visitor.get("/leave", headers={name: value})
    assert response.status_code == 403
    assert "Clear-Site-Data" not in response.headers
    assert kept(visitor) == {"kept": "kept"}
