"""The names of a questionnaire's questions, options and scores, for somebody who reads a share."""

from typing import NamedTuple

from wellbeing_app.instruments.engine.score_names import score_name
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer, Kind
from wellbeing_app.instruments.model.values import text_of
from wellbeing_app.untrusted.markup import plain


class Titled(NamedTuple):
    """A name, and the line that goes with it: a question's stem, a score's meaning."""

    name: str
    line: str


class Ids:
    """A questionnaire that is not on this site: its ids are all there is."""

    def score(self, id_: str) -> Titled:
        """Return the score's id."""
        return Titled(id_, "")

    def question(self, id_: str) -> Titled:
        """Return the answer's id."""
        return Titled(id_, "")

    def answer(self, _id: str, value: Answer) -> str:
        """Return the answer as stored."""
        return text_of(value)

    def about(self, id_: str) -> str:
        """Return what a note under this id is about."""
        return id_


class Words(Ids):
    """A questionnaire of this site; only answers that are shared are piped into its texts."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        self.instrument = taken.instrument
        self.items = {name: item for item in self.instrument.items for name in item.answer_ids}

    def score(self, id_: str) -> Titled:
        """Return the score's title and what it means."""
        meanings = {rule.id: rule.description or "" for rule in self.instrument.scores}
        return Titled(plain(score_name(self.instrument, id_)), plain(meanings.get(id_, "")))

    def question(self, id_: str) -> Titled:
        """Return the question, and what stands above it and others like it."""
        item = self.items.get(id_)
        if item is None:
            return super().question(id_)
        if item.kind is Kind.GRID:
            row = next(row for row in item.rows if row.id == id_)
            return Titled(self._text(row.text_key), self._text(item.text_key))
        return Titled(self._text(item.text_key), self._text(item.head_key) if item.head_key else "")

    def answer(self, id_: str, value: Answer) -> str:
        """Return the words of the options chosen, or what was written."""
        item = self.items.get(id_)
        return ", ".join(self.taken.in_words(item, value)) if item else text_of(value)

    def about(self, id_: str) -> str:
        """Return the question or the score's title; empty for the whole questionnaire."""
        if id_ in self.items or not id_:
            return self.question(id_).name
        return self.score(id_).name

    def _text(self, key: str) -> str:
        return plain(self.taken.text(key))
