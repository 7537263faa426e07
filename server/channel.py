"""One connection of a client: waitress's own, with bounds on time and our pages for refusals.

No thread waits here: the worker's loop reads and writes as far as a client lets it, and a request
meets a thread when all of it has come.
"""

import socket
import time
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import BadRequest

IDLE_SECONDS = 15
"""Without a byte: a browser's connection for what it may ask next, or opened ahead."""
HEADER_SECONDS = 15
BODY_SECONDS = 60
"""From the first byte of a request until its headers, and all of it, must have come."""
SENDING_SECONDS = 120
"""Until a client must have taken an answer."""
LINGER_SECONDS = 5
"""How long a refused request may go on coming. Closed at once, the refusal would be lost."""
LEAVING_SECONDS = 2
"""`IDLE_SECONDS` of a worker that is to end."""

Headers: TypeAlias = Sequence[tuple[str, str]]
Refusals: TypeAlias = Mapping[int, tuple[Headers, bytes]]
"""Status -> the page for it. The one of 400 stands in where there is none."""


class TooSlow(BadRequest):  # type: ignore[misc]  # the library has no types
    """A request that did not come in time."""

    code = 408
    reason = "Request Timeout"


class TooBusy(BadRequest):  # type: ignore[misc]
    """A request whose lane is full."""

    code = 503
    reason = "Service Unavailable"


class Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to a request that never reaches the app."""

    def execute(self) -> None:
        """Write the page that was made for it before the fork."""
        failure = self.request.error
        pages: Refusals = self.channel.server.refusals
        headers, body = pages.get(failure.code) or pages[400]
        self.status = f"{failure.code} {failure.reason}"
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.channel.lingers = True
        self.content_length = len(body)
        self.write(body)


class Answer(WSGITask):  # type: ignore[misc]
    """The app's answer."""

    def build_response_header(self) -> bytes:
        """Tell the client not to send more here where this worker is to end."""
        if self.channel.server.leaving:
            self.set_close_on_finish()
        header: bytes = super().build_response_header()
        return header


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that knows since when it waits, and for what."""

    task_class = Answer
    error_task_class = Refusal
    request: HTTPRequestParser | None
    lingers = False
    said_goodbye = False

    def __init__(self, *arguments: object, **named: object) -> None:
        self.since = time.monotonic()
        super().__init__(*arguments, **named)

    @property
    def is_silent(self) -> bool:
        """Whether nothing of a request has come, and nothing of an answer is on its way."""
        return not (self.requests or self.request or self.total_outbufs_len or self.said_goodbye)

    def seconds_allowed(self) -> float:
        """How long this connection may stay in what it is at. A request at work has no bound."""
        if self.said_goodbye:
            return LINGER_SECONDS
        if self.requests:
            return float("inf")
        if self.total_outbufs_len:
            return SENDING_SECONDS
        if self.request is None:
            return LEAVING_SECONDS if self.server.leaving else IDLE_SECONDS
        return BODY_SECONDS if self.request.headers_finished else HEADER_SECONDS

    def look_at_the_clock(self, now: float) -> None:
        """End what takes too long: a request that has begun with a page, all else without."""
        if now - self.since < self.seconds_allowed():
            return
        if self.request is None or self.said_goodbye or self.total_outbufs_len:
            self.will_close = True
            return
        with self.requests_lock:
            slow, self.request = self.request, None
            refuse(slow, TooSlow)
            self.requests.append(slow)
            self.server.add_task(self)

    def received(self, data: bytes) -> bool:
        """Take in what came; what follows a refusal is let fall."""
        if self.said_goodbye:
            return False
        if self.request is None:
            self.since = time.monotonic()
        taken: bool = super().received(data)
        return taken

    def service(self) -> None:
        """Answer one request."""
        super().service()
        self.since = time.monotonic()

    def readable(self) -> bool:
        """Whether to read on; after a refusal too, until the client is done with sending."""
        return self.said_goodbye or bool(super().readable())

    def handle_write(self) -> None:
        """Send; close when all is sent, after a refusal our own half first."""
        if self.lingers and self.close_when_flushed and not self.will_close:
            self._flush_exception(self._flush_some)
            if not self.total_outbufs_len and not self.will_close:
                self._say_goodbye()
            return
        super().handle_write()

    def _say_goodbye(self) -> None:
        self.close_when_flushed = False
        self.said_goodbye, self.since = True, time.monotonic()
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            self.will_close = True


def refuse(request: HTTPRequestParser, failure: type[BadRequest]) -> None:
    """Turn a request into one that is answered with a refusal, whatever had come of it."""
    if not request.headers_finished:
        request.parse_header(b"GET / HTTP/1.0\r\n")
    request.error = failure("")
    request.completed = True
