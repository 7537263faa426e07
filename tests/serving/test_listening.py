"""Where a server can listen: IPv4, IPv6, a unix socket; and what it says where it cannot."""

import os
import socket
import stat
from pathlib import Path

import pytest

from server.listening import BadAddress, listen


@pytest.mark.parametrize(
    ("address", "named"), [("127.0.0.1:0", "http://127.0.0.1:"), ("[::1]:0", "http://[::1]:")]
)
def test_a_host_and_a_port(address: str, named: str) -> None:
    made = listen(address)
    with made.socket:
        assert made.name.startswith(named)
        with socket.create_connection(made.socket.getsockname()[:2]):
            made.socket.accept()[0].close()


def test_a_unix_socket_is_its_owners_and_groups_and_takes_the_place_of_a_dead_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "web.sock"
    listen(f"unix:{path}").socket.close()
    with listen(f"unix:{path}").socket:
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        with pytest.raises(BadAddress, match="in use"):
            listen(f"unix:{path}")


def test_a_socket_that_is_handed_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as given:
        made = listen(f"fd://{os.dup(given.fileno())}")
        with made.socket:
            assert made.socket.getsockname() == given.getsockname()


@pytest.mark.parametrize(
    "address", ["", "8000", "127.0.0.1:", "127.0.0.1:web", "127.0.0.1:99999", "203.0.113.1:80"]
)
def test_an_address_nobody_can_listen_at_is_named(address: str) -> None:
    with pytest.raises(BadAddress, match="cannot listen at"):
        listen(address)
