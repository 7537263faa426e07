"""What a sum or a mean can still come to while answers are open, and all it can come to at all.

Every open question is taken to have each of its possible answers in turn. Where those are too many
to list, or lie on a line without steps, the lowest and the highest stand for all between them. An
input that an open answer may yet hide or bring is taken both ways.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from wellbeing_app.instruments.engine.circumstances import Circumstances, Standing
from wellbeing_app.instruments.engine.coding import answer_values, coded_answer, response_span
from wellbeing_app.instruments.engine.dependencies import (
    conditional_items,
    decided_by,
    owners,
)
from wellbeing_app.instruments.engine.methods import LARGEST, WEIGHTED, transformed
from wellbeing_app.instruments.engine.ranges import may_stay_blank, score_spans, skips
from wellbeing_app.instruments.engine.reckoning import DECIMALS, Tally
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.rules import Input, ScoreRule

SUMS = frozenset({"sum_coded", "sum_correct", "weighted_sum"})
MEANS = frozenset({"mean_coded", "weighted_mean"})
MOST = 2_000
"""How many values are listed; beyond them the ends are kept."""


class Possible(NamedTuple):
    """The values a score can come to, lowest first, at least one.

    Not `listed`: the first and the last are reached, and any value between them may be.
    """

    values: tuple[float, ...]
    listed: bool = True

    @property
    def low(self) -> float:
        """The lowest."""
        return self.values[0]

    @property
    def high(self) -> float:
        """The highest."""
        return self.values[-1]


class _Part(NamedTuple):
    """One input of a score: what it can count as, its weight, whether it surely takes part."""

    possible: Possible
    weight: float
    certain: bool


def possible_scores(
    instrument: Instrument, around: Circumstances, found: Mapping[str, Tally]
) -> dict[str, Possible]:
    """Return what each score that lacks an answer can come to, whatever the open answers are.

    Only sums and means have such a range; none has one behind a closed gate, where nothing more is
    asked, nor one without bounds. An answer that is no number counts as open.
    """
    if around.ended or not any(tally.missing for tally in found.values()):
        return {}
    reckoned = _Reckoning(instrument, around, _undecided(instrument, around), found).all()
    return {name: one for name, one in reckoned.items() if found[name].missing}


@lru_cache(maxsize=512)
def possible_values(
    instrument: Instrument, absent: frozenset[str], disabled: frozenset[str]
) -> Mapping[str, Possible]:
    """Return all that each sum and mean can come to, also with as many missing as are allowed."""
    standing = dict.fromkeys(instrument.answer_ids, Standing.ASKED)
    standing |= dict.fromkeys(absent, Standing.NOT_APPLICABLE)
    around = Circumstances({}, standing, {}, absent, disabled)
    hidden = conditional_items(instrument)
    return _Reckoning(instrument, around, hidden, {}, some_missing=True).all()


def _undecided(instrument: Instrument, around: Circumstances) -> frozenset[str]:
    """Return the ids of items of which an open answer may yet decide whether they are asked."""
    unknown = {
        item.id
        for name, item in owners(instrument).items()
        if around.standing.get(name) is Standing.ASKED and name not in around.answers
    }
    waits = decided_by(instrument)
    found: set[str] = set()
    while fresh := {name for name, by in waits.items() if not by.isdisjoint(unknown)} - found:
        found |= fresh
        unknown |= fresh
    return frozenset(found)


class _Reckoning:
    """All scores of one questionnaire, in the order they depend on each other."""

    def __init__(
        self,
        instrument: Instrument,
        around: Circumstances,
        undecided: frozenset[str],
        tallies: Mapping[str, Tally],
        *,
        some_missing: bool = False,
    ) -> None:
        self._instrument = instrument
        self._around = around
        self._undecided = undecided
        self._tallies = tallies
        self._some_missing = some_missing
        self._found: dict[str, Possible] = {}
        self._certain: dict[str, bool] = {}

    def all(self) -> dict[str, Possible]:
        """Return what each sum and mean can come to; those without bounds are left out."""
        for rule in self._instrument.scores:
            if rule.id not in self._around.disabled and rule.method in SUMS | MEANS:
                self._add(rule)
        return self._found

    def _add(self, rule: ScoreRule) -> None:
        entries = [entry for entry in rule.inputs if not skips(rule, entry) and self._counts(entry)]
        possible = [self._possible(entry) for entry in entries]
        known = [one for one in possible if one is not None]
        if not known or len(known) < len(possible):
            return
        weighted = rule.method in WEIGHTED
        parts = [
            _Part(one, (entry.weight or 0) if weighted else 1, self._is_certain(rule, entry))
            for entry, one in zip(entries, known, strict=True)
        ]
        allowed = rule.allowed if self._some_missing else 0
        combined = _prorated(rule, parts, allowed) if allowed else _combined(rule, parts)
        if combined is not None:
            self._found[rule.id] = combined
            self._certain[rule.id] = any(part.certain for part in parts)

    def _counts(self, entry: Input) -> bool:
        """Whether an input takes part, or an open answer may make it."""
        if entry.is_score:
            tally = self._tallies.get(entry.id, Tally(None))
            return entry.id in self._found or tally.value is not None or bool(tally.missing)
        standing = self._around.standing.get(entry.id, Standing.ASKED)
        unsure = owners(self._instrument)[entry.id].id in self._undecided
        return standing is Standing.ASKED or (standing is Standing.HIDDEN and unsure)

    def _is_certain(self, rule: ScoreRule, entry: Input) -> bool:
        if entry.is_score:
            return self._certain.get(entry.id, True)
        item = owners(self._instrument)[entry.id]
        given = self._some_missing or entry.id in self._around.answers
        blank = not given and may_stay_blank(rule, entry, item)
        return item.id not in self._undecided and not blank

    def _possible(self, entry: Input) -> Possible | None:
        return self._of_score(entry) if entry.is_score else self._of_item(entry)

    def _of_score(self, entry: Input) -> Possible | None:
        """What an earlier score can come to; a reversed one is mirrored in all it can be."""
        found, tally = self._found.get(entry.id), self._tallies.get(entry.id, Tally(None))
        if found is None and tally.value is not None and not tally.missing:
            found = Possible((tally.value,))
        if found is None or entry.coding > 0:
            return found
        span = score_spans(self._instrument, self._around.absent, self._around.disabled)[entry.id]
        if not span.bounded:
            return None
        return _sorted((span.low + span.high - value for value in found.values), found.listed)

    def _of_item(self, entry: Input) -> Possible | None:
        item = owners(self._instrument)[entry.id]
        answer = self._around.answers.get(entry.id)
        given = None if answer is None else coded_answer(entry, response_span(item), answer)
        if given is not None:
            return Possible((given,))
        values, listed = answer_values(entry, item)
        return _sorted(values, listed) if values else None


def _combined(rule: ScoreRule, parts: Sequence[_Part]) -> Possible | None:
    """Put the inputs together and transform the result; None where a transform asks for more."""
    divided = rule.method in MEANS
    sums, listed = _sums(parts, [part.weight if divided else 0 for part in parts])
    values = chain.from_iterable(
        (one / divisor for one in found) if divided else found
        for (taken, divisor), found in sums.items()
        if taken and (divisor or not divided)
    )
    return _after(rule, values, listed)


def _prorated(rule: ScoreRule, parts: Sequence[_Part], allowed: int) -> Possible | None:
    """Do the same where some may be missing: the mean of the others stands in for each of them."""
    if rule.method in WEIGHTED:
        return _combined(rule, parts)
    needed = sum(part.certain for part in parts)
    sums, listed = _sums([part._replace(certain=False) for part in parts], [1] * len(parts))
    values: list[float] = []
    for (_, answered), found in sums.items():
        if answered >= max(1, needed - allowed):
            most = min(int(answered) + allowed, len(parts))
            times = [1] if rule.method in MEANS else range(max(int(answered), needed), most + 1)
            values += (one / answered * asked for one in found for asked in times)
    return _after(rule, values, listed)


def _after(rule: ScoreRule, values: Iterable[float], listed: bool) -> Possible | None:  # noqa: FBT001
    if any(isinstance(step.operand, str) for step in rule.transform):
        return None
    changed = [transformed(value, rule.transform, ()) for value in values]
    if not changed or any(value is None for value in changed):
        return None
    return _sorted((value for value in changed if value is not None), listed)


def _sums(
    parts: Sequence[_Part], divisors: Sequence[float]
) -> tuple[dict[tuple[bool, float], set[float]], bool]:
    """Return the sums there can be, and whether these are all.

    They stand by whether any input takes part and by what a mean of them is divided by.
    """
    listed = all(part.possible.listed for part in parts)
    sums: dict[tuple[bool, float], set[float]] = {(False, 0.0): {0.0}}
    for part, divisor in zip(parts, divisors, strict=True):
        sums = _grown(sums, part, divisor)
        listed = listed and all(len(one) <= MOST for one in sums.values())
        sums = {key: one if len(one) <= MOST else {min(one), max(one)} for key, one in sums.items()}
    return sums, listed


def _grown(
    sums: Mapping[tuple[bool, float], set[float]], part: _Part, divisor: float
) -> dict[tuple[bool, float], set[float]]:
    grown: dict[tuple[bool, float], set[float]] = {}
    for (taken, before), found in sums.items():
        more = {one + value * part.weight for one in found for value in part.possible.values}
        key = True, round(before + divisor, DECIMALS)
        grown.setdefault(key, set()).update(round(one, DECIMALS) for one in more)
        if not part.certain:
            grown.setdefault((taken, before), set()).update(found)
    return grown


def _sorted(values: Iterable[float], listed: bool) -> Possible | None:  # noqa: FBT001
    """Return the values lowest first, with the decimals of a score; None beyond the largest."""
    found = sorted({round(value, DECIMALS) for value in values})
    return Possible(tuple(found), listed) if abs(found[0]) <= LARGEST >= abs(found[-1]) else None
