"""One process that answers: a loop for all connections, threads for requests that have come whole.

Slow work (passwords are hashed slowly on purpose, a PDF has to be set) has a lane a kind: one
thread. However much of it waits, the other threads are everybody else's.
"""

import logging
import os
import signal
import socket
import time
from collections.abc import Sequence
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import BaseWSGIServer
from waitress.task import ThreadedTaskDispatcher

from server.channel import Channel, TooBusy, refuse
from wellbeing_app.web.application import describe
from wellbeing_app.web.serving import Serving, SlowWork

GRACE_SECONDS = 30
"""What requests that are at work get when the worker is to end."""
TICK_SECONDS = 1
MOST_CONNECTIONS = 1000
"""Beyond that the one that has been silent for longest makes room for a new one."""
LARGEST_HEADERS = 64 * 1024
"""Cookies of a site above ours come along. A browser's own limits lie above this."""
LARGEST_BODY = 1024 * 1024 + 1
"""The app refuses less than this with a page of its own; more does not come in at all."""
IN_MEMORY = 1 << 30
"""Above all limits: nothing of a request or an answer goes into a temporary file."""
LONGEST_QUEUE = 100
"""Of passwords to look at, in each process. Whoever comes later is asked to come back."""


class Lane(ThreadedTaskDispatcher):  # type: ignore[misc]  # the library has no types
    """Threads for one kind of work."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.set_thread_count(threads)

    @property
    def is_full(self) -> bool:
        """Whether nobody else should wait here."""
        return len(self.queue) >= LONGEST_QUEUE


class Listening(BaseWSGIServer):  # type: ignore[misc]
    """One of the shared sockets in this worker, and the connections that came in by it."""

    channel_class = Channel

    def __init__(self, worker: "Worker", shared: socket.socket, adjustments: Adjustments) -> None:
        self.worker = worker
        self.refusals = worker.refusals
        super().__init__(
            worker.served,
            worker.connections,
            _sock=shared,
            dispatcher=worker.lanes[None],
            adj=adjustments,
            sockinfo=(shared.family, shared.type, shared.proto, shared.getsockname()),
            bind_socket=False,
        )

    @property
    def leaving(self) -> bool:
        """Whether the worker is to end."""
        return self.worker.leaving

    def getsockname(self) -> tuple[str, str]:
        """Name host and port for `SERVER_PORT`; a unix socket has none."""
        where = self.socket.getsockname()
        return (where[0], str(where[1])) if isinstance(where, tuple) else ("unix", "")

    def set_socket_options(self, conn: socket.socket) -> None:
        """Send small answers at once."""
        if self.family != socket.AF_UNIX:
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fix_addr(self, addr: Any) -> tuple[str, int | None]:  # noqa: ANN401 (the library's own)
        """Return address and port of a client; behind a unix socket only a proxy knows."""
        return (addr[0], addr[1]) if addr else ("localhost", None)

    def handle_accept(self) -> None:
        """Take a connection in; where there are too many, the longest silent one makes room."""
        if len(self.active_channels) >= MOST_CONNECTIONS:
            silent = [each for each in self.active_channels.values() if not each.requests]
            if silent:
                min(silent, key=lambda each: each.since).handle_close()
        super().handle_accept()

    def maintenance(self, _now: float) -> None:
        """End connections that take too long."""
        now = time.monotonic()
        for channel in list(self.active_channels.values()):
            channel.look_at_the_clock(now)

    def add_task(self, channel: Channel) -> None:
        """Give a request that has come whole to the threads of its lane."""
        request = channel.requests[0]
        served, lanes = self.worker.served, self.worker.lanes
        kind = None if request.error else served.slow_work(request.command, request.path)
        if kind is SlowWork.PASSWORDS and lanes[kind].is_full:
            refuse(request, TooBusy)
            kind = None
        lanes[kind].add_task(channel)


class Worker:
    """The sockets, connections and threads of this process."""

    def __init__(
        self, served: Serving, sockets: Sequence[socket.socket], threads: int, parent: int
    ) -> None:
        self.served = served
        self.refusals = served.refusals()
        self.lanes: dict[SlowWork | None, Lane] = {None: Lane(threads)}
        self.lanes |= {kind: Lane(1) for kind in SlowWork}
        self.connections: dict[int, Any] = {}
        self.leaving = False
        self._parent = parent
        adjustments = Adjustments(
            ident=None,
            clear_untrusted_proxy_headers=False,
            connection_limit=10 * MOST_CONNECTIONS,
            cleanup_interval=TICK_SECONDS,
            max_request_header_size=LARGEST_HEADERS,
            max_request_body_size=LARGEST_BODY,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
            log_socket_errors=False,
        )
        self._listening = [Listening(self, each, adjustments) for each in sockets]

    def run(self) -> None:
        """Answer until SIGTERM, or until the generation is gone; then finish what is at work."""
        signal.signal(signal.SIGTERM, lambda *_signal: self._leave())
        while not self.leaving:
            self._turn()
            if os.getppid() != self._parent:
                self._leave()
        self._close_sockets()
        until = time.monotonic() + GRACE_SECONDS
        while self._channels() and time.monotonic() < until:
            self._turn()
            self._look_at_the_clock()

    def _turn(self) -> None:
        wasyncore.loop(timeout=TICK_SECONDS, use_poll=True, map=self.connections, count=1)

    def _leave(self) -> None:
        self.leaving = True
        for each in self._listening:
            each.pull_trigger()

    def _close_sockets(self) -> None:
        """Take no more connections: those that wait are the next generation's."""
        for each in self._listening:
            each.del_channel()
            each.socket.close()

    def _channels(self) -> list[Channel]:
        return [each for server in self._listening for each in server.active_channels.values()]

    def _look_at_the_clock(self) -> None:
        for each in self._listening:
            each.maintenance(0)


class Discreet(logging.Filter):
    """Keeps addresses, paths and messages out of what waitress says about a failure."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a failure through as its kind and place."""
        failure = record.exc_info[1] if record.exc_info else None
        record.msg, record.args = "A request failed: %s", (describe(failure),)
        record.exc_info = None
        return True


def init_log() -> None:
    """Hear of failures only. What a client does wrong is nobody's business."""
    logger = logging.getLogger("waitress")
    logger.setLevel(logging.ERROR)
    logger.addFilter(Discreet())
    logger.addHandler(logging.StreamHandler())
    logger.propagate = False
    logging.getLogger("waitress.queue").setLevel(logging.CRITICAL)
