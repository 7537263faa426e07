"""The addresses a server listens at: TCP over IPv4 or IPv6, a unix socket, or one handed over."""

import os
import socket
import stat
from dataclasses import dataclass
from pathlib import Path

BACKLOG = 1024
"""Connections that wait in the kernel, for instance while the app is loaded anew."""
OWNER_AND_GROUP = 0o117
"""What a unix socket withholds: others than its owner and group (a proxy's) may not connect."""


class BadAddress(ValueError):
    """An address nobody can listen at; the message names it and says why."""


@dataclass(frozen=True)
class Listener:
    """A listening socket and what people call it."""

    socket: socket.socket
    name: str


def listen(address: str) -> Listener:
    """Listen at HOST:PORT, [IPV6]:PORT, unix:PATH or fd://NUMBER. Raises `BadAddress`."""
    try:
        found = _opened(address)
        found.listen(BACKLOG)
    except (OSError, ValueError, OverflowError) as failure:
        reason = getattr(failure, "strerror", None) or "no address of the form HOST:PORT"
        raise BadAddress(f"The server cannot listen at {address}: {reason}.") from None
    found.setblocking(False)  # noqa: FBT003
    return Listener(found, _name(found))


def _opened(address: str) -> socket.socket:
    if address.startswith("fd://"):
        return socket.socket(fileno=int(address.removeprefix("fd://")))
    if address.startswith("unix:"):
        return _unix(Path(address.removeprefix("unix:")))
    host, _, port = address.rpartition(":")
    if not host:
        # An empty host would mean every network this machine is in.
        raise ValueError(address)
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    return _bound(family, (host.strip("[]"), int(port)))


def _bound(family: int, where: tuple[str, int] | str) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family != socket.AF_UNIX:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(where)
    except BaseException:
        made.close()
        raise
    return made


def _unix(path: Path) -> socket.socket:
    """Bind a socket file; one that a server left behind makes room."""
    if path.exists() and stat.S_ISSOCK(path.stat().st_mode) and not _answers(path):
        path.unlink()
    before = os.umask(OWNER_AND_GROUP)
    try:
        return _bound(socket.AF_UNIX, str(path))
    finally:
        os.umask(before)


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        return trial.connect_ex(str(path)) == 0


def _name(found: socket.socket) -> str:
    where = found.getsockname()
    if found.family == socket.AF_UNIX:
        return f"unix:{where}"
    host = f"[{where[0]}]" if found.family == socket.AF_INET6 else where[0]
    return f"http://{host}:{where[1]}"
