"""An expression's text cut into tokens, each with its place."""

import re
from dataclasses import dataclass

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
