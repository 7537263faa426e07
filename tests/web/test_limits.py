"""How much a request may bring, and whom it must be meant for."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request

from tests.client import Client
from tests.server import environment
from tests.web.conftest import with_probes
from wellbeing_app.config import Config
from wellbeing_app.web.limits import (
    LARGEST_BODY,
    LARGEST_FORM,
    LONGEST_ADDRESS,
    MOST_FORM_PARTS,
)


def posted(client: Client, **sent: object) -> int:
    token = client.get("/probe/token").get_data(as_text=True)
    return client.post(
        "/probe/keep",
        headers={"X-CSRFToken": token},
        **sent,
    ).status_code


def test_a_form_up_to_the_limit_is_read_and_one_byte_more_is_not(visitor: Client) -> None:
    form = "application/x-www-form-urlencoded"
    filled = b"text=a&rest=".ljust(LARGEST_FORM, b"x")
    assert posted(visitor, data=filled, content_type=form) == 200
    assert posted(visitor, data=filled + b"x", content_type=form) == 413


def test_a_body_of_more_than_a_mebibyte_is_refused(visitor: Client) -> None:
    form = "multipart/form-data; boundary=b"
    assert posted(visitor, data=b"x" * (LARGEST_BODY + 1), content_type=form) == 413


def test_a_form_of_more_parts_than_any_of_ours_is_refused(visitor: Client) -> None:
    def parts(count: int) -> bytes:
        part = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\na\r\n'
        return part * count + b"--b--\r\n"

    form = "multipart/form-data; boundary=b"
    assert posted(visitor, data=parts(MOST_FORM_PARTS), content_type=form) == 200
    assert posted(visitor, data=parts(MOST_FORM_PARTS + 1), content_type=form) == 413


def test_a_longer_address_than_any_of_ours_is_refused(visitor: Client) -> None:
    path = "/probe/public?"
    assert visitor.get(path.ljust(LONGEST_ADDRESS + 1, "x")).status_code == 200
    assert visitor.get(path.ljust(LONGEST_ADDRESS + 2, "x")).status_code == 414


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "a b", "[", "::"])
def test_a_request_for_another_host_is_refused(visitor: Client, host: str) -> None:
    assert visitor.get("/robots.txt", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:5000"])
def test_a_request_for_this_host_is_answered(visitor: Client, host: str) -> None:
    assert visitor.get("/robots.txt", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("Check.Example", "check.example"),
        ("check.example", "CHECK.example.:443"),
        ("check.example.", "check.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("[2001:DB8::1]", "[2001:db8:0::1]:8000"),
        ("::1", "[::1]"),
    ],
)
def test_a_host_is_the_same_however_setting_and_request_write_it(
    instance: Path, named: str, asked: str
) -> None:
    config = Config.from_environment(environment(instance, EVENKEEL_HOSTS=named))
    visitor = with_probes(config).test_client()
    assert visitor.get("/robots.txt", headers={"Host": asked}).status_code == 200
    assert visitor.get("/robots.txt", headers={"Host": "localhost"}).status_code == 400


FORWARDED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "444",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=203.0.113.9;proto=https;host=evil.example",
}


def seen(app: Flask) -> dict[str, object]:
    """Tell what the app believes of a request that claims to be forwarded."""
    seen: dict[str, object] = {}

    def note() -> str:
        seen.update(
            source=request.remote_addr,
            secure=request.is_secure,
            host=request.host,
            prefix=request.script_root,
        )
        return ""

    app.add_url_rule("/probe/note", view_func=note)
    assert app.test_client().get("/probe/note", headers=FORWARDED).status_code == 200
    return seen


def test_without_a_proxy_nothing_forwarded_is_believed(config: Config) -> None:
    own = {"source": "127.0.0.1", "secure": False, "host": "localhost", "prefix": ""}
    assert seen(with_probes(replace(config, proxies=0))) == own


def test_of_a_counted_proxy_the_source_and_the_scheme_are_believed(config: Config) -> None:
    told = {"source": "203.0.113.9", "secure": True, "host": "localhost", "prefix": ""}
    assert seen(with_probes(replace(config, proxies=1))) == told


def test_with_two_proxies_one_forged_entry_is_not_enough(config: Config) -> None:
    assert seen(with_probes(replace(config, proxies=2)))["source"] == "127.0.0.1"
