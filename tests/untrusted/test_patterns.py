"""Patterns: equal to a regular expression engine on the subset, and never slow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_app.untrusted.patterns import BadPattern, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"^[A-Z]{3}-\d{4}$", "ABC-1234", True),
        (r"^[A-Z]{3}-\d{4}$", "ABC-12345", False),
        (r"\d", "room 7", True),
        (r"^\S+@\S+\.\w{2,}$", "a.b@example.org", True),
        (r"^(mon|tues)day$", "tuesday", True),
        (r"^(?:ab)+$", "ababa", False),
        (r"^a{,2}$", "aaa", False),
        (r"^a{2,}$", "aaa", True),
        (r"^a{0}$", "", True),
        (r"^[^0-9]*$", "été", True),
        (r"^[a\-z]$", "-", True),
        (r"^[a-]$", "-", True),
        (r"^.$", "\n", False),
        (r"", "anything", True),
        (r"$^", "", True),
    ],
)
def test_patterns_match_as_the_format_says(pattern: str, text: str, *, expected: bool) -> None:
    assert compile_pattern(pattern).matches(text) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a)\1",
        r"(?=a)",
        r"(?P<name>a)",
        r"a**",
        r"a*?",
        r"*a",
        r"^*",
        r"[",
        r"[]",
        r"[z-a]",
        r"[\d-z]",
        r"[[a]",
        r"(a",
        r"a)",
        r"a{2",
        r"a{}",
        r"a{,}",
        r"a{3,1}",
        r"a{1001}",
        r"\b",
        r"\p",
        "\\",
        r"\é",
        "}",
        "(" * 30 + ")" * 30,
        "((a{50}){50}){50}",
        "(){1000}",
        "a" * 501,
    ],
)
def test_anything_outside_the_subset_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)


@given(st.text(max_size=30) | st.text(alphabet="a()[]{}|*+?^$\\.-,1d", max_size=20))
def test_any_text_is_a_pattern_or_refused(pattern: str) -> None:
    try:
        compiled = compile_pattern(pattern)
    except BadPattern:
        return
    assert compiled.matches("aab1") in (True, False)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|a)*b", r"(a*)*b", r"^(([a-z])+.)+[A-Z]$"])
def test_a_pattern_that_hangs_a_backtracking_engine_answers(pattern: str) -> None:
    # A backtracking engine needs about 2 ** 2000 steps for these.
    assert not compile_pattern(pattern).matches("a" * 2000 + "!")


ATOMS = st.sampled_from(["a", "b", "1", ".", r"\d", r"\w", r"\s", r"\D", r"\.", "[ab]", "[^a1]"])
QUANTIFIERS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "{2,}", "{,2}"])


def _quantified(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(parts, QUANTIFIERS).map("".join)


def _sequences(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(_quantified(parts), min_size=1, max_size=3).map("".join)


def _groups(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    choices = st.lists(_sequences(parts), min_size=1, max_size=2).map("|".join)
    return choices.map(lambda inner: f"({inner})")


def _small_enough(pattern: str) -> bool:
    try:
        compile_pattern(pattern)
    except BadPattern as refused:
        return "states" not in str(refused)
    return True


PATTERNS = (
    st.tuples(
        st.sampled_from(["", "^"]),
        _sequences(st.recursive(ATOMS, _groups, max_leaves=3)),
        st.sampled_from(["", "$"]),
    )
    .map("".join)
    .filter(_small_enough)
)


@given(PATTERNS, st.text(alphabet="ab1 .", max_size=6))
def test_the_matcher_agrees_with_python_on_the_subset(pattern: str, text: str) -> None:
    compiled = compile_pattern(pattern)
    expected = re.search(pattern.replace("$", r"\Z"), text, re.ASCII) is not None
    assert compiled.matches(text) is expected
