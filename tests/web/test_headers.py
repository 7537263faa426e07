"""The exact headers of every route, method and status."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from tests.client import Client
from tests.web.conftest import with_probes
from tests.web.routes import addresses
from wellbeing_app.config import Config
from wellbeing_app.web.headers import (
    BASELINE,
    PRIVATE,
    PUBLIC,
    STATIC,
    STATIC_UNVERSIONED,
    is_public,
)

OF_THE_ANSWER = {"Content-Type", "Content-Length"}
OF_A_FILE = {"Content-Disposition", "Last-Modified", "ETag", "Date", "Accept-Ranges"}
FORCED = (400, 403, 404, 405, 410, 413, 414, 429, 500, 503)


def check(headers: Headers, profile: dict[str, str], also: set[str]) -> None:
    """Compare the whole set of headers with the baseline, the profile and what may be besides."""
    expected = {**BASELINE, **profile}
    assert {name: headers[name] for name in expected} == expected
    assert {name for name, _ in headers} - set(expected) <= OF_THE_ANSWER | also


def test_every_route_and_method_carries_its_profile(probed: Flask) -> None:
    with probed.test_request_context():
        rules = probed.url_map.iter_rules()
        public = {rule.endpoint for rule in rules if is_public(rule.endpoint)} - {"static"}
    also = {"Set-Cookie", "Location", "Clear-Site-Data", "Allow", "Retry-After"}
    for endpoint, method, address in addresses(probed):
        if endpoint == "static":
            continue
        with probed.test_client().open(address, method=method) as response:
            if endpoint in public and response.status_code == 200:
                check(response.headers, dict(PUBLIC), set())
            else:
                check(response.headers, dict(PRIVATE), also)


@pytest.mark.parametrize("code", FORCED)
def test_every_failure_carries_the_private_profile(visitor: Client, code: int) -> None:
    response = visitor.get(f"/probe/status/{code}")
    assert response.status_code == code
    check(response.headers, dict(PRIVATE), {"Allow", "Retry-After"})


def test_a_missing_page_of_a_public_route_is_private(visitor: Client) -> None:
    check(visitor.get("/static/none.css").headers, dict(PRIVATE), set())


def test_a_file_is_kept_for_a_year_only_under_the_hash_of_its_content(probed: Flask) -> None:
    client = probed.test_client()
    with probed.test_request_context():
        address = probed.url_for("static", filename="icon.svg")
    assert re.fullmatch(r"/static/icon\.svg\?v=[0-9a-f]{12}", address)
    for path, profile in ((address, STATIC), ("/static/icon.svg", STATIC_UNVERSIONED)):
        with client.get(path) as response:
            check(response.headers, dict(profile), OF_A_FILE)


@pytest.mark.parametrize(
    ("https", "host", "insists"),
    [(True, "localhost", True), (False, "localhost", False), (True, "abc.onion", False)],
)
def test_https_is_insisted_on_where_there_is_https(
    config: Config,
    https: bool,  # noqa: FBT001
    host: str,
    insists: bool,  # noqa: FBT001
) -> None:
    app = with_probes(replace(config, https=https, hosts=("localhost", "abc.onion")))
    headers = app.test_client().get("/robots.txt", base_url=f"https://{host}").headers
    assert ("Strict-Transport-Security" in headers) is insists


def weak_sources(policy: str) -> set[str]:
    """Find the sources in a content security policy that open a door."""
    sources = {source for directive in policy.split("; ") for source in directive.split()[1:]}
    return sources - {"'none'", "'self'", "'script'"}


def test_the_content_policy_knows_only_this_site() -> None:
    assert weak_sources(BASELINE["Content-Security-Policy"]) == set()


@pytest.mark.parametrize("weak", ["'unsafe-inline'", "data:", "*", "https://cdn.example"])
def test_a_weaker_content_policy_would_be_found(weak: str) -> None:
    assert weak_sources(f"default-src 'none'; img-src 'self' {weak}") == {weak}


def test_a_lost_header_would_be_found(visitor: Client) -> None:
    headers = visitor.get("/probe/show").headers
    headers.remove("X-Frame-Options")
    with pytest.raises(KeyError):
        check(headers, dict(PRIVATE), set())


def test_an_added_header_would_be_found(visitor: Client) -> None:
    headers = visitor.get("/probe/show").headers
    headers.add("Server", "Werkzeug")
    with pytest.raises(AssertionError):
        check(headers, dict(PRIVATE), set())
