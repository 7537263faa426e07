"""A questionnaire as a tree of groups and questions: the shape of its form and of its answers.

A group is a section that has a title or a condition, questions in a row under one stem, or a grid.
What this administration leaves out (other arms, dimensions switched off) is not in the tree.
Everything stands in the file's order: the order in which one person met it is not kept, so that
two people have the same form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.dependencies import item_conditions
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.instrument import Section
from wellbeing_app.instruments.model.item import Condition, Item, Kind
from wellbeing_app.untrusted.markup import plain


@dataclass(frozen=True, slots=True)
class Question:
    """One answer id, or a text that asks nothing. `link` is its id."""

    link: str
    text_key: str
    item: Item
    required: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one text. `link` holds a colon, which no id has, unless it is a grid."""

    link: str
    text_key: str | None
    conditions: tuple[Condition, ...]
    parts: "tuple[Part, ...]"
    is_grid: bool = False


Part: TypeAlias = Group | Question


@dataclass(frozen=True)
class Form:
    """The tree of one administration, and its words."""

    administration: Administration

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The tree."""
        present = {i.id for section in self.administration.sections() for i in section.items}
        return tuple(
            part
            for section in self.administration.instrument.sections
            for part in self._section(section, [i for i in section.items if i.id in present])
        )

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Answer id -> the item it belongs to, of the questions in the tree."""
        return {one.link: one.item for one in _questions(self.parts) if one.item.asks}

    @cached_property
    def language(self) -> str:
        """The language the texts are in: the one asked for, if the questionnaire has it."""
        known = self.administration.instrument.languages
        return next(one for one in (self.administration.language, "en", *known) if one in known)

    def words(self, key: str | None) -> str:
        """Return a text without markup, as it reads before the first answer."""
        return "" if key is None else plain(Taken(self.administration, {}).text(key))

    def _section(self, section: Section, items: list[Item]) -> Iterator[Part]:
        parts = tuple(self._under_stems(items))
        named = section.title_key is not None or section.visible_when is not None
        if named and parts:
            conditions = () if section.visible_when is None else (section.visible_when,)
            yield Group(f"section:{section.id}", section.title_key, conditions, parts)
        else:
            yield from parts

    def _under_stems(self, items: list[Item]) -> Iterator[Part]:
        for stem, run in groupby(items, key=lambda item: item.head_key):
            parts = tuple(self._part(item) for item in run)
            if stem is None:
                yield from parts
            else:
                yield Group(f"stem:{parts[0].link}", stem, (), parts)

    def _part(self, item: Item) -> Part:
        conditions = item_conditions(self.administration.instrument)[item.id]
        if item.kind is not Kind.GRID:
            return Question(item.id, item.text_key, item, item.required, conditions)
        rows = tuple(
            Question(row.id, row.text_key, item, item.required and not row.optional, ())
            for row in item.rows
        )
        return Group(item.id, item.text_key, conditions, rows, is_grid=True)


def _questions(parts: tuple[Part, ...]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Group):
            yield from _questions(part.parts)
        else:
            yield part
