"""The storage tests run on both engines."""

from tests.databases import bare_app, engine, sessions

__all__ = ["bare_app", "engine", "sessions"]
