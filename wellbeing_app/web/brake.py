"""A brake on forms that are sent too often from one network, in the memory of each worker only.

A source is counted under an HMAC of its network (the /24 of IPv4, the /56 of IPv6) with a key that
is drawn at the start and never leaves the process. Nothing of it is written anywhere.
"""

import hmac
import secrets
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from typing import cast

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

EXTENSION = "evenkeel.brake"
WINDOW_SECONDS = 60
IPV4_PREFIX, IPV6_PREFIX = 24, 56
MOST_SOURCES = 50_000
"""Sources remembered within one window. Beyond that new ones share a single count."""


class Brake:
    """Counts of the current window, by form and network."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._window = 0
        self._counts: dict[bytes, int] = {}

    def count(self, form: str, address: str) -> int:
        """Count one sending of this form and tell how many this window has now."""
        name = hmac.digest(self._key, f"{form} {network(address)}".encode(), "sha256")
        with self._lock:
            window = int(self._clock()) // WINDOW_SECONDS
            if window != self._window:
                self._window, self._counts = window, {}
            if name not in self._counts and len(self._counts) >= MOST_SOURCES:
                name = b""
            self._counts[name] = self._counts.get(name, 0) + 1
            return self._counts[name]


def network(address: str) -> str:
    """Return the network an address belongs to; an address that is none is a network of its own."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    prefix = IPV6_PREFIX if isinstance(found, IPv6Address) else IPV4_PREFIX
    return str(ip_network((found, prefix), strict=False))


def init_brake(app: Flask, clock: Callable[[], float]) -> None:
    """Give the app its brake; `clock` answers seconds since 1970."""
    app.extensions[EXTENSION] = Brake(clock)


def brake(form: str, most: int) -> None:
    """Answer 429 if this network has sent `form` more than `most` times this minute."""
    counting = cast(Brake, current_app.extensions[EXTENSION])
    if counting.count(form, request.remote_addr or "") > most:
        raise TooManyRequests(retry_after=WINDOW_SECONDS)
