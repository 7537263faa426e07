"""The rules of the house that no linter knows: sizes, names, pins, catalogues, links."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.server import ROOT

CODE = sorted(
    [
        *ROOT.glob("*.py"),
        *(
            path
            for room in ("wellbeing_app", "server", "tests", "bench")
            for path in ROOT.glob(f"{room}/**/*.py")
        ),
    ]
)
READ = [path for path in CODE if "migrations" not in path.parts]
"""A migration is a list of columns that nobody edits again: it may be long."""
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CATALOGUES = sorted(ROOT.glob("wellbeing_app/translations/**/*.po"))

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {"util", "helper", "common", "manager", "service", "misc"}

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
NAMED_FILE = re.compile(r"`((?!build/)(?:[a-z]\w*/)+\w+\.(?:py|html|json|js|css))\b")
"""A file with its folder, as the papers name it: from the root, the app's or the tests' folder."""
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")


def name(path: Path) -> str:
    """A file's place in the repository."""
    return path.relative_to(ROOT).as_posix()


def long_functions(source: str) -> list[str]:
    """Functions beyond the house's length, docstring included."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]


def test_every_file_can_be_read_in_one_go() -> None:
    sources = {name(path): path.read_text("utf-8") for path in READ}
    assert {
        file: long for file, source in sources.items() if (long := long_functions(source))
    } == {}
    assert [
        file for file, source in sources.items() if len(source.splitlines()) > LONGEST_FILE
    ] == []


def test_a_function_of_41_lines_is_found() -> None:
    body = "    pass\n" * LONGEST_FUNCTION
    assert long_functions(f"def endless():\n{body}") == ["endless"]


def test_every_room_says_what_it_holds() -> None:
    parts = {part.removesuffix(".py") for path in CODE for part in path.relative_to(ROOT).parts}
    assert {part for part in parts if part.rstrip("s") in NAMES_THAT_SAY_NOTHING} == set()


def test_no_import_serves_the_type_checker_only() -> None:
    """Such an import hides a circle. (Imports inside functions: ruff's PLC0415.)"""
    hiding = [
        name(path)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if type(node) is ast.Name and node.id == "TYPE_CHECKING"
    ]
    assert hiding == []


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev"])
def test_every_requirement_is_pinned_with_its_hashes(kind: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / f"{kind}.txt").read_text(), flags=re.MULTILINE)[1:]
    assert blocks
    assert [
        block for block in blocks if not PIN.match(block) or "--hash=sha256:" not in block
    ] == []


def test_the_tests_run_on_what_the_app_ships_with() -> None:
    shipped, tested = (
        dict(PIN.findall((ROOT / f"{kind}.txt").read_text()))
        for kind in ("requirements", "requirements-dev")
    )
    assert {package: tested.get(package) for package in shipped} == shipped


@pytest.mark.parametrize("kind", ["requirements", "requirements-dev"])
def test_every_requirement_gives_its_reason(kind: str) -> None:
    lines = (ROOT / f"{kind}.in").read_text().splitlines()
    asked_for = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert [line for line in asked_for if not line.partition("#")[2].strip()] == []


def test_the_visible_strings_can_be_extracted() -> None:
    found = extract_from_dir(
        ROOT / "wellbeing_app",
        method_map=[("**.py", "python"), ("**/templates/**.html", "jinja2")],
    )
    assert any(filename.endswith("base.html") for filename, *_rest in found)


def catalogue_faults(catalogue: bytes) -> list[str]:
    """What keeps a gettext catalogue from being compiled or trusted."""
    read = read_po(io.BytesIO(catalogue), abort_invalid=True)
    broken = [str(error) for _message, errors in read.check() for error in errors]
    return broken + [f"unsure: {message.id}" for message in read if message.fuzzy and message.id]


def test_every_catalogue_compiles_and_keeps_its_placeholders() -> None:
    assert {name(path): catalogue_faults(path.read_bytes()) for path in CATALOGUES} == {
        name(path): [] for path in CATALOGUES
    }


def test_a_lost_placeholder_is_found() -> None:
    broken = b'#, python-format\nmsgid "%(count)s questions"\nmsgstr "%(conto)s domande"\n'
    assert catalogue_faults(broken)


def test_every_link_in_the_papers_leads_somewhere() -> None:
    local = [
        (path, link)
        for path in PAPERS
        for link in LINK.findall(path.read_text("utf-8"))
        if "://" not in link and not link.startswith("mailto:")
    ]
    assert local
    assert [
        f"{name(path)}: {link}" for path, link in local if not (path.parent / link).exists()
    ] == []


def test_every_file_a_paper_names_is_there() -> None:
    named = [
        (path, file) for path in PAPERS for file in NAMED_FILE.findall(path.read_text("utf-8"))
    ]
    assert named
    assert [
        f"{name(path)}: {file}"
        for path, file in named
        if not any((ROOT / root / file).exists() for root in ("", "wellbeing_app", "tests"))
    ] == []
