"""A page of HTML, made by our own templates, as data that a sheet can set.

A node is a text, or a mapping of `tag`, `kids` and what else the sheet needs of it. What does not
belong on paper is left out, and spaces are put together as a browser does it.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from wellbeing_app.web.paper.letters import printable
from wellbeing_app.web.paper.pictures import without_pictures

Node = dict[str, Any]

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
IN_LINE = frozenset({"a", "b", "code", "em", "i", "small", "span", "strong", "time"})
LEFT_OUT = frozenset({"unseen", "screen-only"})
NOT_READ = frozenset({"script", "style", "template"})
OUTSIDE = re.compile(r"(https|tel|sms|mailto):")
"""Where a link on paper may lead; an address of this site needs the visit."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}")
HEADING = re.compile(r"h([1-6])")
SPACES = re.compile(r"[ \t\r\n\f]+")
LONG = re.compile(r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]{18,}")
"""A word that may be longer than its line, in scripts that leave a space between words."""


def read_page(page: str) -> dict[str, Any]:
    """Return title, language and body of a page of HTML."""
    html, pictures = without_pictures(page)
    reader = _Reader(pictures)
    reader.feed(html)
    reader.close()
    return {"title": reader.title, "lang": reader.language, "body": reader.body}


class _Reader(HTMLParser):
    """Builds the nodes of a page while it is read."""

    def __init__(self, pictures: list[Node]) -> None:
        super().__init__()
        self.title = ""
        self.language = "en"
        self.body: list[Any] = []
        self._pictures = pictures
        self._open: list[Node] = [{"tag": "page", "kids": []}]
        self._unread = 0
        self._spaced = True
        self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a node; a tag without an end has no kids."""
        given = {name: value or "" for name, value in attrs}
        if tag == "picture":
            self._add(self._pictures[int(given["number"])])
        elif tag == "br":
            self._add({"tag": "br"})
            self._spaced = True
        elif tag not in VOID:
            node = _node(tag, given)
            if self._unread or _is_left_out(tag, given):
                self._unread += 1
            else:
                self._level_of(node)
                self._add(node)
            self._open.append(node)
            self._spaced = self._spaced or tag not in IN_LINE
        if tag == "html":
            self.language = _language(given) or self.language

    def handle_endtag(self, tag: str) -> None:
        """Close the node."""
        if tag in VOID or tag == "picture":
            return
        node = self._open.pop()
        self._unread -= bool(self._unread)
        self._spaced = self._spaced or tag not in IN_LINE
        if tag == "title":
            self.title = "".join(node["kids"])
        elif tag == "body":
            self.body = node["kids"]

    def handle_data(self, data: str) -> None:
        """Add a text, with one space for each row of them and none where a line begins."""
        text = SPACES.sub(" ", data)
        if self._spaced:
            text = text.removeprefix(" ")
        if text and not self._unread:
            self._spaced = text.endswith(" ")
            self._open[-1]["kids"].extend(_words(printable(text)))

    def _add(self, node: Node) -> None:
        if not self._unread:
            self._open[-1]["kids"].append(node)

    def _level_of(self, node: Node) -> None:
        """Give a heading its level; none is skipped on the way down."""
        heading = HEADING.fullmatch(node["tag"])
        if heading:
            self._level = node["level"] = min(int(heading[1]), self._level + 1)


def _node(tag: str, given: dict[str, str]) -> Node:
    node: Node = {"tag": tag, "kids": []}
    if given.get("class"):
        node["class"] = given["class"].split()
    language = _language(given)
    if language:
        node["lang"] = language
    if OUTSIDE.match(given.get("href", "")):
        node["to"] = given["href"]
    return node


def _language(given: dict[str, str]) -> str:
    """Return the language without script and region; nothing for a tag that names none."""
    language = given.get("lang", "").partition("-")[0]
    return language if LANGUAGE.fullmatch(language) else ""


def _is_left_out(tag: str, given: dict[str, str]) -> bool:
    """Say whether something is for the screen only. Heads of columns stay: a table needs them."""
    hidden = not LEFT_OUT.isdisjoint(given.get("class", "").split()) and tag != "thead"
    return hidden or "hidden" in given or tag in NOT_READ


def _words(text: str) -> Iterator[str | Node]:
    start = 0
    for long in LONG.finditer(text):
        if long.start() > start:
            yield text[start : long.start()]
        yield {"tag": "long", "word": long[0]}
        start = long.end()
    if start < len(text):
        yield text[start:]
