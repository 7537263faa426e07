"""One article: what its file says about it, and its text made ready once."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from typing import Annotated

from markupsafe import Markup
from pydantic import BeforeValidator

from wellbeing_app.directory.entry import Data
from wellbeing_app.support.typesetting import first_paragraph, typeset, words

CALM_PACE = 200
"""Words a minute. Our own choice, on the slow side: nobody should feel rushed."""

Topics = Annotated[tuple[str, ...], BeforeValidator(lambda text: tuple(text.split("; ")))]
References = Annotated[tuple[int, ...], BeforeValidator(lambda text: tuple(text.split(", ")))]


class Header(Data):
    """The lines between the two rules at the top of the file."""

    title: str
    neutral_title: str
    topics: Topics
    references: References
    reviewed: date


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is shown. `number` is its address; `references` are numbers of sources."""

    number: int
    header: Header
    html: Markup

    @property
    def title(self) -> str:
        """What it is about, for its own page and for links to it."""
        return self.header.title

    @property
    def words(self) -> int:
        """How many words it has, headings included."""
        return len(words(self.html))

    @property
    def minutes(self) -> int:
        """How long it takes to read at a calm pace, in whole minutes."""
        return ceil(self.words / CALM_PACE)

    @property
    def opening(self) -> Markup:
        """What it opens with, for lists of articles."""
        return first_paragraph(self.html)


def read_article(file: Path) -> Article:
    """Read `NUMBER.md`: a header of `key: value` lines between two rules, then the text.

    Raises ValueError if the header says something else than it must.
    """
    _, head, text = file.read_text("utf-8").split("---\n", 2)
    header = Header.model_validate(dict(line.split(": ", 1) for line in head.splitlines()))
    return Article(int(file.stem), header, typeset(text))
