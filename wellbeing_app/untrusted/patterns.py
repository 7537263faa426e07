r"""Patterns of text answers (OSD C9), matched in time proportional to the text.

A definition comes from outside, so its regular expressions never reach a backtracking engine:
`(a+)+$` would hang it. A safe subset becomes a machine with about one state a symbol, and all the
states a text may be in are followed at once (K. Thompson, Communications of the ACM 11, 1968). The
subset: literals, `.`, classes `[a-z]` and `[^a-z]`, `\d \w \s` and their capitals (ASCII), `^`,
`$`, groups, `|` and the quantifiers `* + ? {n} {n,} {n,m} {,m}`. As in the format's other runners a
pattern may lie anywhere in the text unless anchored; `^` and `$` are the ends of the whole text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wellbeing_app.untrusted.pattern_syntax import (
    BadPattern,
    Choice,
    Edge,
    Node,
    Repeat,
    Sequence,
    Symbols,
    read_pattern,
)

__all__ = ["BadPattern", "Pattern", "compile_pattern"]

MAX_STATES = 250


@lru_cache(maxsize=512)
def compile_pattern(text: str) -> "Pattern":
    """Compile a pattern. Raises `BadPattern` for anything outside the subset or too large."""
    root = read_pattern(text)
    if _size(root) > MAX_STATES:
        raise BadPattern(0, f"needs more than {MAX_STATES} states")
    return Pattern(root)


@dataclass(slots=True)
class _State:
    """One place in the machine; without symbols it passes on at once (only at its edge, if any)."""

    following: tuple[int, ...] = ()
    symbols: Symbols | None = None
    edge: Edge | None = None


class Pattern:
    """A compiled pattern. Made by `compile_pattern`."""

    def __init__(self, root: Node) -> None:
        self._states = [_State()]
        self._start = self._build(root, 0)

    def matches(self, text: str) -> bool:
        """Return whether the pattern occurs in the text; at most states x characters steps."""
        following: list[int] = []
        for place in range(len(text) + 1):
            edges = (place == len(text), place == 0)
            reached = self._spread((self._start, *following), edges)
            if 0 in reached:
                return True
            following = self._step(reached, text[place : place + 1])
        return False

    def _spread(self, entered: Iterable[int], edges: tuple[bool, bool]) -> set[int]:
        """Return the states entered and all they pass on to; edges: at the end, at the start."""
        waiting = list(entered)
        reached: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            state = self._states[number]
            if state.symbols is None and (state.edge is None or edges[state.edge.start]):
                waiting.extend(state.following)
        return reached

    def _step(self, reached: set[int], character: str) -> list[int]:
        if not character:
            return []
        states = (self._states[number] for number in reached)
        return [s.following[0] for s in states if s.symbols and s.symbols.has(character)]

    def _build(self, node: Node, after: int) -> int:
        """Add the states of a node that is followed by state `after`; return its first."""
        match node:
            case Symbols():
                return self._add(_State((after,), symbols=node))
            case Edge():
                return self._add(_State((after,), edge=node))
            case Sequence(parts):
                for part in reversed(parts):
                    after = self._build(part, after)
                return after
            case Choice(parts):
                return self._add(_State(tuple(self._build(part, after) for part in parts)))
            case Repeat():
                return self._build_repeat(node, after)

    def _build_repeat(self, node: Repeat, after: int) -> int:
        first = after
        if node.most is None:
            first = self._add(_State())
            self._states[first].following = (self._build(node.part, first), after)
        else:
            for _ in range(node.most - node.least):
                first = self._add(_State((self._build(node.part, first), after)))
        for _ in range(node.least):
            first = self._build(node.part, first)
        return first

    def _add(self, state: _State) -> int:
        self._states.append(state)
        return len(self._states) - 1


def _size(node: Node) -> int:
    """Return at least the number of states of a node, without building it."""
    match node:
        case Symbols() | Edge():
            return 1
        case Sequence(parts) | Choice(parts):
            return 1 + sum(_size(part) for part in parts)
        case Repeat(part, least, None):
            return 1 + (least + 1) * _size(part)
        case Repeat(part, _, most):
            return 1 + (most or 0) * (1 + _size(part))
