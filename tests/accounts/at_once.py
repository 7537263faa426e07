"""Several people, or one in several windows, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def at_once(post: Callable[[int], int], times: int) -> list[int]:
    """Call this with every number below `times`, each in a thread of its own; what each gave."""
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(post, range(times)))


def careless_step() -> Callable[..., bool]:
    """A step that is not used up, once two who ask for it have met."""
    meeting = Barrier(2, timeout=30)

    def use(*_arguments: object) -> bool:
        meeting.wait()
        return True

    return use
