"""Small questionnaires and people who answer them."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nacl.public import PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.databases import Sessions
from wellbeing_app.aggregates.health import Health, health
from wellbeing_app.aggregates.mixing import Outcome, mix
from wellbeing_app.instruments.model.instrument import Hints, Instrument, Key, Section
from wellbeing_app.instruments.model.item import Answer, Item, Kind, Option, Row
from wellbeing_app.instruments.model.rules import Input, Norms, ScoreRule, Threshold
from wellbeing_app.storage.counters import StatCell
from wellbeing_app.storage.inbox import Submission, accept, part_of
from wellbeing_app.storage.installation import installation_salt
from wellbeing_app.vault.keys import Keys, Pair

KEYS = Keys(
    visit_keys=(bytes(32),),
    field_keys=(bytes(32),),
    peppers=(bytes(32),),
    statistics=Pair.of(bytes(PrivateKey.generate())),
    rate_key=bytes(32),
    csrf_key=bytes(32),
)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FOUR_HOURS = timedelta(hours=4)
OPTIONS = tuple(Option(value, f"o{value}") for value in range(4))


def item(name: str, kind: Kind = Kind.LIKERT, **fields: object) -> Item:
    made = Item(id=name, kind=kind, text_key=name, options=OPTIONS)
    return replace(made, **fields)  # type: ignore[arg-type]


MOOD = Instrument(
    key=Key("test", "MOOD", "1.0.0"),
    name="Mood",
    abbreviation="MOOD",
    sections=(
        Section(
            None,
            (
                item("m1"),
                item("m2"),
                item("m3", Kind.VAS, options=(), minimum=0, maximum=10_000),
                item("m4", Kind.MULTICHECK),
                item("m5", Kind.GRID, rows=(Row("m5_1", "a"), Row("m5_2", "b"))),
                item("words", Kind.LONG, options=(), max_length=500),
            ),
        ),
    ),
    texts={"en": {"m1": "One"}},
    scores=(
        ScoreRule(
            "total",
            "sum_coded",
            (Input("m1"), Input("m2", coding=-1)),
            norms=Norms((Threshold(0, 2, "low", None), Threshold(3, 6, "high", None)), None),
        ),
    ),
)
LATER = replace(MOOD, key=Key("test", "MOOD", "2.0.0"))
PRIVATE = replace(MOOD, key=Key("test", "SAFE", "1.0.0"), hints=Hints(private=True))


class Shelf:
    """Where the mixer looks instruments up."""

    def instrument(self, key: str) -> Instrument:
        return {str(found.key): found for found in (MOOD, LATER, PRIVATE)}[key]


def submission(
    answers: Mapping[str, Answer],
    *,
    counted: bool = True,
    research: bool = False,
    instrument: Instrument = MOOD,
) -> Submission:
    part = part_of(instrument, "en", answers)
    return Submission(secrets.token_bytes(16), "en", (part,) if part else (), counted, research)


def send(session: Session, *submissions: Submission) -> None:
    """What the view of "see my result" does."""
    for one in submissions:
        accept(session, one, KEYS, installation_salt(session))
        session.commit()


def people(count: int, *, counted: bool = True, research: bool = False) -> list[Submission]:
    answers: Mapping[str, Answer] = {"m1": 1, "m2": 2}
    return [submission(answers, counted=counted, research=research) for _ in range(count)]


def run(sessions: Sessions, now: datetime = NOON) -> Outcome:
    with sessions() as session:
        return mix(session, KEYS, Shelf(), now)


def accounts(sessions: Sessions) -> Health:
    with sessions() as session:
        return health(session)


def cells(sessions: Sessions) -> dict[tuple[str, str], int]:
    with sessions() as session:
        found = session.scalars(select(StatCell)).all()
        return {(cell.table_id, cell.cell): cell.n for cell in found}
