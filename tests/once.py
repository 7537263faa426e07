"""What every app of one test process would read alike, it reads once: questionnaires, templates.

Nothing is replaced. A questionnaire's bytes always mean the same frozen questionnaire, and a
template's source the same code, so each app may have what an earlier one made of them.
"""

from collections.abc import Iterator
from functools import cache

import pytest
from jinja2 import FileSystemBytecodeCache

from wellbeing_app.instruments.evidence import read_evidence
from wellbeing_app.instruments.osd import load_bundle
from wellbeing_app.web.application import Application

LIBRARY = "wellbeing_app.instruments.library"


@pytest.fixture(scope="session", autouse=True)
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Remember what each reading gave, for the apps to come."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{LIBRARY}.load_bundle", cache(load_bundle))
        patch.setattr(f"{LIBRARY}.read_evidence", cache(read_evidence))
        patch.setattr(Application, "jinja_options", {"bytecode_cache": compiled})
        yield
