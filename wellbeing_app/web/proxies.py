"""Notice that more or fewer proxies stand in front than `EVENKEEL_PROXIES` says.

Counted as none, a proxy makes one network of all visitors, and the brakes stop them all for one.
Counted as too many, what a visitor claims is believed. The log says so once an hour, and a file in
the site's folder tells `flask doctor`: it holds no address and no time finer than a day.
"""

import logging
import os
from ipaddress import ip_address
from pathlib import Path

from flask import Flask, request

from wellbeing_app.config import Config
from wellbeing_app.web.database import runs_a_command

logger = logging.getLogger(__name__)

NAME = ".proxies"
FORWARDING = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded")
HOUR, DAY = 60 * 60, 24 * 60 * 60
TOO_FEW = (
    "EVENKEEL_PROXIES is 0, and requests come through a proxy: all visitors count as one network, "
    "and the brakes stop them all together. Say how many proxies of yours stand in front."
)
TOO_MANY = (
    "EVENKEEL_PROXIES is {count}, and requests come through fewer proxies: an address that a "
    "visitor makes up could be believed. Say how many of yours stand in front."
)


def init_proxies(app: Flask, config: Config) -> None:
    """Watch the requests of a production site; each start begins anew."""
    if not config.production or runs_a_command():
        return
    path = config.instance / NAME
    path.unlink(missing_ok=True)
    said = float("-inf")

    @app.before_request
    def notice() -> None:
        nonlocal said
        fault = _fault(config.proxies)
        now = config.clock()
        if fault and not 0 <= now - said < HOUR:
            said = now
            logger.error("%s", fault)
            _write(path, fault, int(now))


def proxies_fault(config: Config) -> str | None:
    """Return what the running site has noticed since its start; None if nothing."""
    try:
        return (config.instance / NAME).read_text("utf-8") or None
    except FileNotFoundError:
        return None


def _fault(proxies: int) -> str | None:
    if not proxies:
        forwarded = any(name in request.headers for name in FORWARDING)
        return TOO_FEW if forwarded and _is_near(request.remote_addr or "") else None
    entries = ",".join(request.headers.getlist("X-Forwarded-For"))
    if entries and entries.count(",") + 1 < proxies:
        return TOO_MANY.format(count=proxies)
    return None


def _is_near(peer: str) -> bool:
    """Whether a peer is on this machine or in a private network; a socket has no address."""
    try:
        return not ip_address(peer).is_global
    except ValueError:
        return True


def _write(path: Path, fault: str, now: int) -> None:
    try:
        path.write_text(fault, "utf-8")
        os.utime(path, (now - now % DAY,) * 2)
    except OSError as error:
        logger.warning("%s cannot be written: %s", path, error.strerror)
