"""Everything there is to read, with its sources, its topics and the answers it fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import Field, TypeAdapter

from wellbeing_app.directory.entry import Data, Kind
from wellbeing_app.directory.fitting import Pattern
from wellbeing_app.support.article import Article, read_article

Shape = TypeVar("Shape")

SHIPPED = Path(__file__).parent / "articles"


class Source(Data):
    """Where a statement comes from. `note`: how it was read, when not at first hand."""

    reference: str
    url: str = Field(pattern=r"^https://")
    note: str | None = None

    @property
    def name(self) -> str:
        """How it is called in short: who wrote it and when, or what it is."""
        return self.reference.split(". ", 1)[0]


class TopicRow(Data):
    """What the file says of a topic: its number in an address, and the help that fits it."""

    number: int
    kinds: tuple[Kind, ...]


class Finding(Data):
    """One thing found; without `sources` it is a view of ours and says so in `sample`."""

    title: str
    text: str
    sources: tuple[int, ...]
    sample: str
    weakness: str


class Pair(Data):
    """A gain and a harm that belong to one theme. Neither is taken from the other."""

    theme: str
    gain: Finding
    harm: Finding


@dataclass(frozen=True, slots=True)
class Topic:
    """A word people look for, what to read about it, and the kinds of help that fit it."""

    name: str
    number: int
    articles: tuple[Article, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles by number, sources by number, topics from A to Z, findings in pairs."""

    articles: Mapping[int, Article]
    sources: Mapping[int, Source]
    topics: tuple[Topic, ...]
    findings: tuple[Pair, ...]
    fitting: Mapping[Pattern, tuple[int, ...]]

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> "Shelf":
        """Read a folder of articles. Raises ValueError where a file has another shape."""
        found = sorted(map(read_article, folder.glob("*.md")), key=lambda each: each.number)
        rows = _read(folder / "topics.json", TypeAdapter(dict[str, TopicRow]))
        return cls(
            articles={article.number: article for article in found},
            sources=_read(folder / "sources.json", TypeAdapter(dict[int, Source])),
            topics=_topics(found, rows),
            findings=_read(folder / "balance.json", TypeAdapter(tuple[Pair, ...])),
            fitting=_read(folder / "patterns.json", TypeAdapter(dict[Pattern, tuple[int, ...]])),
        )

    def articles_for(self, patterns: Iterable[Pattern]) -> tuple[Article, ...]:
        """List what fits these patterns of answers, each article once, the first pattern first."""
        numbers = dict.fromkeys(n for pattern in patterns for n in self.fitting[Pattern(pattern)])
        return tuple(self.articles[number] for number in numbers)

    def kinds(self, article: Article) -> tuple[Kind, ...]:
        """List the kinds of help that fit an article's topics, the most urgent first."""
        fitting = {
            kind for topic in self.topics if article in topic.articles for kind in topic.kinds
        }
        return tuple(kind for kind in Kind if kind in fitting)

    def cited(self, numbers: Iterable[int]) -> dict[int, Source]:
        """Return these sources by number, in order. Raises KeyError for a number without one."""
        return {number: self.sources[number] for number in sorted(numbers)}


@cache
def shelf() -> Shelf:
    """Return what is shipped, read and made ready once."""
    return Shelf.load()


def _read(file: Path, shape: TypeAdapter[Shape]) -> Shape:
    return shape.validate_json(file.read_bytes())


def _topics(articles: Iterable[Article], rows: Mapping[str, TopicRow]) -> tuple[Topic, ...]:
    about = {
        name: tuple(article for article in articles if name in article.header.topics)
        for name in sorted(rows, key=lambda name: name.strip('"').casefold())
    }
    return tuple(
        Topic(name, rows[name].number, found, rows[name].kinds) for name, found in about.items()
    )
