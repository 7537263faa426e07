"""Flask, except that a failure is logged without anything a visitor sent."""

import logging
import traceback
from types import TracebackType

from flask import Flask

logger = logging.getLogger("wellbeing_app")

QUIETED = ("werkzeug", "flask_wtf")
"""Loggers that would name an address or a path."""


class Application(Flask):
    """The app object. Its log knows what failed and where, never for whom or with what."""

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
        places = " < ".join(
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in reversed(traceback.extract_tb(failure.__traceback__))
        )
        told.append(f"{type(failure).__name__} at {places or 'an unknown place'}")
        failure = failure.__cause__ or failure.__context__
    return "; from ".join(told)


def init_logs() -> None:
    """Send our own lines to standard error, and keep libraries from logging requests."""
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        logger.addHandler(logging.StreamHandler())
    for name in QUIETED:
        logging.getLogger(name).setLevel(logging.ERROR)
