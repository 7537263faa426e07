"""A lock among a process and those it forks. The system lets it go when its holder dies."""

import fcntl
import os
import sys
import tempfile
import weakref
from threading import Lock
from types import TracebackType


class SharedLock:
    """Held by one thread of one process at a time (`with`). Made before the processes fork."""

    def __init__(self) -> None:
        self._descriptor = _nameless_file()
        weakref.finalize(self, os.close, self._descriptor)
        self._threads = Lock()

    def __enter__(self) -> None:
        """Keep out other threads, then other processes: the second lock is one process's."""
        self._threads.acquire()
        fcntl.lockf(self._descriptor, fcntl.LOCK_EX)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the next one in."""
        fcntl.lockf(self._descriptor, fcntl.LOCK_UN)
        self._threads.release()


def _nameless_file() -> int:
    """Open an empty file for locking only: in memory where the system can, else without a name."""
    if sys.platform == "linux":
        return os.memfd_create("lock")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
