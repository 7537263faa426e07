"""Brakes on forms that are sent too often, from one network or from all together, in memory only.

A source is counted under an HMAC of its network (the /24 of IPv4, the /56 of IPv6) with a key that
is drawn at the start and never leaves the processes of this start, which share the counts. Nothing
of it is written anywhere. What a day may add to the database is counted there (`web.growth`).

No brake stands before a result, help, erasing or withdrawing. So the forms that lead there by a
code count what is tried, and refuse only what opens nothing (`is_braked`).
"""

import hmac
import secrets
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NoReturn, cast

from flask import Flask, current_app, request
from werkzeug.exceptions import TooManyRequests

from wellbeing_app.web.shared_counts import NAME_BYTES, SharedCounts

EXTENSION = "evenkeel.brake"
WINDOW_SECONDS = 60
IPV4_PREFIX, IPV6_PREFIX = 24, 56
MOST_SOURCES = 50_000
"""Sources remembered within one window. Beyond that new ones share a single count."""
SAVING = {"keep": (10, 120), "change": (20, 240), "share": (10, 120), "count": (20, 240)}
"""What adds to the database: how often a minute from one network, and from all together."""


class Brake:
    """Counts of the current window, by form and network. Made before the processes fork."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._counts = SharedCounts(MOST_SOURCES)

    def count(self, form: str, source: str) -> int:
        """Count one sending of this form and tell how many this window has now."""
        name = hmac.digest(self._key, f"{form} {source}".encode(), "sha256")[:NAME_BYTES]
        return self._counts.count(name, int(self._clock()) // WINDOW_SECONDS)


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


def is_braked(form: str, most: int) -> bool:
    """Count `form`, and tell whether this network has sent it more than `most` times a minute."""
    return _count(form, network(request.remote_addr or "")) > most


def brake(form: str, most: int) -> None:
    """Answer 429 if this network has sent `form` more than `most` times this minute."""
    if is_braked(form, most):
        ask_to_wait()


def brake_saving(form: str) -> None:
    """Answer 429 if this network, or all together, have saved too often this minute."""
    most, most_of_all = SAVING[form]
    # First the own network: what it sends beyond its share takes nothing from the others.
    brake(form, most)
    if _count(form, "all") > most_of_all:
        ask_to_wait()


def ask_to_wait() -> NoReturn:
    """Answer 429."""
    raise TooManyRequests(retry_after=WINDOW_SECONDS)


def _count(form: str, source: str) -> int:
    return cast(Brake, current_app.extensions[EXTENSION]).count(form, source)
