"""Counts that several processes share: exact, forgotten with the window, and nowhere on a disk."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from wellbeing_app.web.shared_counts import MOST_LOOKED_AT, SharedCounts

NAME = b"a name of 16 byt"


def in_children(work: Callable[[], None], children: int = 4) -> None:
    """Do the same in several processes forked from this one, at once."""
    fork = multiprocessing.get_context("fork")
    running = [fork.Process(target=work) for _ in range(children)]
    for child in running:
        child.start()
    for child in running:
        child.join()
    assert [child.exitcode for child in running] == [0] * children


def test_processes_and_their_threads_count_as_one() -> None:
    counts = SharedCounts(100)

    def work() -> None:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda _: counts.count(NAME, 1), range(100)))

    in_children(work)
    assert counts.count(NAME, 1) == 401


def test_a_process_that_dies_while_it_counts_holds_up_nobody() -> None:
    counts = SharedCounts(100)

    def work() -> None:
        with counts._lock:
            os._exit(0)

    in_children(work, 1)
    assert counts.count(NAME, 1) == 1


def test_memory_of_each_process_alone_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = "wellbeing_app.web.shared_counts.mmap.mmap"
    monkeypatch.setattr(alone, lambda _, size: bytearray(size))
    with pytest.raises(AssertionError, match="1 == 401"):
        test_processes_and_their_threads_count_as_one()


def test_a_new_window_forgets_whoever_began_it() -> None:
    counts = SharedCounts(100)
    assert [counts.count(NAME, window) for window in (1, 1, 2, 1)] == [1, 2, 1, 1]


def test_names_that_find_no_slot_share_one_count() -> None:
    counts = SharedCounts(MOST_LOOKED_AT)
    for number in range(MOST_LOOKED_AT):
        assert counts.count(bytes([number + 1]) * 16, 1) == 1
    assert [counts.count(bytes([200 + number]) * 16, 1) for number in range(3)] == [1, 2, 3]
    assert counts.count(b"\x05" * 16, 1) == 2, "one that has a slot keeps it"
