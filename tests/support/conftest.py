"""Every page of the room, opened once."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.client import Client
from tests.pages import Page
from tests.server import environment
from tests.support.addresses import every_address
from wellbeing_app import create_app
from wellbeing_app.config import Config


@pytest.fixture(scope="package")
def every_page(
    prepared_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Page]:
    """Address -> page, each opened by the same visitor."""
    instance = tmp_path_factory.mktemp("support") / "instance"
    shutil.copytree(prepared_instance, instance)
    app = create_app(Config.from_environment(environment(instance)))
    visitor = Client(app, app.response_class)
    return {address: visitor.visit(address) for address in every_address()}
