"""Flask, except that a failure is logged without anything a visitor sent."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

from flask import Flask
from werkzeug.datastructures import ImmutableDict

logger = logging.getLogger("wellbeing_app")

OURS = str(Path(__file__).parent.parent)
QUIETED = ("werkzeug", "flask_wtf")
"""Loggers that would name an address or a path."""


class Application(Flask):
    """The app object. Its log knows what failed and where, never for whom or with what."""

    # Only the methods a view names: an answer to OPTIONS would need its own access rule.
    default_config = ImmutableDict({**Flask.default_config, "PROVIDE_AUTOMATIC_OPTIONS": False})

    def log_exception(
        self,
        exc_info: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> None:
        """Write the kind of the exception and the places it passed; its message may hold data."""
        logger.error("%s", describe(exc_info[1]))


def describe(failure: BaseException | None) -> str:
    """Tell the kinds and places of an exception and its causes, but no message."""
    told = []
    while failure is not None:
        told.append(f"{type(failure).__name__} at {_places(failure)}")
        failure = failure.__cause__ or failure.__context__
    return "; from ".join(told)


def _places(failure: BaseException) -> str:
    """Name where it was raised and the places in this package that led there."""
    frames = traceback.extract_tb(failure.__traceback__)[::-1]
    told = [frame for frame in frames if frame is frames[0] or frame.filename.startswith(OURS)]
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in told) or "?"


def init_logs() -> None:
    """Send our own lines to standard error, and keep libraries from logging requests."""
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    for name in QUIETED:
        logging.getLogger(name).setLevel(logging.ERROR)
