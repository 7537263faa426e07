"""How an instrument's wording compares with the published one. The status is always computed.

Published wording is compared by digests, so that none has to be stored: `wording.json` lists, for
each item, option and stem, the digests of the copies that were seen and what kind of copy each is.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Item
from wellbeing_app.untrusted.markup import plain
from wellbeing_app.untrusted.refusal import ROOT, Refused
from wellbeing_app.untrusted.strict_json import read_json

LANGUAGE = "en"
"""The language the digests are of."""


class WordingStatus(StrEnum):
    """What is known about an instrument's wording (DESIGN section 4)."""

    VERIFIED = "verified"
    """Items, order, options and stem equal the owner's source."""
    MATCHED = "matched-copy"
    """Equal to copies, or transcribed and corroborated; not compared with the paper."""
    ATTESTED = "attested"
    """A named member of a clinic compared it with the paper."""
    ADAPTED = "adapted"
    """Differs from every copy, or there is none to compare with: no cut-offs, no norms."""
    AWAITING = "awaiting"
    """Structure known, wording not here: cannot be taken."""
    OWN = "own"
    """A site's own unscored questions: nothing is published that they could equal."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Accepted(_Record):
    """One wording that counts as the published one."""

    digest: str
    kind: Literal["owner", "secondary", "transcription"]


class OptionDigests(_Record):
    """The wordings of one response option."""

    value: int | float | str
    accepted: list[Accepted]


class ScaleDigests(_Record):
    """The wordings of one instrument; an empty list: that piece was not seen."""

    items: list[list[Accepted]]
    options: list[OptionDigests]
    stem: list[Accepted]


Digests: TypeAlias = Mapping[str, ScaleDigests]


class _File(_Record):
    instruments: dict[str, ScaleDigests]


def read_digests(data: bytes, *, origin: str) -> Digests:
    """Read wording.json. Raises `Refused`."""
    try:
        return _File.model_validate(read_json(data)).instruments
    except Refused as refusal:
        raise Refused(refusal.path, refusal.reason, origin) from None
    except ValidationError as error:
        raise Refused(ROOT, error.errors(include_url=False)[0]["msg"], origin) from None


def normalise(text: str) -> str:
    """Return a text without markup, case, punctuation and spacing: what makes it that wording."""
    folded = unicodedata.normalize("NFKC", plain(text)).casefold()
    return " ".join("".join(c if c.isalpha() or c.isdigit() else " " for c in folded).split())


def digest(text: str) -> str:
    """Return the SHA-256, hex, of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def status(instrument: Instrument, digests: Digests) -> WordingStatus:
    """Return how the English wording of an instrument compares with the published one."""
    if instrument.hints.awaiting_wording or _unworded(instrument):
        return WordingStatus.AWAITING
    published = digests.get(instrument.hints.items_digest_id or "")
    if published is None:
        return WordingStatus.OWN if _own(instrument) else WordingStatus.ADAPTED
    kinds = list(_kinds(instrument, published))
    if None in kinds:
        return WordingStatus.ADAPTED
    seen_whole = bool(published.stem) and all(option.accepted for option in published.options)
    from_owner = seen_whole and set(kinds) == {"owner"}
    return WordingStatus.VERIFIED if from_owner else WordingStatus.MATCHED


def _unworded(instrument: Instrument) -> bool:
    """Return whether a question has no words yet. An option may well have none."""
    texts = (instrument.text(LANGUAGE, item.text_key) for item in instrument.asked())
    return not all(text.strip() for text in texts)


def _own(instrument: Instrument) -> bool:
    named = instrument.hints.items_digest_id is not None
    return not (named or instrument.scores or instrument.citation)


def _kinds(instrument: Instrument, published: ScaleDigests) -> Iterator[str | None]:
    """Yield the kind of copy each piece of wording equals, None where it equals none."""
    asked = list(instrument.asked())
    if len(asked) != len(published.items):
        yield None
    for item, accepted in zip(asked, published.items, strict=False):
        yield _kind(instrument.text(LANGUAGE, item.text_key), accepted)
        yield from _kinds_of_options(instrument, item, published.options)
        if published.stem:
            stem = instrument.text(LANGUAGE, item.head_key) if item.head_key else ""
            yield _kind(stem, published.stem)


def _kinds_of_options(
    instrument: Instrument, item: Item, published: Sequence[OptionDigests]
) -> Iterator[str | None]:
    by_value = {option.value: option.accepted for option in published}
    if {option.value for option in item.options} != set(by_value):
        yield None
    for option in item.options:
        accepted = by_value.get(option.value)
        if accepted:
            label = str(option.value)
            if option.label_key is not None:
                label = instrument.text(LANGUAGE, option.label_key)
            yield _kind(label, accepted)


def _kind(text: str, accepted: Sequence[Accepted]) -> str | None:
    """Return the best kind of copy a text equals: the owner's before any other."""
    found = digest(text)
    kinds = {one.kind for one in accepted if one.digest == found}
    return "owner" if "owner" in kinds else next(iter(sorted(kinds)), None)
