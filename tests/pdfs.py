"""What stands in a PDF, as others read it: its text and where it stands, its tags, its faults."""

import io
import re
import subprocess
from collections.abc import Iterator
from tempfile import NamedTemporaryFile
from typing import NamedTuple

import pikepdf
from pdfua import validate

A4 = (595.0, 842.0)


class Word(NamedTuple):
    """A word and its box on its page, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """The text in reading order, with one space wherever there is room."""
    return " ".join(_poppler(data).split())


def words_of(data: bytes) -> list[Word]:
    """Every word of every page with its place."""
    box = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    found = re.findall(box, _poppler(data, "-bbox"))
    return [
        Word(float(left), float(top), float(right), float(bottom), text)
        for left, top, right, bottom, text in found
    ]


def _poppler(data: bytes, *options: str) -> str:
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def faults(data: bytes) -> list[str]:
    """What is wrong with a PDF by the rules of PDF/UA-1 that a program can check."""
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        found = validate(file.name).findings
    return [f"{one.rule_id} {one.message}" for one in found] + list(_own_faults(data))


def _own_faults(data: bytes) -> Iterator[str]:
    """What that program does not look for."""
    pdf = opened(data)
    if "/MarkInfo" not in pdf.Root or not bool(pdf.Root.MarkInfo.get("/Marked", False)):
        yield "not tagged"
        return
    for tag, above, node in elements(pdf):
        if tag == "/Figure" and not str(node.get("/Alt", "")):
            yield "a figure says nothing"
        if tag == "/LI" and above != "/L":
            yield "an item outside a list"
        if tag == "/TH" and "/Scope" not in str(node.get("/A", "")):
            yield "a head cell without scope"
        if not str(node.get("/K", "")):
            yield f"an empty {tag}"


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, pikepdf.Object]]:
    """Every element of the tag tree: its tag, the tag above it, itself."""
    waiting = [("", pdf.Root.StructTreeRoot)]
    while waiting:
        above, node = waiting.pop()
        tag = str(node.get("/S", ""))
        if tag:
            yield tag, above, node
        below = node.get("/K", pikepdf.Array())
        for one in below if isinstance(below, pikepdf.Array) else (below,):
            if isinstance(one, pikepdf.Dictionary):
                waiting.append((tag, one))
