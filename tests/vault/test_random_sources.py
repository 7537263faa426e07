"""K4: randomness that protects somebody comes from the operating system only."""

import ast
from pathlib import Path

import wellbeing_app

FORBIDDEN = {"random", "uuid", "numpy"}
NAMES_OF_CONTENT = {"UUID", "uuid5"}
"""Of `uuid`, what draws nothing: a name that follows from what it names."""


def forbidden_sources(code: str) -> set[str]:
    """The weak sources of randomness a file imports; `secrets.SystemRandom` is a strong one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not names_content(node):
            found.add(node.module.split(".")[0])
    return found & FORBIDDEN


def names_content(node: ast.ImportFrom) -> bool:
    """Whether it takes from `uuid` only what draws nothing."""
    return node.module == "uuid" and {each.name for each in node.names} <= NAMES_OF_CONTENT


def test_no_file_draws_from_a_weak_source() -> None:
    root = Path(wellbeing_app.__path__[0])
    weak = {
        str(path.relative_to(root)): sources
        for path in root.rglob("*.py")
        if (sources := forbidden_sources(path.read_text()))
    }
    assert weak == {}


def test_a_weak_source_is_noticed() -> None:
    assert forbidden_sources("import random\n") == {"random"}
    assert forbidden_sources("def f():\n    from random import choice\n") == {"random"}
    assert forbidden_sources("from uuid import uuid4, uuid5\n") == {"uuid"}
    assert forbidden_sources("from uuid import uuid5\n") == set()
    assert forbidden_sources("from secrets import SystemRandom\n") == set()
