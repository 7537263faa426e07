"""A site whose only questionnaire is about tea and has every kind of question."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.server import ROOT, Server, serving
from tests.steps import CONTINUE, answer, begin, press

QUESTIONNAIRES = ROOT / "tests" / "tea"


@contextmanager
def teahouse(prepared: Path, folder: Path) -> Iterator[Server]:
    """Run the teahouse over a copy of a prepared instance; its temporary files stay in there."""
    instance = shutil.copytree(prepared, folder / "instance")
    temporary = instance / "tmp"
    temporary.mkdir()
    settings = {"EVENKEEL_QUESTIONNAIRES": str(QUESTIONNAIRES), "TMPDIR": str(temporary)}
    with serving(instance, **settings) as running:
        yield running


def calm(page: Page) -> None:
    """Start the tea check and answer its first page without alarm: the kinds of tea are next."""
    begin(page, "tea")
    answer(page)
    press(page, CONTINUE)


def alarmed(page: Page) -> None:
    """Start the tea check and say on its first page that this is no good place."""
    begin(page, "tea")
    answer(page, 1)
    press(page, CONTINUE)
