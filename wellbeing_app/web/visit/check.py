"""The self-check in progress, exactly as the visitor's cookie carries it (DESIGN section 5).

The cookie holds the keys of the battery's instruments, the language, the answers in compact form,
a random submission id, the alerts already met and the furthest page. Nothing of it is stored on
the server. `docs/decisions/` says what may be in the cookie, tests hold it.
"""

import base64
import hashlib
import json
import math
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TypeAlias

from flask import session

from wellbeing_app.instruments.engine.administration import Administration
from wellbeing_app.instruments.engine.compact import pack, unpack
from wellbeing_app.instruments.engine.paging import Page, pages
from wellbeing_app.instruments.engine.taken import Taken
from wellbeing_app.instruments.library.battery import LARGEST
from wellbeing_app.instruments.library.library import Battery, Library, Member
from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer
from wellbeing_app.records.record import Record, record_of
from wellbeing_app.web.site import site

SESSION_KEY = "check"
SHAPE = 1
"""Of what the cookie carries: a check begun before an update that changed it has ended."""
SUBMISSION_BYTES = 16

Place: TypeAlias = tuple[int, str]
"""Where an answer belongs: the member of the battery and the answer's id."""


@dataclass
class Check:
    """One person's way through one battery.

    What was entered stays in the cookie, one mapping a member in the same order, also where a
    changed answer has hidden its question since: everything reads `taken`, the answers that count.
    """

    battery: Battery
    language: str
    submission: bytes
    _entered: tuple[Mapping[str, Answer], ...] = field(repr=False)
    met: set[str] = field(default_factory=set)
    """Urgent alerts the person has already been met with, as `member:alert id`."""
    furthest: int = 0
    """The highest page number sent without a mistake."""
    country: str | None = None
    """Picked by the person on a help page inside the check."""
    consents: tuple[str, ...] = ()
    """What was ticked (`counted`, `research`) when something first was: that is what waits."""
    finished: bool = False
    """Whether "see my result" was pressed and no page of answers was sent since."""
    changing: tuple[int, ...] | None = None
    """Pages still to go through before "check your answers", where a change began there."""
    notes: dict[str, str] = field(default_factory=dict)
    """Own notes: `instrument key#score or answer id` -> words; empty for the whole result."""
    door: bytes | None = None
    """The clinic at whose front door it began."""

    @classmethod
    def begin(cls, battery: Battery, language: str, door: bytes | None = None) -> "Check":
        """Start the battery with a fresh random submission id; nothing is saved yet."""
        return cls(
            battery=battery,
            language=language,
            submission=secrets.token_bytes(SUBMISSION_BYTES),
            _entered=({},) * len(battery.members),
            door=door,
        )

    @cached_property
    def administrations(self) -> tuple[Administration, ...]:
        """Each member as it is put to this person."""
        return administrations(self.battery, self.language, _seed(self.battery, self.submission))

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """Each member with the answers that count."""
        return tuple(map(Taken, self.administrations, self._entered))

    @property
    def has_answers(self) -> bool:
        """Whether there is an answer that counts."""
        return any(one.answers for one in self.taken)

    def enter(self, answers: Mapping[Place, Answer | None]) -> None:
        """Put answers in (None takes one away); what follows from them is worked out anew."""
        entered = [dict(given) for given in self._entered]
        for (member, answer_id), answer in answers.items():
            entered[member].pop(answer_id, None)
            if answer is not None:
                entered[member][answer_id] = answer
        self._entered = tuple(entered)
        self.__dict__.pop("taken", None)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The fixed sequence of pages; which of their items show depends on the answers."""
        return page_sequence(self.battery, self.language, _seed(self.battery, self.submission))

    @property
    def token(self) -> str:
        """What a form carries so that a page left over from another check cannot save into this."""
        return hashlib.sha256(b"form" + self.submission).hexdigest()[:12]

    def record(self, library: Library, ticked: Collection[str], today: date) -> Record:
        """Return it as a record of today; private questionnaires only if ticked (their code)."""
        return record_of(
            self.taken,
            day=today,
            battery=self.battery.slug,
            language=self.language,
            revision=lambda code: library.evidence(code).revision,
            ticked=ticked,
            notes=self.notes,
        )

    def field(self, member: int, answer_id: str) -> str:
        """Return the form field of an answer: member and place in the instrument, from 0."""
        return field_name(member, self.battery.members[member].instrument, answer_id)

    def minutes_left_at(self, number: int) -> int:
        """Whole minutes left on page `number` (1-based), at least 1."""
        share = (len(self.pages) - number + 1) / max(len(self.pages), 1)
        return max(1, math.ceil(self.battery.minutes * share))

    def note(self, reference: str, text: str) -> None:
        """Put a note, or take it away with an empty text."""
        self.notes = self._noted(reference, text)

    def beyond_room(self, reference: str, text: str) -> int:
        """Count the bytes by which the notes, this one among them, would be too long together.

        What the longest answers could take is left free, so that the cookie always fits.
        """
        taken = len(json.dumps(self._noted(reference, text), ensure_ascii=False).encode())
        return taken - (LARGEST - self.battery.worst_size)

    def _noted(self, reference: str, text: str) -> dict[str, str]:
        others = {name: words for name, words in self.notes.items() if name != reference}
        return {**others, reference: text} if text else others

    def save(self) -> None:
        """Write it into the visit; the cookie leaves with the answer to this request."""
        session[SESSION_KEY] = {
            "v": SHAPE,
            "b": self.battery.slug,
            "i": list(self.battery.keys),
            "l": self.language,
            "s": base64.urlsafe_b64encode(self.submission).decode("ascii"),
            "a": [
                pack(member.instrument, given)
                for member, given in zip(self.battery.members, self._entered, strict=True)
            ],
            "m": sorted(self.met),
            "p": self.furthest,
            "c": self.country,
            "f": self.consents,
            "r": self.finished,
            "n": self.notes,
            "t": self.changing,
            **({"d": base64.urlsafe_b64encode(self.door).decode("ascii")} if self.door else {}),
        }


def field_name(member: int, instrument: Instrument, answer_id: str) -> str:
    """Return the form field of an answer to a member of a battery."""
    return f"q{member}-{instrument.answer_ids.index(answer_id)}"


def current_check() -> Check | None:
    """The check this visit is in, or None: none begun, ended, or its instruments are gone."""
    carried = session.get(SESSION_KEY)
    if carried is None or carried.get("v") != SHAPE:
        return None
    battery = begun_battery(site().library, carried["b"], carried["i"])
    if battery is None:
        return None
    return Check(
        battery=battery,
        language=carried["l"],
        submission=base64.urlsafe_b64decode(carried["s"]),
        _entered=tuple(
            dict(unpack(member.instrument, packed))
            for member, packed in zip(battery.members, carried["a"], strict=True)
        ),
        met=set(carried["m"]),
        furthest=carried["p"],
        country=carried["c"],
        consents=tuple(carried["f"]),
        finished=carried["r"],
        changing=tuple(carried["t"]) if carried.get("t") is not None else None,
        notes=carried["n"],
        door=base64.urlsafe_b64decode(carried["d"]) if "d" in carried else None,
    )


def end_check() -> None:
    """Forget the answers; the visit itself goes on."""
    session.pop(SESSION_KEY, None)


def begun_battery(library: Library, slug: str, keys: Sequence[str]) -> Battery | None:
    """The battery with the versions the check began with; None when they are not here now."""
    try:
        newest = library.check(slug)
        instruments = [library.instrument(key) for key in keys]
    except KeyError:
        return None
    if tuple(keys) == newest.keys:
        return newest
    settings: Mapping[str, Member] = {m.instrument.key.code: m for m in newest.members}
    members = tuple(
        replace(settings[instrument.key.code], instrument=instrument)
        if instrument.key.code in settings
        else Member(instrument, {}, None)
        for instrument in instruments
    )
    return replace(newest, members=members)


@lru_cache(maxsize=128)
def administrations(battery: Battery, language: str, seed: int) -> tuple[Administration, ...]:
    """The members of a battery as administered under one seed (kept: most checks share it)."""
    return tuple(member.administered(language, seed) for member in battery.members)


@lru_cache(maxsize=128)
def page_sequence(battery: Battery, language: str, seed: int) -> tuple[Page, ...]:
    """The pages of a battery under one seed."""
    return pages(administrations(battery, language, seed))


def _seed(battery: Battery, submission: bytes) -> int:
    """A seed of the submission where something is randomised, else one seed for everybody."""
    return int.from_bytes(submission[:8], "big") if battery.randomised else 0
