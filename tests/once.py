"""What every app of one test process would make alike, it makes once.

Nothing is replaced. A questionnaire's bytes always mean the same frozen questionnaire, a
template's source the same code, a route's rule the same builder of addresses, and the folders that
are shipped do not change while tests run: so each app may have what an earlier one made of them.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from tests.server import ROOT
from wellbeing_app.directory import directory
from wellbeing_app.directory.reading import read
from wellbeing_app.instruments.library.evidence import read_evidence
from wellbeing_app.instruments.library.library import Library
from wellbeing_app.instruments.osd.loading import load_bundle
from wellbeing_app.web.application import Application

LIBRARY = "wellbeing_app.instruments.library.library"


@pytest.fixture(scope="session", autouse=True)
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Remember what each reading gave, for the apps to come."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{LIBRARY}.load_bundle", cache(load_bundle))
        patch.setattr(f"{LIBRARY}.read_evidence", cache(read_evidence))
        patch.setattr(Library, "load", shipped_once(Library.load, ROOT / "questionnaires"))
        patch.setattr(directory, "read", shipped_once(read, directory.SHIPPED))
        patch.setattr(Rule, "_compile_builder", alike_once(Rule._compile_builder))
        patch.setattr(Application, "jinja_options", {"bytecode_cache": compiled})
        yield


def shipped_once(read: Callable[..., Any], shipped: Path) -> Callable[..., Any]:
    """Read the shipped folder once for each set of settings, any other folder every time."""
    once = cache(read)

    def reading(folder: Path, **settings: str) -> object:
        return (once if folder == shipped else read)(folder, **settings)

    return reading


def alike_once(build: Callable[..., Any]) -> Callable[..., Any]:
    """Compile the builder of an address once for each rule: a new app has over a hundred."""
    built: dict[tuple[object, ...], Any] = {}

    def building(rule: Rule, append_unknown: bool = True) -> object:  # noqa: FBT001, FBT002
        made_of = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
        if made_of not in built:
            built[made_of] = build(rule, append_unknown)
        return built[made_of]

    return building
