"""Clients that speak to a server by the byte."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

PATIENCE_SECONDS = 60
"""No test waits so long; one that does has found a server that does not answer."""


def place(url: str) -> tuple[str, int]:
    """Host and port of a server's address."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 0


@contextmanager
def connected(address: tuple[str, int]) -> Iterator[socket.socket]:
    """A connection of its own."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as made:
        yield made


def all_that_comes(connection: socket.socket) -> str:
    """What a server sends until it ends the connection."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts).decode()


def spoken(url: str, raw: bytes) -> str:
    """The whole answer to some bytes."""
    with connected(place(url)) as connection:
        connection.sendall(raw)
        return all_that_comes(connection)


def get(path: str, *headers: str) -> bytes:
    """A request for a page."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(path: str, length: int, *headers: str) -> bytes:
    """The head of a form of so many bytes."""
    kind = "Content-Type: application/x-www-form-urlencoded"
    return get(path, kind, f"Content-Length: {length}", *headers).replace(b"GET", b"POST", 1)
