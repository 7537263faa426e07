"""The process that people start and stop. It holds the sockets and never loads the app.

So a new generation gets new code, sockets stay open between two of them, and one that cannot start
leaves the old one at work.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from signal import SIGCHLD, SIGHUP, SIGINT, SIGTERM, SIGUSR1

from server.listening import Listener
from server.signals import Signals

GRACE_SECONDS = 40
"""A little longer than a worker gives the requests it is at work on."""
PAUSE_SECONDS = 2
"""Between two tries to replace a generation that ended by itself."""


class Supervisor:
    """Keeps one generation at work."""

    def __init__(self, listeners: Sequence[Listener], processes: int, threads: int) -> None:
        self._listeners = listeners
        # Whose children they are is told, not asked: they might begin as orphans.
        self._asked = [
            f"--processes={processes}",
            f"--threads={threads}",
            f"--parent={os.getpid()}",
        ]
        self._signals = Signals((SIGCHLD, SIGHUP, SIGINT, SIGTERM, SIGUSR1))
        self._at_work: subprocess.Popen[bytes] | None = None
        self._coming: subprocess.Popen[bytes] | None = None
        self._leaving: list[subprocess.Popen[bytes]] = []
        self._once_more = False
        """Whether a reload was asked for while one was under way."""

    def run(self) -> int:
        """Serve until SIGTERM or SIGINT; the exit status."""
        _allow_many_files()
        self._coming = self._start()
        try:
            while True:
                for number in self._signals.wait(PAUSE_SECONDS):
                    if number in {SIGTERM, SIGINT}:
                        return 0
                    if number == SIGUSR1:
                        self._take_over()
                    if number == SIGHUP:
                        self._reload()
                status = self._look_after()
                if status is not None:
                    return status
        finally:
            self._stop()

    def _start(self) -> subprocess.Popen[bytes]:
        descriptors = [listener.socket.fileno() for listener in self._listeners]
        return subprocess.Popen(  # noqa: S603 (our own words only)
            [sys.executable, "-m", "server.generation", *self._asked, *map(str, descriptors)],
            pass_fds=descriptors,
        )

    def _reload(self) -> None:
        """Load the app anew beside the running one, or after a loading that is under way."""
        self._once_more = self._coming is not None
        if self._coming is None:
            self._coming = self._start()

    def _take_over(self) -> None:
        """The coming generation has its workers: the one before may finish what it is at."""
        if self._coming is None:
            return
        if self._at_work is None:
            _say("".join(f"Evenkeel is at {each.name}\n" for each in self._listeners))
        else:
            self._dismiss(self._at_work)
        self._at_work, self._coming = self._coming, None
        if self._once_more:
            self._reload()

    def _dismiss(self, generation: subprocess.Popen[bytes]) -> None:
        generation.terminate()
        self._leaving.append(generation)

    def _look_after(self) -> int | None:
        """See who has ended; the exit status if the app did not start at all."""
        self._leaving = [each for each in self._leaving if each.poll() is None]
        if self._coming is not None and self._coming.poll() is not None:
            status, self._coming = self._coming.returncode, None
            if self._at_work is None:
                return status or 1
            _say("The app could not be loaded anew: see above.\n")
            if self._once_more:
                self._reload()
        if self._at_work is not None and self._at_work.poll() is not None and not self._coming:
            # Its workers notice, and finish what they are at; new connections wait in the sockets.
            _say("The server's own process ended; it is started again.\n")
            time.sleep(PAUSE_SECONDS)
            self._coming = self._start()
        return None

    def _stop(self) -> None:
        """Let everybody finish; whoever takes too long is ended."""
        for listener in self._listeners:
            listener.socket.close()
        rest = [each for each in (self._at_work, self._coming, *self._leaving) if each]
        for generation in rest:
            generation.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for generation in rest:
            try:
                generation.wait(max(0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                generation.kill()


def _allow_many_files() -> None:
    """Ask for as many open connections as the system lets us have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()
