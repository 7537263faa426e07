"""Signals as a queue that one loop reads, so that no handler runs in the middle of anything."""

import os
import select
import signal
from collections.abc import Iterable
from types import FrameType


class Signals:
    """The signals that have come, in order."""

    def __init__(self, numbers: Iterable[signal.Signals]) -> None:
        self._numbers = tuple(numbers)
        self._read, self._write = os.pipe()
        for end in (self._read, self._write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in self._numbers:
            signal.signal(number, _heard)

    def wait(self, seconds: float) -> list[int]:
        """Return those that came, waiting so long for the first one."""
        select.select([self._read], [], [], seconds)
        try:
            return list(os.read(self._read, 1024))
        except BlockingIOError:
            return []

    def forget(self) -> None:
        """Let a forked child have its own: back to what signals do by themselves."""
        signal.set_wakeup_fd(-1)
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
        os.close(self._read)
        os.close(self._write)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Leave the signal to the loop: Python has written its number into the pipe."""
