"""The one cookie: its format, its ends, its flags, and what happens to a bad one."""

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.client import Client
from tests.web.conftest import NOW, Clock, keep_text, kept, with_probes
from wellbeing_app.config import Config
from wellbeing_app.web.visit.cookie import (
    ABSOLUTE_SECONDS,
    IDLE_SECONDS,
    LARGEST_COOKIE,
    REFRESH_SECONDS,
    SKEW_SECONDS,
    Visit,
    open_visit,
    seal_visit,
    size,
)

KEY = bytes(range(32))
VECTORS = json.loads((Path(__file__).parent / "visit_vectors.json").read_text("utf-8"))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CONTENTS = st.dictionaries(
    WORDS,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**40), 2**40) | WORDS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=5,
)

Opener = Callable[[str], dict[str, Any]]


def opened(value: str) -> dict[str, Any]:
    return dict(open_visit(value, [KEY], NOW))


@given(CONTENTS)
def test_what_is_sealed_opens_again_and_has_the_size_foretold(contents: dict[str, Any]) -> None:
    value = seal_visit(contents, NOW, NOW, KEY)
    assert opened(value) == contents
    assert len(value) == size(contents)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["note"])
def test_a_cookie_of_the_first_release_opens_for_ever(vector: dict[str, Any]) -> None:
    visit = open_visit(vector["cookie"], [bytes.fromhex(vector["key"])], vector["now"])
    assert (dict(visit), visit.began, visit.used) == (
        vector["contents"],
        vector["began"],
        vector["used"],
    )


def check_that_altered_cookies_open_empty(value: str, place: int, opener: Opener) -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place %= len(value) - 1  # the last letter carries bits that no byte uses
    other = letters[(letters.index(value[place]) + 1) % len(letters)]
    for altered in (value[:place] + other + value[place + 1 :], value[:place]):
        assert opener(altered) == {}


@given(CONTENTS.filter(bool), st.integers(0, 5_000))
def test_an_altered_or_cut_cookie_is_a_fresh_visit(contents: dict[str, Any], place: int) -> None:
    check_that_altered_cookies_open_empty(seal_visit(contents, NOW, NOW, KEY), place, opened)


def test_a_cookie_that_is_only_encoded_would_be_found() -> None:
    def unsealed(value: str) -> dict[str, Any]:
        try:
            found = json.loads(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)))
        except ValueError:
            return {}
        return dict(found)

    value = base64.urlsafe_b64encode(b'{"page": 3333333333}').decode().rstrip("=")
    with pytest.raises(AssertionError):
        check_that_altered_cookies_open_empty(value, 12, unsealed)


@given(st.text(max_size=200) | st.text("ABCabc012-_", max_size=200))
def test_no_text_at_all_is_an_error(value: str) -> None:
    assert opened(value) == {}


def test_two_seals_of_one_visit_share_nothing() -> None:
    first, second = (seal_visit({"a": 1}, NOW, NOW, KEY) for _ in range(2))
    assert first[2:] != second[2:]


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, new = secrets.token_bytes(32), secrets.token_bytes(32)
    value = seal_visit({"a": 1}, NOW, NOW, old)
    assert dict(open_visit(value, [new, old], NOW)) == {"a": 1}
    assert dict(open_visit(value, [new], NOW)) == {}


@pytest.mark.parametrize(
    ("began", "used", "alive"),
    [
        (NOW, NOW, True),
        (NOW - ABSOLUTE_SECONDS + 1, NOW, True),
        (NOW - ABSOLUTE_SECONDS, NOW, False),
        (NOW - IDLE_SECONDS, NOW - IDLE_SECONDS + 1, True),
        (NOW - IDLE_SECONDS, NOW - IDLE_SECONDS, False),
        (NOW + SKEW_SECONDS, NOW + SKEW_SECONDS, True),
        (NOW + SKEW_SECONDS + 1, NOW + SKEW_SECONDS + 1, False),
    ],
)
def test_a_visit_ends_by_the_clock(began: int, used: int, alive: bool) -> None:  # noqa: FBT001
    visit = open_visit(seal_visit({"a": 1}, began, used, KEY), [KEY], NOW)
    assert bool(visit) is alive


def test_a_clock_set_back_by_minutes_ends_no_visit(visitor: Client, clock: Clock) -> None:
    keep_text(visitor, "kept")
    for minutes in (1, 5, 20):
        clock.now -= minutes * 60
        assert kept(visitor) == {"kept": "kept"}
    clock.now -= 24 * 3600
    assert kept(visitor) == {}, "a clock set back by a day is another matter"


def test_a_visit_that_is_used_lives_two_hours_and_no_longer(visitor: Client, clock: Clock) -> None:
    keep_text(visitor, "kept")
    for _ in range(ABSOLUTE_SECONDS // (IDLE_SECONDS - 1)):
        clock.now += IDLE_SECONDS - 1
        assert kept(visitor) == {"kept": "kept"}
    clock.now = NOW + ABSOLUTE_SECONDS
    assert kept(visitor) == {}
    assert visitor.get_cookie("visit") is None


def test_a_visit_left_alone_for_half_an_hour_is_over(visitor: Client, clock: Clock) -> None:
    keep_text(visitor, "kept")
    clock.now += IDLE_SECONDS
    assert kept(visitor) == {}


def test_reading_sets_the_cookie_anew_only_once_a_minute(visitor: Client, clock: Clock) -> None:
    keep_text(visitor, "kept")
    clock.now += REFRESH_SECONDS - 1
    assert "Set-Cookie" not in visitor.get("/probe/show").headers
    clock.now += 1
    assert "Set-Cookie" in visitor.get("/probe/show").headers


def test_a_page_for_everybody_never_sets_or_refreshes_a_cookie(
    visitor: Client, clock: Clock
) -> None:
    assert "Set-Cookie" not in visitor.get("/probe/public").headers
    keep_text(visitor, "kept")
    clock.now += REFRESH_SECONDS
    assert "Set-Cookie" not in visitor.get("/probe/public").headers


def test_nothing_is_set_before_something_is_written(visitor: Client) -> None:
    assert "Set-Cookie" not in visitor.get("/probe/show").headers


@pytest.mark.parametrize("https", [False, True])
def test_the_cookie_has_exactly_these_flags(config: Config, https: bool) -> None:  # noqa: FBT001
    client = with_probes(replace(config, https=https)).test_client()
    cookies = client.get("/probe/token").headers.getlist("Set-Cookie")
    name = "__Host-visit" if https else "visit"
    [(pair, *flags)] = [cookie.split("; ") for cookie in cookies]
    assert pair.startswith(f"{name}=")
    assert sorted(flags) == sorted(
        ["HttpOnly", "Path=/", "SameSite=Lax", *(["Secure"] if https else [])]
    )


def test_a_visit_too_large_for_one_cookie_is_refused_and_the_old_one_stays(
    visitor: Client,
) -> None:
    assert keep_text(visitor, "short") == 200
    assert keep_text(visitor, "x" * LARGEST_COOKIE) == 413
    assert kept(visitor) == {"kept": "short"}


def test_the_largest_cookie_that_is_written_is_read(probed: Flask, visitor: Client) -> None:
    keep_text(visitor, "")
    contents = {"csrf_token": "t" * 40, "kept": ""}
    fitting = max(n for n in range(LARGEST_COOKIE) if size(contents | {"kept": "x" * n}) <= 3900)
    assert keep_text(visitor, "x" * fitting) == 200
    assert kept(visitor) == {"kept": "x" * fitting}
    assert keep_text(visitor, "x" * (fitting + 1)) == 413
    assert probed.config["MAX_FORM_MEMORY_SIZE"] > LARGEST_COOKIE


def test_a_changed_value_counts_as_written() -> None:
    visit = Visit({"a": 1}, NOW, NOW)
    assert not visit.modified
    visit["a"] = 2
    assert visit.modified
