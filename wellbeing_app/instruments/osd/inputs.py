"""The inputs of one scoring block: which answers and scores count, and how (OSD C3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wellbeing_app.instruments.model.item import Item, Kind
from wellbeing_app.instruments.model.rules import Input
from wellbeing_app.instruments.model.values import number_of, text_of
from wellbeing_app.instruments.osd.names import known_name
from wellbeing_app.instruments.osd.raw_definition import Accepted, ScoreShape
from wellbeing_app.untrusted.refusal import Refused, inside

_DEFAULT_MAPS = ("default", "*")
_NUMERIC_KINDS = (Kind.LIKERT, Kind.VAS)
_MATCHED_KINDS = (Kind.SHORT, Kind.LONG, Kind.MULTI, Kind.LIKERT, Kind.VAS, Kind.GRID)


@dataclass(frozen=True, slots=True)
class InputReader:
    """Reads one block; `items` maps every answer id of the scale to its item."""

    block: ScoreShape
    accepted: Accepted
    items: Mapping[str, Item]
    path: str

    def inputs(self) -> tuple[Input, ...]:
        """Return the inputs that count. Raises `Refused` for one that cannot."""
        self._check_names()
        codings = dict(self._codings())
        items = (self._item(name, coding) for name, coding in codings.items() if coding)
        scores = (self._score(name) for name in self.block.scores)
        weighted = self.block.weights
        # A weighted method leaves out what has no weight; it is not weighted by nought.
        return tuple(
            part
            for part in (*items, *scores)
            if part is not None and part.coding and (not weighted or part.weight is not None)
        )

    def _codings(self) -> Iterator[tuple[str, int]]:
        """Yield the items with 1, -1 for reversed, or 0 for excluded."""
        written, older = self.block.items, self.block.item_coding
        pairs: Iterable[tuple[str, int]]
        if isinstance(written, list):
            pairs = ((name, older.get(name, 1)) for name in written)
        elif written is not None:
            pairs = written.items()
        else:
            pairs = (older or self._matched()).items()
        here = inside(self.path, "items" if written is not None else "item_coding")
        for name, coding in pairs:
            # A score named among the items has no answer: it counts by `scores`, if there.
            if name not in self.block.scores or name in self.items:
                yield known_name(name, self.items, "item", here), coding

    def _matched(self) -> Mapping[str, int]:
        return dict.fromkeys(self.accepted, 1) if self.block.method == "sum_correct" else {}

    def _item(self, name: str, coding: int) -> Input | None:
        item = self.items[name]
        if self.block.method == "sum_correct":
            return self._right_or_wrong(name, item)
        self._check_numeric(name, item)
        mapped = self._value_map(name)
        return Input(
            id=name,
            coding=coding,
            weight=self.block.weights.get(name),
            value_map=None if mapped is None else tuple(mapped),
        )

    def _right_or_wrong(self, name: str, item: Item) -> Input | None:
        if item.kind not in _MATCHED_KINDS:
            raise Refused(inside(self.path, "items"), f"{name} ({item.kind}) has no right answer")
        if name not in self.accepted:
            return None
        return Input(name, accepted=tuple(text_of(answer) for answer in self.accepted[name]))

    def _value_map(self, name: str) -> list[float] | None:
        maps = self.block.value_map
        return next((maps[key] for key in (name, *_DEFAULT_MAPS) if key in maps), None)

    def _score(self, name: str) -> Input:
        written = self.block.items
        codings = self.block.item_coding if not isinstance(written, dict) else written
        weight = self.block.weights.get(name)
        return Input(name, is_score=True, coding=codings.get(name, 1), weight=weight)

    def _check_numeric(self, name: str, item: Item) -> None:
        """Refuse an item whose answer the format gives no number."""
        numeric = item.kind in _NUMERIC_KINDS or item.numeric
        if item.kind in (Kind.MULTI, Kind.GRID):
            numeric = any(number_of(option.value) is not None for option in item.options)
        if not numeric:
            reason = f"{name} ({item.kind}) gives no number for {self.block.method}"
            raise Refused(inside(self.path, "items"), reason)

    def _check_names(self) -> None:
        """Refuse settings for things that are not there."""
        block = self.block
        parts = self.items.keys() | set(block.scores)
        for key, names, known in (
            ("item_coding", block.item_coding, parts),
            ("value_map", block.value_map, self.items.keys() | set(_DEFAULT_MAPS)),
            ("weights", block.weights, parts),
            ("correct_answers", block.correct_answers, self.items.keys()),
        ):
            for name in names:
                known_name(name, known, "item", inside(inside(self.path, key), name))
