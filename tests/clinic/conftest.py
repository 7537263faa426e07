"""A site with two clinics, and those who run them."""

import pytest
from flask import Flask

from tests.accounts.cast import Person
from tests.accounts.conftest import anna, ben, clock, staff_config, staffed
from tests.clinic.cast import opened
from tests.web.conftest import Clock

__all__ = ["anna", "ben", "clock", "staff_config", "staffed"]


@pytest.fixture
def ada(staffed: Flask, clock: Clock) -> Person:
    """The admin of River House, signed in."""
    return opened(staffed, clock, "river", "Ada Lang")


@pytest.fixture
def hugo(staffed: Flask, clock: Clock) -> Person:
    """The admin of Hill House, signed in."""
    return opened(staffed, clock, "hill", "Hugo Berg")
