"""The templates for the operator's pages become the pages they promise."""

import re

import pytest

from tests.server import ROOT
from wellbeing_app.web.pages.notices import parts

TEMPLATES = ("privacy", "purpose")


def text_of(name: str) -> str:
    """What an operator copies out of a template."""
    template = (ROOT / "docs" / "templates" / f"{name}.md").read_text("utf-8")
    lines = template.partition("## The text\n")[2].splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines)


@pytest.mark.parametrize("name", TEMPLATES)
def test_headings_and_lists_of_a_template_come_out_as_such(name: str) -> None:
    found = list(parts(text_of(name)))
    assert found[0].kind == "heading"
    assert sum(part.kind == "heading" for part in found) >= 4
    for part in found:
        assert not any(line.startswith(("#", "-")) or " - " in line for line in part.lines)


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_only_an_operator_can_say_stands_in_brackets(name: str) -> None:
    assert re.search(r"\[[^\]]+\]", text_of(name))


def test_a_list_without_a_line_before_it_would_be_found() -> None:
    [broken] = parts("Only if you ask:\n- Count me.")
    assert any(" - " in line for line in broken.lines)
