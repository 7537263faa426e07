"""Table `stat_inbox`: finished checks whose takers agreed to be counted, sealed until mixed.

The row's id derives from the submission's random id, so the same check sent twice is one row. The
content is sealed to the statistics key and padded: its size tells nothing of the answers. Words a
person wrote, and questions marked private, are left out before anything is sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import Boolean, CheckConstraint, Index, LargeBinary, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing_app.instruments.model.instrument import Instrument
from wellbeing_app.instruments.model.item import Answer, Item, Kind, Scalar
from wellbeing_app.storage import growth
from wellbeing_app.storage.base import WITHOUT_ROWID, Base
from wellbeing_app.storage.connections import insert
from wellbeing_app.storage.installation import Meta
from wellbeing_app.vault.derive import derive
from wellbeing_app.vault.keys import Keys
from wellbeing_app.vault.sealing import open_box, pad, seal_to, unpad

Parameters: TypeAlias = Mapping[str, Scalar | tuple[Scalar, ...]]

ID_LABEL = "stat-id"
ID_BYTES = 16
COUNTED_KINDS = frozenset({Kind.LIKERT, Kind.VAS, Kind.GRID, Kind.MULTI, Kind.MULTICHECK})
"""Free text (short, long) is never counted or stored."""


class StatInbox(Base):
    """One finished check. After mixing only its id stays, until the next mixing but one."""

    __tablename__ = "stat_inbox"
    __table_args__ = (
        CheckConstraint(f"length(id) = {ID_BYTES}", name="id_length"),
        CheckConstraint("(ct IS NULL) = spent", name="spent_is_empty"),
        Index("ix_stat_inbox_spent", "spent", "id"),
        WITHOUT_ROWID,
    )

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    ct: Mapped[bytes | None] = mapped_column(LargeBinary)
    spent: Mapped[bool] = mapped_column(Boolean)


@dataclass(frozen=True, slots=True)
class Part:
    """The answers to one instrument, and what its scoring needs to know. Made by `part_of`."""

    key: str
    language: str
    answers: Mapping[str, Answer] = field(repr=False)
    parameters: Parameters = field(default_factory=dict)
    dimensions: tuple[str, ...] | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Submission:
    """A finished check: a random id of at least 16 bytes, the language of the pages, consents."""

    id: bytes = field(repr=False)
    language: str
    parts: tuple[Part, ...]
    counted: bool
    """The person ticked "be counted"."""
    research: bool
    """The person ticked "be used, anonymised, for research"."""
    scope: str = ""
    """Whose counters, beside the site's, the person agreed to be counted in."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is sealed of a submission: no id, so that an opened one leads to no row."""

    parts: tuple[Part, ...]
    counted: bool
    research: bool
    scope: str = ""
    """Empty without the consent to be counted."""


_CONTRIBUTION = TypeAdapter(Contribution)


def countable(instrument: Instrument) -> tuple[Item, ...]:
    """Return the items that may be counted: closed ones, of an instrument that is not private."""
    if instrument.hints.private:
        return ()
    return tuple(item for item in instrument.items if item.kind in COUNTED_KINDS)


def part_of(
    instrument: Instrument,
    language: str,
    answers: Mapping[str, Answer],
    *,
    parameters: Parameters | None = None,
    dimensions: tuple[str, ...] | None = None,
    seed: int = 0,
) -> Part | None:
    """Return the countable answers of one instrument; None if none of it may be counted.

    The language becomes the one whose texts the instrument showed (see `Instrument.text`).
    """
    names = [name for item in countable(instrument) for name in item.answer_ids]
    kept = {name: answers[name] for name in names if name in answers}
    languages = instrument.languages
    if not names or not languages:
        return None
    shown = next(found for found in (language, "en", *languages) if found in languages)
    return Part(str(instrument.key), shown, kept, parameters or {}, dimensions, seed)


def accept(session: Session, submission: Submission, keys: Keys, salt: bytes) -> None:
    """Put a submission into the inbox once; sent again, waiting or mixed, it changes nothing.

    Without a consent nothing is written. New and repeated ones cost the same work. The caller
    commits; `salt` is `meta.installation_salt(session)`. Raises `TooLarge` beyond 64 KiB.
    """
    if not (submission.counted or submission.research):
        return
    scope = submission.scope if submission.counted else ""
    content = Contribution(submission.parts, submission.counted, submission.research, scope)
    sealed = seal_contribution(content, keys)
    row = {"id": derive(submission.id, ID_LABEL, ID_BYTES, salt), "ct": sealed, "spent": False}
    once = insert(session, StatInbox).values(row).on_conflict_do_nothing().returning(StatInbox.id)
    added = len(session.scalars(once).all())
    session.execute(update(Meta).values(accepted=Meta.accepted + added))
    growth.note(session, added * len(sealed))


def seal_contribution(content: Contribution, keys: Keys) -> bytes:
    """Return what stands in a waiting row. Raises `TooLarge` beyond 64 KiB."""
    return seal_to(keys.statistics.public, pad(_CONTRIBUTION.dump_json(content)))


def count_waiting(session: Session) -> int:
    """Return how many rows wait to be mixed."""
    waiting = select(func.count()).select_from(StatInbox).where(~StatInbox.spent)
    return session.scalars(waiting).one()


def open_contribution(box: bytes, keys: Keys) -> Contribution:
    """Open one waiting row's content. Raises ValueError (`Unopenable` among them) if it cannot."""
    return _CONTRIBUTION.validate_json(unpad(open_box(keys.statistics, box)))
