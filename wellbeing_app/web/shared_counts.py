"""Counts by name in memory that a process shares with those it forks, and that ends with them.

Nothing of it has a name in any file system.
"""

import mmap
import struct

from wellbeing_app.web.shared_lock import SharedLock

NAME_BYTES = 16
WINDOW = struct.Struct("=q")
SLOT = struct.Struct(f"={NAME_BYTES}sI")
OVERFLOW = bytes(NAME_BYTES)
"""Stands for every name that finds no slot: those share one count."""
MOST_LOOKED_AT = 16
"""Neighbouring slots a name may lie in."""


class SharedCounts:
    """How often each name was counted in the present window. Made before the processes fork."""

    def __init__(self, slots: int) -> None:
        self._slots = slots
        self._memory = mmap.mmap(-1, WINDOW.size + (slots + 1) * SLOT.size)
        self._lock = SharedLock()

    def count(self, name: bytes, window: int) -> int:
        """Count a name of 16 bytes once more; an earlier window is forgotten whole."""
        with self._lock:
            if WINDOW.unpack_from(self._memory)[0] != window:
                self._memory[:] = bytes(len(self._memory))
                WINDOW.pack_into(self._memory, 0, window)
            place, stored, counted = self._find(name)
            SLOT.pack_into(self._memory, place, stored, counted + 1)
            return counted + 1

    def names(self) -> frozenset[bytes]:
        """Return every name that has a count."""
        with self._lock:
            slots = SLOT.iter_unpack(self._memory[WINDOW.size :])
            return frozenset(name for name, counted in slots if counted)

    def _find(self, name: bytes) -> tuple[int, bytes, int]:
        """Return where a name is counted, under which name, and its count."""
        first = int.from_bytes(name[:8], "big")
        for step in range(min(MOST_LOOKED_AT, self._slots)):
            place = self._place((first + step) % self._slots)
            stored, counted = SLOT.unpack_from(self._memory, place)
            if not counted or stored == name:
                return place, name, counted
        place = self._place(self._slots)
        return place, OVERFLOW, SLOT.unpack_from(self._memory, place)[1]

    def _place(self, slot: int) -> int:
        return WINDOW.size + slot * SLOT.size
