"""A site where trying a password is cheap and time is in our hands, and its therapists."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.accounts.cast import Person, enrolled
from tests.caseload.noting import noted
from tests.caseload.showing import pick_up, shown
from tests.client import Client
from tests.pages import Page
from tests.web.conftest import Clock, clock
from wellbeing_app import create_app
from wellbeing_app.config import Config
from wellbeing_app.vault.strength import Strength

__all__ = ["clock"]

CHEAP = Strength(bcrypt_cost=4, passes=1, memory=8192)


@pytest.fixture
def staff_config(config: Config, clock: Clock) -> Config:
    return replace(config, clock=clock, strength=CHEAP)


@pytest.fixture
def staffed(staff_config: Config) -> Flask:
    """The app, without any account yet."""
    app = create_app(staff_config)
    app.test_client_class = Client
    return app


@pytest.fixture
def anna(staffed: Flask, clock: Clock) -> Person:
    """A therapist who is signed in."""
    return enrolled(staffed, clock, "Anna Rossi")


@pytest.fixture
def ben(staffed: Flask, clock: Clock) -> Person:
    """Another therapist, signed in too."""
    return enrolled(staffed, clock, "Ben Okafor")


@pytest.fixture
def client_page(staffed: Flask, anna: Person) -> Page:
    """A client of Anna's, with one note."""
    return noted(anna, pick_up(anna, shown(staffed)), "Alder")
