"""Research rows: nothing in a file tells which of them one person gave."""

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from wellbeing_app.storage.research import ResearchRow, store


def test_rows_lie_in_the_order_of_their_random_ids(engine: Engine) -> None:
    """PostgreSQL would else keep the rows of one person side by side until it clusters."""
    with Session(engine) as session:
        store(
            session,
            (
                ResearchRow(instrument=f"i{part}", language="en", year=2026, vector=f"[{person}]")
                for person in range(10)
                for part in range(3)
            ),
        )
        session.commit()
        order = "ORDER BY ctid" if engine.dialect.name == "postgresql" else ""
        lying = session.scalars(text(f"SELECT id FROM research_row {order}")).all()  # noqa: S608
    assert len(lying) == 30
    assert lying == sorted(lying)
