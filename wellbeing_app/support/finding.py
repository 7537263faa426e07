"""Plain search: the articles and the places of help that hold all the words a person typed."""

from dataclasses import dataclass

from wellbeing_app.directory.directory import Directory
from wellbeing_app.directory.entry import Audience, Entry
from wellbeing_app.directory.ordering import in_order
from wellbeing_app.directory.wanted import Wanted
from wellbeing_app.support.article import Article
from wellbeing_app.support.shelf import Shelf
from wellbeing_app.support.typesetting import WORD, words
from wellbeing_app.web.words.help import KINDS, about

LONGEST = 100
"""Characters that may be typed."""
MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What holds the words; True beside a place that only stands there as another choice."""

    articles: tuple[Article, ...]
    places: tuple[tuple[Entry, bool], ...]


def find(shelf: Shelf, directory: Directory, typed: str) -> Found:
    """Find what holds each typed word, or begins with it: articles by title first, then places.

    Places keep the sort rule of the directory; those for young people, and those shown only to
    whoever asks for their approach, are not among them.
    """
    wanted = _folded(typed)
    if not wanted:
        return Found((), ())
    articles = [each for each in shelf.articles.values() if _holds(_article_words(each), wanted)]
    articles.sort(key=lambda each: not _holds(_folded(each.title), wanted))
    meant = [each for each in directory.shown if _is_for_all(each) and _holds(_words(each), wanted)]
    places = in_order(meant, Wanted(), directory.shown)[:MOST_PLACES]
    return Found(tuple(articles), tuple((each, each not in meant) for each in places))


def _is_for_all(entry: Entry) -> bool:
    return entry.audience is not Audience.YOUNG and not entry.asked_only


def _article_words(article: Article) -> list[str]:
    topics = " ".join(article.header.topics)
    return _folded(" ".join((article.title, topics, *words(article.html))))


def _words(entry: Entry) -> list[str]:
    kinds = " ".join(str(KINDS[kind]) for kind in entry.kinds)
    return _folded(" ".join((entry.name, about(entry), kinds)))


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _holds(held: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(each) for word in held) for each in wanted)
