"""Item texts as they may reach a page: plain, or with the format's few inline elements.

OSD C4 lets a text hold a little HTML. Here a text is never passed on: it is cut at anything that
looks like an element, the pieces between are escaped, and of the elements only the bare names of a
short list are written anew, always closed in order. So nothing a file says can become an attribute,
an address or a script.
"""

import html
import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from wellbeing_app.untrusted.characters import inert

_ELEMENT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>")
_INLINE = {"b": "b", "i": "i", "em": "em", "strong": "strong", "u": "em"}
_LINES = frozenset(
    [
        "br",
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ul",
        "ol",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "blockquote",
    ]
)
_DROPPED = frozenset(["a", "span", "font", "small", "big", "sup", "sub", "s", "label", "center"])
_BREAKS = re.compile(r"<br>(?:\s*<br>)+")
_SPACES = re.compile(r"\s+")
_MEDIA = re.compile(
    r"<(img|image|picture|audio|video|source|iframe|frame|object|embed|svg|math)\b",
    re.IGNORECASE,
)


def media(text: str) -> str | None:
    """Return the name of the first media or embedding element in a text, else None."""
    found = _MEDIA.search(text)
    return found[1].lower() if found else None


def plain(text: str) -> str:
    """Return the text without markup, on one line, for a title, a label or a file.

    The result is not escaped: it is text, and a template escapes it as it does any text.
    """
    pieces = (" " if name in _LINES else piece for name, _, piece in _pieces(text))
    return _SPACES.sub(" ", "".join(pieces)).strip()


def safe_html(text: str) -> Markup:
    """Return the text for a page: b, i, em, strong and br at most, everything else escaped.

    Elements that only lay out (p, div, table rows) become line breaks, links become their text,
    and any other element is shown as the characters it is written with.
    """
    opened: list[str] = []
    written = "".join(
        _written(name, closing, piece, opened) for name, closing, piece in _pieces(text)
    )
    closed = "".join(f"</{name}>" for name in reversed(opened))
    return Markup(_BREAKS.sub("<br>", written).removeprefix("<br>").removesuffix("<br>") + closed)  # noqa: S704


def _pieces(text: str) -> Iterator[tuple[str, bool, str]]:
    """Yield (element name, closing, "") for known elements and ("", False, text) between them."""
    place = 0
    for found in _ELEMENT.finditer(text):
        name = found[2].lower()
        if name in _INLINE or name in _LINES or name in _DROPPED:
            yield "", False, _text(text[place : found.start()])
            yield name, bool(found[1]), ""
            place = found.end()
    yield "", False, _text(text[place:])


def _text(piece: str) -> str:
    return inert(html.unescape(piece))


def _written(name: str, closing: bool, piece: str, opened: list[str]) -> str:  # noqa: FBT001
    """Write one piece and keep `opened`, the elements that are open, innermost last."""
    if name in _LINES:
        return "<br>"
    element = _INLINE.get(name)
    if element is None:
        return str(escape(piece))
    if not closing:
        opened.append(element)
        return f"<{element}>"
    if element not in opened:
        return ""
    inner = opened[opened.index(element) :]
    del opened[opened.index(element) :]
    return "".join(f"</{one}>" for one in reversed(inner))
