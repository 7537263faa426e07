"""Which files of the app some work enters, in the order in which it first comes to them."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import wellbeing_app

HOME = Path(wellbeing_app.__file__).parent


def files_entered(work: Callable[[], object]) -> tuple[str, ...]:
    """Do the work and return the Python files whose functions it called."""
    entered: dict[str, None] = {}

    def note(frame: FrameType, event: str, _argument: object) -> None:
        file, name = frame.f_code.co_filename, frame.f_code.co_name
        if event == "call" and file.endswith(".py") and name != "<module>":
            entered.setdefault(file)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    ours = (Path(file) for file in entered)
    return tuple(file.relative_to(HOME).as_posix() for file in ours if file.is_relative_to(HOME))
