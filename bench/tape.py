"""A walk recorded once, then replayed straight into the WSGI callable and timed call by call.

Both apps keep a visitor's state in a cookie, so every recorded request can be repeated as it was.
"""

import io
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

Environ = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One request as it reached the app, its cookie included."""

    environ: Environ
    body: bytes

    @property
    def path(self) -> str:
        """Path of its address."""
        return str(self.environ["PATH_INFO"])

    @property
    def method(self) -> str:
        """GET or POST."""
        return str(self.environ["REQUEST_METHOD"])

    def fresh(self) -> Environ:
        """Give the request once more, unread."""
        return self.environ | {"wsgi.input": io.BytesIO(self.body), "wsgi.errors": io.StringIO()}


class Tape:
    """Notes every request that reaches an app while it is in place."""

    def __init__(self, app: Flask) -> None:
        self.calls: list[Call] = []
        self._app = app
        self._inner = app.wsgi_app
        app.wsgi_app = self  # type: ignore[method-assign]  # Flask's documented way to wrap an app

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        """Note the request and pass it on."""
        body = environ["wsgi.input"].read()
        kept = {name: value for name, value in environ.items() if not name.startswith("werkzeug.")}
        self.calls.append(Call(kept, body))
        return self._inner(self.calls[-1].fresh(), start_response)

    def remove(self) -> None:
        """Stop noting."""
        self._app.wsgi_app = self._inner  # type: ignore[method-assign]


@dataclass(frozen=True)
class Answer:
    """What a call was answered, and what that cost."""

    status: int
    processor: float
    """Seconds of process CPU time, user and system."""
    clock: float
    """Seconds that passed."""


def replay(app: Flask, call: Call) -> Answer:
    """Hand a recorded request to the app's WSGI callable, reading its answer to the end."""
    environ = call.fresh()
    statuses: list[str] = []

    def start_response(status: str, _headers: list[tuple[str, str]], _failure: Any = None) -> Any:  # noqa: ANN401
        statuses.append(status)

    processor, clock = time.process_time(), time.perf_counter()
    body = app.wsgi_app(environ, start_response)
    for _chunk in body:
        pass
    if hasattr(body, "close"):
        body.close()
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    return Answer(int(statuses[-1][:3]), processor, clock)
