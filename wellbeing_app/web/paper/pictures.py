"""The pictures of a page: each drawing apart, with what it says to those who do not see it."""

import re
from html import unescape
from typing import Any

from wellbeing_app.web.paper.letters import families, is_simple, printable

PANEL = 560
"""Width, in pixels, of a drawing that takes all the width there is."""
INK = "#17302f"
EDGE = re.compile(r"<svg\b|</svg>")
SAID = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
WIDTH = re.compile(r'\bwidth="(?P<number>[\d.]+)(?P<share>%?)"')
FONT = re.compile(r'font-family="[^"]*"')
LABEL = re.compile(r"(<text\b[^>]*>)([^<]*)</text>")


def without_pictures(page: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a page with `<picture number="0">` for each drawing, and the drawings as nodes."""
    kept: list[str] = []
    pictures: list[dict[str, Any]] = []
    start = 0
    while (place := page.find("<svg", start)) >= 0:
        end = _end(page, place)
        kept += page[start:place], f'<picture number="{len(pictures)}"></picture>'
        pictures.append(_picture(page[place:end]))
        start = end
    return "".join((*kept, page[start:])), pictures


def _end(page: str, place: int) -> int:
    """Return where the drawing that begins at `place` ends; it may hold others."""
    depth = 0
    for edge in EDGE.finditer(page, place):
        depth += 1 if edge[0] == "<svg" else -1
        if not depth:
            return edge.end()
    raise ValueError("a drawing has no end")


def _picture(svg: str) -> dict[str, Any]:
    """Return a drawing as a node: a `mark` where it only adorns, else a `picture` that speaks."""
    head = svg[: svg.index(">")]
    width = WIDTH.search(head)
    drawing = SAID.sub("", svg).replace("currentColor", INK)
    drawing = FONT.sub(f'font-family="{", ".join(families())}"', drawing)
    drawing = LABEL.sub(_label, drawing)
    size: dict[str, float] = {}
    if width and width["share"]:
        drawing = drawing.replace(width[0], f'width="{PANEL}"', 1)
    elif width:
        size["width"] = float(width["number"])
    drawing = drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if 'aria-hidden="true"' in head:
        return {"tag": "mark", "svg": drawing} | size
    said = (unescape(" ".join(words.split())) for _tag, words in SAID.findall(svg))
    return {"tag": "picture", "svg": drawing, "alt": ". ".join(said)} | size


def _label(label: re.Match[str]) -> str:
    """Return a label; none in scripts that put letters together. The table before it has it."""
    words = printable(label[2])
    return f"{label[1]}{words}</text>" if is_simple(words) else ""
