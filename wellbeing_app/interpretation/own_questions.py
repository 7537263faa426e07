"""The context answers as a result shows them: beside the scores, never in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.untrusted.markup import plain

SILENT = ("none", "no", "no_partner", "prefer_not")
"""Values that name nothing: "none of these", "prefer not to say" and their like."""


@dataclass(frozen=True)
class Sides:
    """What the person named on both sides; neither is counted or taken from the other."""

    gains: tuple[str, ...]
    costs: tuple[str, ...]


@dataclass(frozen=True)
class ValuesClash:
    """What the person said of a clash with their values. `share` is 0 to 10, None if not said."""

    answer: str
    share: int | None


def balance(taken: Sequence[Taken]) -> Sides | None:
    """What it gives beside what worries; None when neither was answered."""
    gains, costs = _ticked(taken, "BALANCE", "c3"), _ticked(taken, "BALANCE", "c4")
    if gains is None and costs is None:
        return None
    return Sides(gains or (), costs or ())


def partner_words(taken: Sequence[Taken]) -> tuple[str, ...]:
    """What a partner did or said, in the words of the options."""
    return _ticked(taken, "PARTNER", "c6a") or ()


def values_words(taken: Sequence[Taken]) -> ValuesClash | None:
    """The answer about one's own values; None when it was not given or is not to be said."""
    values, value = _member(taken, "VALUES"), given(taken, "VALUES", "c11a")
    if values is None or value is None or value == "prefer_not":
        return None
    share = given(taken, "VALUES", "c11b")
    return ValuesClash(
        answer=_label(values, "c11a", value),
        share=int(share) if isinstance(share, int | float) else None,
    )


def given(taken: Sequence[Taken], code: str, item_id: str) -> Answer | None:
    """The answer to one context question; None without one that counts."""
    member = _member(taken, code)
    return member.answers.get(item_id) if member else None


def _ticked(taken: Sequence[Taken], code: str, item_id: str) -> tuple[str, ...] | None:
    """The ticked options' words; empty for "none", None when nothing was answered."""
    member, answer = _member(taken, code), given(taken, code, item_id)
    if member is None or answer is None:
        return None
    ticked = answer if isinstance(answer, tuple) else (answer,)
    return tuple(_label(member, item_id, value) for value in ticked if value not in SILENT)


def _member(taken: Sequence[Taken], code: str) -> Taken | None:
    return next((member for member in taken if member.code == code), None)


def _label(member: Taken, item_id: str, value: object) -> str:
    item = member.instrument.item_by_id[item_id]
    key = next((o.label_key for o in item.options if o.value == value), None)
    return plain(member.text(key)) if key else str(value)
