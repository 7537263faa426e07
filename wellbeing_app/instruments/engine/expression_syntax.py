"""The grammar of the expression language: text, tokens, a tree of at most `MAX_NODES` nodes.

`expressions` says what the language has and what the tree means.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

MAX_LENGTH = 8192

_TOKEN = re.compile(
    r"""
    (?P<number>(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?![0-9.A-Za-z_]))
  | (?P<text>"[^"]*"|'[^']*')
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)
  | (?P<sign>==|!=|>=|<=|[-+*/<>()\[\],])
    """,
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_WORDS = ("and", "or", "not", "in", "not_in")


MAX_NODES = 200
MAX_DEPTH = 40
SOURCES = ("answer", "parameter", "score", "computed")
FUNCTIONS = ("count", "sum", "abs", "min", "max")
COMPARISONS = ("==", "!=", ">", "<", ">=", "<=", "in", "not_in")
_BINDING = {"or": 1, "and": 2, **dict.fromkeys(COMPARISONS, 4), "+": 5, "-": 5, "*": 6, "/": 6}
_BINDING_OF_NOT = 3
_BINDING_OF_SIGN = 7


class BadExpression(ValueError):
    """An expression that is not of the language. `position` counts characters from 0."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(f"character {position + 1}: {reason}")
        self.position = position
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Token:
    """A token. `kind` is number, text (without its quotes), name, sign or end."""

    kind: str
    text: str
    position: int


def tokens(text: str) -> tuple[Token, ...]:
    """Cut an expression into tokens, the last of kind end. Raises `BadExpression`."""
    if len(text) > MAX_LENGTH:
        raise BadExpression(MAX_LENGTH, f"is longer than {MAX_LENGTH} characters")
    found: list[Token] = []
    position = _after_space(text, 0)
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise BadExpression(position, f"{text[position]!r} does not belong here")
        found.append(_token(match))
        position = _after_space(text, match.end())
    return (*found, Token("end", "", len(text)))


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "", match.group()
    if kind == "text":
        return Token(kind, text[1:-1], match.start())
    return Token("sign" if text in _WORDS else kind, text, match.start())


def _after_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text or boolean written in the expression."""

    value: float | bool | str


@dataclass(frozen=True, slots=True)
class Reference:
    """A named value: `source` is answer, parameter, score or computed."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator, a function, a list or a minus sign (`negative`) with its parts."""

    name: str
    parts: "tuple[Node, ...]"


Node: TypeAlias = Literal | Reference | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression and all it refers to."""

    root: Node
    references: frozenset[Reference]


def read_expression(text: str) -> Expression:
    """Read an expression. Raises `BadExpression`."""
    parser = _Parser(tokens(text))
    root = parser.whole()
    return Expression(root, frozenset(parser.references))


class _Parser:
    """Recursive descent; operators by how tightly they bind."""

    def __init__(self, read: tuple[Token, ...]) -> None:
        self._tokens = read
        self._place = 0
        self._nodes = 0
        self._depth = 0
        self.references: set[Reference] = set()

    def whole(self) -> Node:
        node = self._binding(0)
        if self._token.kind != "end":
            raise self._unexpected()
        return node

    def _binding(self, floor: int) -> Node:
        """Read operands and the operators between them that bind tighter than `floor`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BadExpression(self._token.position, f"is nested deeper than {MAX_DEPTH} levels")
        node = self._prefixed(floor)
        while (strength := self._strength()) > floor:
            operator = self._advance().text
            node = self._operation(operator, node, self._binding(strength))
            if operator in COMPARISONS and self._strength() == strength:
                raise self._unexpected()
        self._depth -= 1
        return node

    def _prefixed(self, floor: int) -> Node:
        if floor <= _BINDING_OF_NOT and self._take("not"):
            return self._operation("not", self._binding(_BINDING_OF_NOT))
        if self._take("-"):
            return self._operation("negative", self._binding(_BINDING_OF_SIGN))
        if self._take("("):
            node = self._binding(0)
            self._expect(")")
            return node
        if self._take("["):
            return self._operation("list", *self._parts("]"))
        return self._atom()

    def _atom(self) -> Node:
        match self._token.kind:
            case "number":
                return self._counted(Literal(float(self._advance().text)))
            case "text":
                return self._counted(Literal(self._advance().text))
            case "name":
                return self._named(self._advance())
        raise self._unexpected()

    def _named(self, token: Token) -> Node:
        if token.text in ("true", "false"):
            return self._counted(Literal(token.text == "true"))
        if token.text in FUNCTIONS:
            self._expect("(")
            return self._operation(token.text, *self._parts(")"))
        source, _, name = token.text.partition(".")
        if source not in SOURCES or not name:
            raise BadExpression(token.position, f"{token.text!r} is no reference or function")
        reference = Reference(source, name)
        self.references.add(reference)
        return self._counted(reference)

    def _parts(self, closing: str) -> list[Node]:
        parts: list[Node] = []
        while not self._take(closing):
            if parts:
                self._expect(",")
            parts.append(self._binding(0))
        return parts

    def _operation(self, name: str, *parts: Node) -> Node:
        if name == "abs" and len(parts) != 1:
            raise BadExpression(self._token.position, "abs takes one value")
        return self._counted(Operation(name, parts))

    def _counted(self, node: Node) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise BadExpression(self._token.position, f"has more than {MAX_NODES} parts")
        return node

    @property
    def _token(self) -> Token:
        return self._tokens[self._place]

    def _strength(self) -> int:
        return _BINDING.get(self._token.text, 0) if self._token.kind == "sign" else 0

    def _advance(self) -> Token:
        token = self._token
        self._place += 1
        return token

    def _take(self, text: str) -> bool:
        found = self._token.kind == "sign" and self._token.text == text
        self._place += found
        return found

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise BadExpression(self._token.position, f"expected {text!r}")

    def _unexpected(self) -> BadExpression:
        if self._token.kind == "end":
            return BadExpression(self._token.position, "ends too early")
        return BadExpression(self._token.position, f"{self._token.text!r} does not belong here")
