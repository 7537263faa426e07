"""The page of security rules names every id, and tests that are there."""

import ast
import re

import pytest

from tests.server import ROOT

PAGE = ROOT / "docs" / "security-acceptance.md"
IDS = (
    *("A1", "A2", "A3", "A4", "A6", "A7", "A9", "A10", "S1", "S2", "S3", "S4", "S5"),
    *("X1", "X2", "X3", "X4", "X6", "K1", "K2", "K3", "K4", "K5"),
    *("R1", "R2", "R3", "R4", "R5", "L5", "D8"),
    *("G1", "G2", "G3", "G4", "G5", "G6", "G7"),
)
ROW = re.compile(r"^\| ([A-Z]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def rows(page: str) -> dict[str, tuple[str, str]]:
    """Id -> the cells with the tests and with the broken variants."""
    return {id_: (shown, broken) for id_, _rule, shown, broken in ROW.findall(page)}


def missing(page: str) -> list[str]:
    """Tests the page names that are not in the code."""
    return [
        f"{path}::{name}"
        for path, name in NAMED.findall(page)
        if not (ROOT / "tests" / path).exists() or name not in named_in(path)
    ]


def named_in(path: str) -> set[str]:
    """The tests of one file."""
    tree = ast.parse((ROOT / "tests" / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_rule_stands_there_once_in_order() -> None:
    assert [found[0] for found in ROW.findall(PAGE.read_text("utf-8"))] == list(IDS)


@pytest.mark.parametrize("id_", IDS)
def test_every_rule_names_a_test_and_a_broken_variant(id_: str) -> None:
    shown, broken = rows(PAGE.read_text("utf-8"))[id_]
    assert NAMED.findall(shown)
    assert NAMED.findall(broken)


def test_every_test_that_is_named_is_there() -> None:
    assert missing(PAGE.read_text("utf-8")) == []


def test_a_name_that_is_nowhere_would_be_found() -> None:
    page = "`accounts/test_events.py::test_of_yesterday` `nowhere.py::test_x`"
    assert missing(page) == ["accounts/test_events.py::test_of_yesterday", "nowhere.py::test_x"]
