"""Everything the database may hold, in plain words: each table, each column, until when.

The page /what-we-keep is made from it, and a test compares it with the live tables of both
engines: a column that does not stand here cannot be added.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is for, and when its content is deleted."""

    purpose: str
    deleted: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is for, and its columns by name."""

    purpose: str
    columns: Mapping[str, Column]


NEVER_PERSONAL = "Kept as long as the site exists. It says nothing about any person."
WITH_THE_COUNTER = "Kept with the counter. A counter is a sum over people and belongs to nobody."
WITH_THE_ROW = "Kept with the row. The row cannot be found again by person, so it stays."
MIXING_AFTER = "Deleted by the mixing that follows the one which counted it, 3 hours or more later."

ALLOWED: Mapping[str, Table] = {
    "meta": Table(
        "One row about this installation.",
        {
            "id": Column("Always 1: there is one row.", NEVER_PERSONAL),
            "salt": Column(
                "A random number made at the first start. It goes into every derived key, so "
                "that no two sites derive the same ones.",
                NEVER_PERSONAL,
            ),
            "mixed_hour": Column(
                "The hour in which waiting answers were last mixed into the counters.",
                "Overwritten by each mixing.",
            ),
            "accepted": Column(
                "How many finished checks were ever taken in, as one sum.", NEVER_PERSONAL
            ),
            "counted": Column("How many of them were counted, as one sum.", NEVER_PERSONAL),
            "excluded": Column(
                "How many of them could not be read and were left out, as one sum.", NEVER_PERSONAL
            ),
        },
    ),
    "stat_inbox": Table(
        "Finished checks of people who ticked that they may be counted, until they are mixed.",
        {
            "id": Column(
                "A random-looking number that stops the same check from being counted twice.",
                MIXING_AFTER,
            ),
            "ct": Column(
                "The answers to closed questions and the ticks, sealed. No words a person wrote, "
                "no time, nothing about the device.",
                "Erased when it is counted: once ten or more are waiting.",
            ),
            "spent": Column("Whether it was counted already.", MIXING_AFTER),
        },
    ),
    "stat_cell": Table(
        "Counters: how often an answer was chosen or a score reached, summed over people.",
        {
            "quarter": Column("The quarter of the year in which it was mixed.", WITH_THE_COUNTER),
            "scope": Column("Whose counter it is: the whole site.", WITH_THE_COUNTER),
            "instrument": Column("The questionnaire and its version.", WITH_THE_COUNTER),
            "language": Column("The language of the questionnaire.", WITH_THE_COUNTER),
            "table_id": Column("What is counted: a question, a score, a band.", WITH_THE_COUNTER),
            "cell": Column("Which answer or which value is counted.", WITH_THE_COUNTER),
            "n": Column("The sum.", WITH_THE_COUNTER),
        },
    ),
    "research_row": Table(
        "Answers to one questionnaire, only of people who ticked that research may use them.",
        {
            "id": Column("A random number, unrelated to any other number here.", WITH_THE_ROW),
            "instrument": Column("The questionnaire and its version.", WITH_THE_ROW),
            "language": Column("The language of the questionnaire.", WITH_THE_ROW),
            "year": Column("The year in which it was mixed.", WITH_THE_ROW),
            "vector": Column("The answers to its closed questions, in order.", WITH_THE_ROW),
        },
    ),
    "alembic_version": Table(
        "Which version of the tables this database has.",
        {"version_num": Column("The name of the version.", "Overwritten by each update.")},
    ),
}
