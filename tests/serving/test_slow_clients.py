"""C1: connections that ask for nothing take the site from nobody."""

from collections.abc import Callable

import pytest

from bench.slow_clients import KINDS, ask, dripping, told, waits
from tests.server import Server
from tests.serving.raw import place

SMALL, FULL = 20, 200


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_else_is_answered_beside_slow_clients(server: Server, kind: str) -> None:
    """Eight of a kind were enough for a server that gave each a thread."""
    address = place(server.url)
    with dripping(address, {kind: SMALL}):
        assert [ask(address) for _ in range(3)].count(float("inf")) == 0


@pytest.mark.prove
def test_two_hundred_of_each_kind_at_once_are_hardly_felt(
    server: Server, record_property: Callable[[str, object], None]
) -> None:
    address = place(server.url)
    ask(address)
    alone = waits(address)
    with dripping(address, dict.fromkeys(KINDS, FULL)):
        beside = waits(address)
    for label, taken in (("nobody else", alone), (f"{FULL} of each kind", beside)):
        record_property("found", told(label, taken))
    p95_alone, p95 = (taken[int(0.95 * (len(taken) - 1))] for taken in (alone, beside))
    assert p95 - p95_alone < 0.1
