"""The operator's own two pages: who answers for this site, and what it is for.

The texts come from files the operator names. A line that starts with `#` is a heading, an empty
line ends a paragraph, a paragraph whose lines all start with `-` is a list; nothing else counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template

from wellbeing_app.web.headers import public
from wellbeing_app.web.site import site
from wellbeing_app.web.words.titles import neutral_title

blueprint = Blueprint("notices", __name__)


@dataclass(frozen=True)
class Part:
    """One heading, paragraph or list (`kind`), and its lines as plain text."""

    kind: str
    lines: tuple[str, ...]


@blueprint.get("/privacy")
@public
def privacy() -> str:
    """Show controller, legal basis, rights, retention: in the operator's words."""
    return _page("privacy", site().config.privacy)


@blueprint.get("/purpose")
@public
def purpose() -> str:
    """Show what this site is for and what it is not for: in the operator's words."""
    return _page("purpose", site().config.purpose)


def _page(key: str, text: str) -> str:
    return render_template("notice.html", title=neutral_title(key), parts=tuple(parts(text)))


def parts(text: str) -> Iterator[Part]:
    """Yield the headings, paragraphs and lists of an operator's text, in order."""
    gathered: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            gathered.append(stripped)
            continue
        if gathered:
            yield _paragraph_or_list(gathered)
            gathered = []
        if stripped:
            yield Part("heading", (stripped.lstrip("#").strip(),))


def _paragraph_or_list(lines: list[str]) -> Part:
    if all(line.startswith("-") for line in lines):
        return Part("list", tuple(line.lstrip("-").strip() for line in lines))
    return Part("paragraph", (" ".join(lines),))
