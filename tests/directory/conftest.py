"""The shipped directory, as development and as production show it."""

import pytest

from wellbeing_app.directory.directory import Directory


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The shipped entries, nothing confirmed."""
    return Directory.load()


@pytest.fixture(scope="session")
def in_production() -> Directory:
    """The same where a crisis entry needs an operator's confirmation."""
    return Directory.load(confirmed_only=True)
