"""C3: however many sign in at once, visitors are answered."""

from collections.abc import Callable

import pytest

from bench.sign_ins import AT_ONCE, sign_in, signing_in
from bench.slow_clients import ask, told, waits
from tests.server import Server
from tests.serving.raw import place

SMALL = 12
"""More than there are threads for everybody else in one process."""


def test_visitors_are_answered_beside_sign_ins(server: Server) -> None:
    address = place(server.url)
    with signing_in(address, SMALL):
        assert [ask(address) for _ in range(3)].count(float("inf")) == 0
    assert sign_in(address) in {422, 429}


@pytest.mark.prove
def test_forty_sign_ins_at_once_are_hardly_felt(
    server: Server, record_property: Callable[[str, object], None]
) -> None:
    address = place(server.url)
    ask(address)
    alone = waits(address)
    with signing_in(address, AT_ONCE):
        beside = waits(address)
    for label, taken in (("nobody else", alone), (f"{AT_ONCE} sign-ins at once", beside)):
        record_property("found", told(label, taken))
    assert beside[int(0.95 * (len(beside) - 1))] < 0.3
