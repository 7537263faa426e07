"""How hard the articles are to read: `python -m bench.reading_age` writes docs/reading-age.md.

The measure is the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers & Chissom 1975): the school year
in the United States that a text suits. A pupil of grade 7 is about 12 years old. Syllables are
estimated by groups of vowels, which is right for most English words and within one for the rest.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from wellbeing_app.support.article import Article
from wellbeing_app.support.shelf import shelf
from wellbeing_app.support.typesetting import words

REPORT = Path("docs/reading-age.md")
BLOCK_END = re.compile(r"</(?:p|li|h2)>")
SENTENCE_END = re.compile(r"[.!?](?=[\s\")<]|$)")
VOWELS = re.compile(r"[aeiouy]+")
APART = re.compile(
    r"(?<![ct])ia|(?<!fr)ie(?=[nrt])|io(?!n|us)|rious|(?<![qg])ua|eing|creat|(?<=d)ea$|(?<=r)ea$|deo"
)
"""Vowels side by side that are spoken apart."""
SILENT_END = re.compile(r"(?:[^laeiouy]e|[^aeioulcgsxzh]es|[^dtaeiouy]ed)$")
HEAD = """# How hard the articles are to read

The aim is a reading age of about 12: grade 8 or less. Measured by the Flesch-Kincaid grade over the
text of each article with its headings:

    0.39 * words a sentence + 11.8 * syllables a word - 15.59

Each point of a list counts as a sentence. Syllables are estimated by groups of vowels. Some names,
such as "compulsive sexual behaviour disorder", cannot be made shorter and weigh on the grade.
`python -m bench.reading_age` writes this page, and a test compares it.

| article | words | words a sentence | grade |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Ease:
    """What was counted in a text."""

    words: int
    sentences: int
    syllables: int

    @property
    def sentence_length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade."""
        return 0.39 * self.sentence_length + 11.8 * self.syllables / self.words - 15.59


def syllables(word: str) -> int:
    """Estimate the syllables of an English word; a figure counts as one."""
    plain = word.lower()
    spoken = len(VOWELS.findall(plain)) + len(APART.findall(plain))
    return max(1, spoken - bool(SILENT_END.search(plain)))


def ease(html: Markup) -> Ease:
    """Count words, sentences and syllables of a page's text."""
    blocks = [block for block in BLOCK_END.split(html) if words(Markup(block))]  # noqa: S704
    sentences = [
        sentence
        for block in blocks
        for sentence in SENTENCE_END.split(block)
        if words(Markup(sentence))  # noqa: S704
    ]
    found = words(html)
    return Ease(len(found), len(sentences), sum(map(syllables, found)))


def row(article: Article) -> str:
    """Write one line of the table."""
    found = ease(article.html)
    return (
        f"| {article.number}. {article.title} | {found.words} "
        f"| {found.sentence_length:.1f} | {found.grade:.1f} |\n"
    )


def report() -> str:
    """Write the whole page."""
    return HEAD + "".join(map(row, shelf().articles.values()))


if __name__ == "__main__":
    REPORT.write_text(report(), "utf-8")
