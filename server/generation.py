"""One loading of the app, and the workers forked from it: what was loaded lies in memory once.

`python -m server.generation` is started by the supervisor, with the sockets as open files.
"""

import argparse
import gc
import os
import socket
import sys
import time
from collections.abc import Callable
from importlib import import_module
from signal import SIG_IGN, SIGCHLD, SIGHUP, SIGINT, SIGKILL, SIGTERM, SIGUSR1, signal

from server.signals import Signals
from server.worker import GRACE_SECONDS, Worker, init_log
from wellbeing_app.web.application import describe
from wellbeing_app.web.serving import Serving

OWNER_ALONE = 0o077
"""What the app writes (the database beside the key file) is its owner's alone."""
LEAST_LIFE_SECONDS = 1.0
"""A worker that lived shorter is replaced after this pause, so that a broken one burns no core."""


class Generation:
    """The workers of one loading of the app."""

    def __init__(
        self, served: Serving, sockets: list[socket.socket], threads: int, parent: int
    ) -> None:
        self._served, self._sockets, self._threads = served, sockets, threads
        self._parent, self._own = parent, os.getpid()
        self._signals = Signals((SIGCHLD, SIGTERM))
        self._workers: dict[int, float] = {}

    def run(self, processes: int) -> None:
        """Keep so many workers alive until SIGTERM, or until the supervisor is gone."""
        if not self._begin(processes):
            self._stop()
            sys.exit(1)
        os.kill(self._parent, SIGUSR1)
        while os.getppid() == self._parent:
            if SIGTERM in self._signals.wait(LEAST_LIFE_SECONDS):
                break
            for began in self._ended():
                time.sleep(max(0.0, LEAST_LIFE_SECONDS - (time.monotonic() - began)))
                self._fork()
        self._stop()

    def _begin(self, processes: int) -> bool:
        """Fork the first workers; whether all of them came so far as to take connections."""
        told, tell = os.pipe()
        for _ in range(processes):
            self._fork(tell)
        os.close(tell)
        with os.fdopen(told, "rb") as ready:
            return len(ready.read()) == processes

    def _fork(self, tell: int | None = None) -> None:
        """Fork a worker, which writes a byte where it should tell that it is ready."""
        process_id = os.fork()
        if process_id:
            self._workers[process_id] = time.monotonic()
            return
        status = 1
        try:
            self._signals.forget()
            init_log()
            worker = Worker(self._served, self._sockets, self._threads, self._own)
            _tell(tell)
            worker.run()
            status = 0
        except BaseException as failure:
            sys.stderr.write(f"A worker ended: {describe(failure)}\n")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _ended(self) -> list[float]:
        """Take leave of the workers that have ended; when each had begun."""
        began = []
        while self._workers:
            process_id, _status = os.waitpid(-1, os.WNOHANG)
            if not process_id:
                break
            began.append(self._workers.pop(process_id))
        return began

    def _stop(self) -> None:
        """Let the workers finish; whoever takes too long is ended."""
        for each in self._sockets:
            each.close()
        for process_id in self._workers:
            os.kill(process_id, SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        while self._workers and time.monotonic() < until:
            self._ended()
            self._signals.wait(LEAST_LIFE_SECONDS)
        for process_id in self._workers:
            os.kill(process_id, SIGKILL)


def _tell(tell: int | None) -> None:
    if tell is not None:
        os.write(tell, b".")
        os.close(tell)


def main() -> None:
    """Load the app, make all that requests would make first, and fork."""
    parser = argparse.ArgumentParser()
    add: Callable[..., object] = parser.add_argument
    add("--processes", type=int)
    add("--threads", type=int)
    add("--parent", type=int)
    add("descriptors", type=int, nargs="+")
    asked = parser.parse_args()
    for number in (SIGINT, SIGHUP):
        # Ctrl-C and a closed terminal reach the whole group: the supervisor says what follows.
        signal(number, SIG_IGN)
    os.umask(OWNER_ALONE)
    sockets = [socket.socket(fileno=descriptor) for descriptor in asked.descriptors]
    served = Serving(import_module("app").app)
    served.warm_up()
    gc.collect()
    # The collector would write into every object it looks at, and so copy the shared memory.
    gc.freeze()
    Generation(served, sockets, asked.threads, asked.parent).run(asked.processes)


if __name__ == "__main__":
    main()
